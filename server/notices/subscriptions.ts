import type { Database } from "#server/database/database.ts";
import { activeOutgoingHooks } from "#server/store/outgoing-hooks.ts";
import { hostOf } from "#workflows/host-of.ts";
import type { NoticeKind } from "./kinds.ts";

/**
 * Who wants to be told what, kept in memory so that nothing is asked of the database, or made, while nobody wants to be
 * told. Read with the settings; another process's change is seen when they are read next.
 */
export class Subscriptions {
  #hooksByKind = new Map<string, readonly number[]>();
  #hosts = new Map<number, string | null>();
  #listener: () => void = () => {};

  /** Reads everything anew; only one caller at a time. */
  async load(db: Database): Promise<void> {
    const byKind = new Map<string, number[]>();
    const hooks = await activeOutgoingHooks(db);
    for (const { id, kinds } of hooks) {
      for (const kind of kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
    }
    this.#hooksByKind = byKind;
    this.#hosts = new Map(hooks.map(({ id, url }) => [id, hostOf(url)]));
    this.#listener();
  }

  /** Whether anybody wants to be told of anything. */
  get any(): boolean {
    return this.#hosts.size > 0;
  }

  wants(kind: NoticeKind): boolean {
    return this.#hooksByKind.has(kind);
  }

  hooksFor(kind: NoticeKind): readonly number[] {
    return this.#hooksByKind.get(kind) ?? [];
  }

  /** The outgoing hooks at one of these hosts. */
  hooksAt(hosts: ReadonlySet<string>): number[] {
    return [...this.#hosts].filter(([, host]) => host !== null && hosts.has(host)).map(([id]) => id);
  }

  /** A notice was written, or is to be tried again: whoever sends them is told. */
  written(): void {
    this.#listener();
  }

  /** `listener` is called often, and within transactions: it must do nothing but remember. */
  onWritten(listener: () => void): void {
    this.#listener = listener;
  }
}
