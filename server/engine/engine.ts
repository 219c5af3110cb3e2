import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import type { SendResult } from "#server/delivery/job.ts";
import type { Send } from "#server/delivery/sender-pool.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import type { Reads } from "#server/reads/reads.ts";
import { claimMessageId } from "#server/store/events.ts";
import { orphanedMessages } from "#server/store/messages.ts";
import { findProfile, touchProfile } from "#server/store/profiles.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import type { RunData } from "#workflows/run.ts";
import { admitSome } from "./admit.ts";
import { Backfills } from "./backfill.ts";
import { claimMessages, type DispatchServices, type HandedMessage } from "./dispatch.ts";
import { nextDueAt, setRunAside, setTimerAside, takeDueRuns, takeDueTimers } from "./due.ts";
import { BY_HAND_KEY, type EntryResult, enter } from "./entry.ts";
import { followProfile } from "./follow-profile.ts";
import type { IntakeItem, IntakeResult } from "./intake.ts";
import { IntakeBatch } from "./intake-batch.ts";
import { Lanes } from "./lanes.ts";
import { Live } from "./live.ts";
import { moveSome } from "./moves.ts";
import { lostOutcome, recordOutcome } from "./outcome.ts";
import { recordEvent } from "./record-event.ts";
import { relookSome } from "./relook.ts";
import { arrangeSchedules, takeDueSchedules } from "./schedules.ts";
import { VersionNotLoaded } from "./step.ts";

/** Rows handled in one transaction: a few milliseconds of the thread that also takes events in. */
const SLICE_ROWS = 20;
/** Messages that are with the sending thread at one time. */
const IN_FLIGHT_MAX = 32;
/** The longest sleep; clocks are set, and another process may have written rows. */
const SLEEP_MAX_MS = 60_000;
const SLEEP_AFTER_FAILURE_MS = 5_000;
const FOLLOW_EVERY_MS = 5_000;
const ORPHANS_PER_SLICE = 100;
/**
 * With several processes, a message that was handed over this long ago without an outcome belongs to a dead one: no
 * attempt takes longer than a few minutes.
 */
const ORPHAN_AFTER_MS = 15 * 60_000;
const ORPHANS_LOOKED_FOR_EVERY_MS = 60_000;

export interface EngineOptions {
  db: Database;
  clock: Clock;
  keys: Keys;
  env: Env;
  log: Logger;
  send: Send;
  reads: Reads;
}

/**
 * Takes events in, and does what is due: timers, waiting runs, messages. All state is rows; what is kept in memory can
 * be loaded again, so a stop at any moment loses nothing.
 */
