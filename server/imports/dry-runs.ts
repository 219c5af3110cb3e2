import { randomUUID } from "node:crypto";
import { findImport, type Import, type ImportPlan, savePlan } from "#server/store/imports.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { checkImport, type ImportServices } from "./run-import.ts";
import { FAULT, wordFailure } from "./word-failure.ts";

const CUT_OFF = phrase("It was cut off, because the server was started anew. Try the file out again");

export type DryRunState = { doneBytes: number } | { failure: FilledPhrase };
export type DryRunBegun =
  | { kind: "begun" }
  /** Another file, or this one, is being tried out. */
  | { kind: "busy"; fileName: string }
  /** The import has begun, or is gone. */
  | { kind: "too-late" };

/** Tries files out over their whole length without storing anything, one at a time. */
export class DryRuns {
  readonly #services: ImportServices;
  readonly #states = new Map<number, DryRunState>();
  #running: { row: Import; done: Promise<void> } | null = null;
  #stopped = false;

  constructor(services: ImportServices) {
    this.#services = services;
  }

  /** What is under way; null when nothing is. */
  get work(): Promise<void> | null {
    return this.#running?.done ?? null;
  }

  /** Begins no further one, and ends the one that goes on. */
  close(): void {
    this.#stopped = true;
  }

  /** Keeps a plan and begins to try it out. While another file is being tried out, the plan is not kept either. */
  async begin(row: Import, plan: ImportPlan): Promise<DryRunBegun> {
    if (this.#running || this.#stopped) {
      return { kind: "busy", fileName: this.#running?.row.fileName ?? row.fileName };
    }
    // Before the first wait, so that nobody else comes between.
    this.#states.set(row.id, { doneBytes: 0 });
    const kept = this.#keep(row.id, plan);
    const done = kept
      .then((keptRow) => keptRow && this.#walk(keptRow))
      .then(
        () => {},
        (err: unknown) => this.#services.log.error({ err, importId: row.id }, "a dry run failed"),
      )
      .finally(() => {
        this.#running = null;
      });
    this.#running = { row, done };
    try {
      if (await kept) return { kind: "begun" };
    } catch (error) {
      this.#states.delete(row.id);
      throw error;
    }
    this.#states.delete(row.id);
    return { kind: "too-late" };
  }

  /** How one stands in this process, or how it failed; null when there is none. */
  state(id: number): DryRunState | null {
    return this.#states.get(id) ?? null;
  }

  /** The same for the owner, who also learns that a restart has cut one off. */
  shown({ id, status, plan }: Import): DryRunState | null {
    const state = this.state(id);
    if (state || !plan.checking || status !== "uploaded") return state;
    // On several machines it may go on at another one.
    return this.#services.db.engine === "sqlite" ? { failure: CUT_OFF } : null;
  }

  /** Stops the dry run of a file; resolves once it has ended. */
  async stop(id: number): Promise<void> {
    this.#states.delete(id);
    if (this.#running?.row.id === id) await this.#running.done;
  }

  async #keep(id: number, plan: ImportPlan): Promise<Import | null> {
    const checking = randomUUID();
    return await this.#services.db.transaction(function* (tx) {
      const now = yield* findImport(id);
      if (!now) return null;
      const { filesErased = false } = now.plan;
      const next = { ...plan, filesErased, checking, check: null };
      return (yield* savePlan(tx, id, next)) ? { ...now, plan: next } : null;
    });
  }

  async #walk(row: Import): Promise<void> {
    const { id } = row;
    const { clock, log } = this.#services;
    try {
      const isStopped = () => this.#stopped || !this.#states.has(id);
      const tally = await checkImport(this.#services, row, isStopped, (doneBytes) => {
        if (this.#states.has(id)) this.#states.set(id, { doneBytes });
      });
      // The next start of the server tells that it was cut off.
      if (!tally && this.#stopped) return;
      await this.#note(row, tally && { ...tally, at: clock.now() });
      this.#states.delete(id);
    } catch (error) {
      const message = wordFailure(error);
      if (message === null) log.error({ err: error, importId: id }, "a dry run failed");
      await this.#note(row, null);
      this.#states.set(id, { failure: message ?? FAULT });
    }
  }

  /** Writes down what it found, where no other was begun meanwhile. */
  async #note({ id, plan: { checking } }: Import, check: ImportPlan["check"]): Promise<void> {
    await this.#services.db.transaction(function* (tx) {
      const now = yield* findImport(id);
      if (now && now.plan.checking === checking)
        yield* savePlan(tx, id, { ...now.plan, check, checking: null });
    });
  }
}
