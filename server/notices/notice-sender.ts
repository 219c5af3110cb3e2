import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { NoticeJob, NoticeResult } from "#server/delivery/notice.ts";
import type { Keys } from "#server/keys.ts";
import {
  type DueNotice,
  dueNotices,
  handOverNotice,
  nextNoticeAt,
  parkNotices,
  requeueHandedNotices,
} from "#server/store/notices.ts";
import { hostOf } from "#workflows/host-of.ts";
import { recordNoticeResult } from "./record.ts";
import { openSecrets, signedHeaders } from "./secret.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** Notices that are being sent at one time, to all hosts and to one. */
const IN_FLIGHT_MAX = 16;
const HOST_IN_FLIGHT_MAX = 4;
/** Longer than any try takes: after this without an answer, whoever sent it is dead. */
export const LEASE_MS = 2 * 60_000;
/** Notices are written in transactions that have not ended yet; one look is for all of a moment. */
const LOOK_AFTER_MS = 50;
/** On PostgreSQL other processes write notices too. */
const LOOK_EVERY_MS = 5_000;

/** Sends one notice; rejects when nobody can tell what became of it. */
export type SendNotice = (job: NoticeJob) => Promise<NoticeResult>;

export interface NoticeSenderOptions {
  db: Database;
  clock: Clock;
  keys: Keys;
  log: Logger;
  send: SendNotice;
  /** The engine's: its settings say whether anything may leave the house, its subscriptions who is told. */
  live: { subscriptions: Subscriptions; settings: { sendingOff: boolean } };
  /** Addresses inside private networks that may be reached. */
  allow: string[];
  /** Takes over what has changed, after a hook was switched off. */
  reload: () => Promise<void>;
}