export class Engine {
  readonly live: Live;
  /** The id under which this process hands messages over. */
  readonly process = randomUUID();
  readonly #options: EngineOptions;
  readonly #services: DispatchServices;
  readonly #intake: IntakeBatch;
  readonly #backfills: Backfills;
  #inFlight = new Set<Promise<void>>();
  #ticking: Promise<void> | null = null;
  #again = false;
  #sleep: NodeJS.Timeout | null = null;
  #sleepsUntil = Number.POSITIVE_INFINITY;
  /** The earliest moment at which anything became due to be looked at since the last look. */
  #marked = Number.POSITIVE_INFINITY;
  #stopped = true;
  #orphansSettledAt = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.live = new Live(options.db);
    const { keys, env, log } = options;
    this.#services = {
      live: this.live,
      keys,
      env,
      log,
      process: this.process,
      lanes: new Lanes(),
      reactions: { event: recordEvent, profile: followProfile },
      dueAt: (at) => {
        this.#marked = Math.min(this.#marked, at);
      },
    };
    this.#intake = new IntakeBatch(options.db, this.#services);
    this.#backfills = new Backfills({ ...options, live: this.live, poke: () => this.poke() });
  }

  /** Loads what is live, settles what a dead process left behind, and begins to work. */
  async start(): Promise<void> {
    await this.live.reload();
    await this.#arrangeSchedules();
    await this.#settleOrphans();
    this.#stopped = false;
    this.#backfills.poke();
    this.poke();
  }

  /** Finishes what is in flight and takes up nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#sleep) clearTimeout(this.#sleep);
    await this.#intake.idle();
    await this.#backfills.stop();
    await this.#ticking;
    await Promise.all(this.#inFlight);
  }

  /** Takes items in and resolves once they are durable; what they start begins at once. */
  async accept(items: IntakeItem[]): Promise<IntakeResult[]> {
    const results = await this.#intake.add(items);
    this.#lookWhenDue();
    return results;
  }

  /** Records an event of a known profile as if the shop had sent it; false when there is no such profile. */
  async record(profileId: number, event: TriggerEvent): Promise<boolean> {
    const { db, clock } = this.#options;
    const services = this.#services;
    const recorded = await db.transaction(function* () {
      const profile = yield* findProfile(profileId);
      if (!profile) return false;
      yield* touchProfile(profile, event.at);
      yield* recordEvent(services, profile, event, clock.now());
      return true;
    });
    this.#lookWhenDue();
    return recorded;
  }

  /** After a change to workflows or settings. */
  async reload(): Promise<void> {
    await this.live.reload();
    await this.#arrangeSchedules();
    if (!this.#stopped) this.#backfills.poke();
    this.poke();
  }

  /**
   * Lets one person in by hand, from the app or by a program; a second start under the same message id does nothing.
   * Null when there is no such profile, or the workflow is not live or not started by hand.
   */
  async startByHand(
    workflowId: number,
    profileId: number,
    { messageId, data }: { messageId: string | null; data: RunData },
  ): Promise<EntryResult | { kind: "duplicate" } | null> {
    const { db, clock } = this.#options;
    const services = this.#services;
    const version = this.live.openVersion(workflowId);
    if (!version?.graph.trigger?.definition.manual) return null;
    const now = clock.now();
    const key = messageId === null ? null : `start:${workflowId}:${messageId}`;
    const result = await db.transaction(function* () {
      const profile = yield* findProfile(profileId);
      if (!profile) return null;
      if (key !== null && !(yield* claimMessageId(key, now))) return { kind: "duplicate" as const };
      return yield* enter(services, version, profile, { entryKey: BY_HAND_KEY, data }, now);
    });
    this.#lookWhenDue();
    return result;
  }

  async #arrangeSchedules(): Promise<void> {
    const { db, clock } = this.#options;
    await db.transaction((tx) => arrangeSchedules(tx, this.live, clock.now()));
  }

  /** On PostgreSQL, where other processes publish and change settings too: takes over what they did. */
  follow(others: () => Promise<void>): void {
    const reload = () =>
      Promise.all([this.reload(), others()]).catch((error: unknown) =>
        this.#options.log.error({ err: error }, "what other processes changed could not be loaded"),
      );
    setInterval(() => void reload(), FOLLOW_EVERY_MS).unref();
  }

  /** Something may be due: look now instead of at the end of the sleep. */
  poke(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#ticking ??= this.#work();
  }

  /** Resolves once nothing is due and nothing is in flight, as of now. */
  async settled(): Promise<void> {
    await this.#backfills.idle();
    this.poke();
    while (this.#ticking || this.#inFlight.size > 0) {
      await this.#ticking;
      await Promise.all(this.#inFlight);
    }
  }

  /** Most events start nothing: looking for what is due after each would cost more than the event. */
  #lookWhenDue(): void {
    const now = this.#options.clock.now();
    // On PostgreSQL a mark may be older than its transaction's end, and a look in between would have missed it.
    if (this.#marked <= now || this.#options.db.engine === "postgres") this.poke();
    else if (!this.#ticking && this.#marked < this.#sleepsUntil) this.#sleepFor(this.#marked - now);
  }

  async #work(): Promise<void> {
    let sleepMs = SLEEP_MAX_MS;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        this.#marked = Number.POSITIVE_INFINITY;
        const sinceMs = this.#options.clock.now() - this.#orphansSettledAt;
        if (this.#options.db.engine === "postgres" && sinceMs >= ORPHANS_LOOKED_FOR_EVERY_MS)
          await this.#settleOrphans();
        while (!this.#stopped && (await this.#slice())) await new Promise((resolve) => setImmediate(resolve));
      }
      sleepMs = await this.#untilNextDue();
    } catch (error) {
      if (error instanceof VersionNotLoaded) await this.live.reload().catch(() => {});
      this.#options.log.error({ err: error }, "the engine could not do what is due");
      sleepMs = SLEEP_AFTER_FAILURE_MS;
    }
    this.#ticking = null;
    if (this.#stopped) return;
    if (this.#again) this.poke();
    else this.#sleepFor(sleepMs);
  }

  /** One round of short transactions; false when nothing was due. */
  async #slice(): Promise<boolean> {
    const services = this.#services;
    const now = this.#options.clock.now();
    const timers = await this.#take(
      (limit) => takeDueTimers(services, limit, now),
      () => setTimerAside(services, now),
    );
    const runs = await this.#take(
      (limit) => takeDueRuns(services, limit, now),
      () => setRunAside(services, now),
    );
    const people = await this.#options.db.transaction(function* (tx) {
      const moved = yield* moveSome(tx, services, now);
      const begun = yield* takeDueSchedules(tx, services, now);
      const looked = yield* relookSome(tx, services, now);
      return moved + begun + looked + (yield* admitSome(tx, services, now));
    });
    const messages = await this.#dispatch(now);
    return timers + runs + people + messages > 0;
  }

  /**
   * Takes a slice of due rows. When that fails they are taken one by one, and one that fails alone is set aside with
   * its reason: a broken row must not hold up everybody behind it.
   */
  async #take(take: (limit: number) => Steps<number>, setAside: () => Steps<void>): Promise<number> {
    const { db, log } = this.#options;
    try {
      return await db.transaction(() => take(SLICE_ROWS));
    } catch (error) {
      if (error instanceof VersionNotLoaded) throw error;
      log.error({ err: error }, "a slice of due work failed; taking it row by row");
    }
    try {
      return await db.transaction(() => take(1));
    } catch (error) {
      log.error({ err: error }, "a due row failed and is set aside");
      await db.transaction(setAside);
      return 1;
    }
  }

  async #dispatch(now: number): Promise<number> {
    const limit = Math.min(SLICE_ROWS, this.#freePlaces());
    if (limit <= 0 || this.live.settings.sendingOff) return 0;
    const { handed, decided } = await this.#options.db.transaction((tx) =>
      claimMessages(tx, this.#services, limit, now),
    );
    const { lanes } = this.#services;
    for (const message of handed) {
      lanes.take(message);
      const sending = this.#send(message).finally(() => {
        lanes.free(message);
        this.#inFlight.delete(sending);
        this.poke();
      });
      this.#inFlight.add(sending);
    }
    return decided;
  }

  #freePlaces(): number {
    return IN_FLIGHT_MAX - this.#inFlight.size;
  }

  async #send({ id, channel, host, job }: HandedMessage): Promise<void> {
    const { log, send } = this.#options;
    const result = await send(job).catch((error: unknown): SendResult => {
      log.error({ err: error, message: id }, "nobody can tell whether a message was sent");
      return lostOutcome(channel);
    });
    const { outcome } = result;
    if (host !== null && outcome.kind === "retry" && outcome.retryAfterMs)
      this.#services.lanes.pause(host, this.#options.clock.now() + outcome.retryAfterMs);
    while (!(await this.#recordOutcome(id, result)) && !this.#stopped) {
      await new Promise((resolve) => setTimeout(resolve, SLEEP_AFTER_FAILURE_MS));
    }
  }

  /** False when the database did not take it: a full disk, say. What became of a message must not be forgotten. */
  async #recordOutcome(id: number, result: SendResult): Promise<boolean> {
    const { db, clock, log } = this.#options;
    const services = this.#services;
    try {
      await db.transaction((tx) => recordOutcome(tx, services, id, result, clock.now()));
      return true;
    } catch (error) {
      if (error instanceof VersionNotLoaded) await this.live.reload().catch(() => {});
      log.error({ err: error, message: id }, "the outcome of a message could not be recorded; trying again");
      return false;
    }
  }

  async #settleOrphans(): Promise<void> {
    const { db, clock } = this.#options;
    const services = this.#services;
    const now = clock.now();
    this.#orphansSettledAt = now;
    // On SQLite there is no other living process whose message it could be.
    const handedBefore = db.engine === "sqlite" ? Number.MAX_SAFE_INTEGER : now - ORPHAN_AFTER_MS;
    const whose = { livingProcess: services.process, handedBefore };
    for (let settled = ORPHANS_PER_SLICE; settled === ORPHANS_PER_SLICE; ) {
      settled = await db.transaction(function* (tx) {
        const orphans = yield* orphanedMessages(tx, whose, ORPHANS_PER_SLICE);
        for (const { id, channel } of orphans)
          yield* recordOutcome(tx, services, id, lostOutcome(channel), now);
        return orphans.length;
      });
    }
  }

  async #untilNextDue(): Promise<number> {
    const { db, clock } = this.#options;
    // While no place is free, due messages wait for one, and whichever send ends looks again.
    const withMessages = !this.live.settings.sendingOff && this.#freePlaces() > 0;
    const next = await db.transaction((tx) => nextDueAt(tx, this.#services, withMessages));
    const at = Math.min(next ?? Number.POSITIVE_INFINITY, this.#marked);
    return Math.min(Math.max(at - clock.now(), 0), SLEEP_MAX_MS);
  }

  #sleepFor(ms: number): void {
    if (this.#sleep) clearTimeout(this.#sleep);
    const sleepMs = Math.min(ms, SLEEP_MAX_MS);
    this.#sleepsUntil = this.#options.clock.now() + sleepMs;
    this.#sleep = setTimeout(() => this.poke(), sleepMs);
  }
}