/**
 * Tells other programs what happened here, a few at a time. All state is rows: a stop at any moment loses nothing, and
 * what was under way is sent again. Notices may overtake each other.
 */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #byHost = new Map<string, number>();
  /** Hosts that asked to be left alone, until when. */
  readonly #pausedUntil = new Map<string, number>();
  #stopped = true;
  #looking: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #looksAt = Number.POSITIVE_INFINITY;

  constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  /** Takes up again what a dead process left behind, and begins to work. */
  async start(): Promise<void> {
    const { db, clock, live } = this.#options;
    const now = clock.now();
    // Elsewhere another process may be sending them: those are due again when their lease ends.
    if (db.engine === "sqlite") await db.transaction((tx) => requeueHandedNotices(tx, now));
    this.#stopped = false;
    live.subscriptions.onWritten(() => this.#lookIn(LOOK_AFTER_MS));
    this.#lookIn(0);
  }

  /** Finishes what is under way and takes up nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#inFlight);
  }

  /** Resolves once nothing is due and nothing is under way, as of now. */
  async settled(): Promise<void> {
    this.#look();
    while (this.#looking || this.#inFlight.size > 0) {
      await this.#looking;
      await Promise.all(this.#inFlight);
    }
  }

  /** Resolves once what is due has been handed to the sending thread, as far as there is room. */
  async handedOver(): Promise<void> {
    this.#look();
    await this.#looking;
  }

  #look(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#looking ??= this.#work();
  }

  #lookIn(ms: number): void {
    if (this.#stopped) return;
    const at = performance.now() + ms;
    if (at >= this.#looksAt) return;
    clearTimeout(this.#timer);
    this.#looksAt = at;
    this.#timer = setTimeout(() => {
      this.#looksAt = Number.POSITIVE_INFINITY;
      this.#look();
    }, ms).unref();
  }

  async #work(): Promise<void> {
    const { db, clock, log, live } = this.#options;
    let waitMs = LOOK_EVERY_MS;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        while (!this.#stopped && (await this.#handOver()))
          await new Promise((resolve) => setImmediate(resolve));
      }
      const next = await nextNoticeAt(db);
      // What is due already waits for a place, and whichever try ends looks again.
      if (next !== null && next > clock.now()) waitMs = Math.min(waitMs, next - clock.now());
    } catch (error) {
      log.error({ err: error }, "notices could not be sent");
    }
    this.#looking = null;
    if (this.#again) this.#look();
    // What waits for a hook that is off waits until that is switched on, which is heard of.
    else if (live.subscriptions.any) this.#lookIn(waitMs);
  }

  /** Hands over some of what is due; false when there was nothing to do, or no room for it. */
  async #handOver(): Promise<boolean> {
    const { db, clock, live } = this.#options;
    const room = IN_FLIGHT_MAX - this.#inFlight.size;
    if (room <= 0 || live.settings.sendingOff) return false;
    const now = clock.now();
    const notHooks = live.subscriptions.hooksAt(this.#closedHosts(now));
    const isOpen = (taken: readonly DueNotice[], host: string) => this.#isOpen(taken, host, now);
    const { taken, parked } = await db.transaction(function* (tx) {
      const claimed: DueNotice[] = [];
      const off = new Set<number>();
      for (const due of yield* dueNotices(tx, { now, limit: room, notHooks })) {
        const { notice, hook } = due;
        if (hook.offAt !== null || hook.removedAt !== null) off.add(hook.id);
        else if (isOpen(claimed, hostOfHook(due)) && (yield* handOverNotice(notice, now + LEASE_MS)))
          claimed.push({ hook, notice: { ...notice, attempts: notice.attempts + 1 } });
      }
      for (const hookId of off) yield* parkNotices(tx, hookId, now);
      return { taken: claimed, parked: off.size };
    });
    for (const due of taken) this.#begin(due);
    return taken.length + parked > 0;
  }

  #begin(due: DueNotice): void {
    const host = hostOfHook(due);
    this.#byHost.set(host, (this.#byHost.get(host) ?? 0) + 1);
    const sending = this.#send(due).finally(() => {
      const left = (this.#byHost.get(host) ?? 1) - 1;
      if (left > 0) this.#byHost.set(host, left);
      else this.#byHost.delete(host);
      this.#inFlight.delete(sending);
      this.#look();
    });
    this.#inFlight.add(sending);
  }

  async #send(due: DueNotice): Promise<void> {
    const { db, clock, log, reload } = this.#options;
    const { notice } = due;
    const result = await this.#try(due);
    try {
      const now = clock.now();
      if (result.kind === "not-delivered" && result.retryAfterMs)
        this.#pausedUntil.set(hostOfHook(due), now + result.retryAfterMs);
      const { switchedOff } = await db.transaction((tx) => recordNoticeResult(tx, notice, result, now));
      if (switchedOff) {
        log.warn({ hook: due.hook.id, answer: result.answer }, "an outgoing hook was switched off");
        await reload();
      }
    } catch (error) {
      // It is due again when its lease ends.
      log.error({ err: error, notice: notice.id }, "what became of a notice could not be recorded");
    }
  }

  async #try(due: DueNotice): Promise<NoticeResult> {
    const { log, send } = this.#options;
    try {
      return await send(this.#jobFor(due));
    } catch (error) {
      log.error({ err: error, notice: due.notice.id }, "nobody can tell whether a notice was sent");
      return { kind: "not-delivered", answer: "Interrupted before an answer came" };
    }
  }

  #jobFor({ notice, hook }: DueNotice): NoticeJob {
    const { clock, keys, allow } = this.#options;
    const now = clock.now();
    const body = JSON.stringify(notice.payload);
    const headers = signedHeaders(openSecrets(keys, hook.sealedSecret), { ...notice, body }, now);
    return { url: hook.url, headers, body, now, allow };
  }

  /** Hosts with no room, and those that asked for time. */
  #closedHosts(now: number): Set<string> {
    const full = [...this.#byHost].filter(([, count]) => count >= HOST_IN_FLIGHT_MAX).map(([host]) => host);
    for (const [host, until] of this.#pausedUntil) if (until <= now) this.#pausedUntil.delete(host);
    return new Set([...full, ...this.#pausedUntil.keys()]);
  }

  #isOpen(taken: readonly DueNotice[], host: string, now: number): boolean {
    const more = taken.filter((due) => hostOfHook(due) === host).length;
    const paused = (this.#pausedUntil.get(host) ?? 0) > now;
    return !paused && (this.#byHost.get(host) ?? 0) + more < HOST_IN_FLIGHT_MAX;
  }
}

function hostOfHook({ hook }: DueNotice): string {
  return hostOf(hook.url) ?? "";
}
