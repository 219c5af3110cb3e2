import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps, Transaction } from "#server/database/database.ts";
import type { Send } from "#server/delivery/sender-pool.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import type { Reads } from "#server/reads/reads.ts";
import { claimMessageId } from "#server/store/events.ts";
import { findProfile } from "#server/store/profiles.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import type { RunData } from "#workflows/run.ts";
import { Backfills } from "./backfill.ts";
import type { DispatchServices } from "./dispatch.ts";
import { nextDueAt } from "./due.ts";
import { DueWork } from "./due-work.ts";
import { BY_HAND_KEY, type EntryResult, enter } from "./entry.ts";
import { EvenPace } from "./even-pace.ts";
import { followProfile } from "./follow-profile.ts";
import type { IntakeItem, IntakeResult } from "./intake.ts";
import { IntakeBatch } from "./intake-batch.ts";
import { Lanes } from "./lanes.ts";
import { Live } from "./live.ts";
import { startMessageId } from "./message-ids.ts";
import { OneOffPaces } from "./one-off-paces.ts";
import { Orphans } from "./orphans.ts";
import { recordEvent, seeProfile } from "./record-event.ts";
import { actOnRun, type RunActionResult, type WantedAction } from "./run-actions.ts";
import { arrangeSchedules } from "./schedules.ts";
import type { NotingServices } from "./segments/note-touched.ts";
import { Sending } from "./sending.ts";
import { demandNewest, type StepServices, VersionNotLoaded } from "./step.ts";

/**
 * Before what falls due by itself is looked for again: with many runs each millisecond has some, and looking for each
 * alone costs more than moving it on.
 */
const REST_MS = 20;
/** The longest sleep; clocks are set, and another process may have written rows. */
const SLEEP_MAX_MS = 60_000;
const SLEEP_AFTER_FAILURE_MS = 5_000;
const FOLLOW_EVERY_MS = 5_000;
/** By then every process has taken over what another one did. */
const FOLLOWED_AFTER_MS = 3 * FOLLOW_EVERY_MS;

export interface EngineOptions {
  db: Database;
  clock: Clock;
  keys: Keys;
  env: Env;
  log: Logger;
  send: Send;
  reads: Reads;
  /** Milliseconds that pass, for the pace of the work and nothing else. */
  stopwatch?: () => number;
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
  readonly #orphans: Orphans;
  readonly #sending: Sending;
  readonly #dueWork: DueWork;
  #ticking: Promise<void> | null = null;
  #again = false;
  #sleep: NodeJS.Timeout | null = null;
  #sleepsUntil = Number.POSITIVE_INFINITY;
  /** The earliest moment at which anything became due to be looked at since the last look. */
  #marked = Number.POSITIVE_INFINITY;
  #stopped = true;
  /** What is live has changed and could not be read yet. */
  #stale = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.live = new Live(options.db, options.log);
    const { keys, env, log } = options;
    this.#services = {
      live: this.live,
      keys,
      env,
      log,
      process: this.process,
      lanes: new Lanes(),
      pace: new EvenPace(),
      oneOffPaces: new OneOffPaces(),
      deciding: null,
      reactions: { event: recordEvent, profile: followProfile },
      dueAt: (at) => {
        this.#marked = Math.min(this.#marked, at);
      },
    };
    this.#intake = new IntakeBatch(options.db, this.#services, (work) => this.#withVersions(work));
    this.#orphans = new Orphans(options.db, options.clock, this.#services);
    this.#sending = new Sending(options, this.#services, {
      poke: () => this.poke(),
      again: (work) => this.#withVersions(work),
      isStopped: () => this.#stopped,
    });
    const liveChanged = () => {
      this.#stale = true;
      this.#again = true;
    };
    this.#dueWork = new DueWork({ ...options, liveChanged }, this.#services, this.#sending);
    this.#backfills = new Backfills({ ...options, live: this.live, poke: () => this.poke() });
  }

  /** For what notes, in a transaction of its own, that something happened to a profile which rules of segments read. */
  get noting(): NotingServices {
    return this.#services;
  }

  /** Loads what is live, settles what a dead process left behind, and begins to work. */
  async start(): Promise<void> {
    await this.#readAnew();
    await this.#orphans.settle();
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
    await this.#sending.idle();
  }

  /** Takes items in and resolves once they are durable; what they start begins at once. */
  async accept(items: IntakeItem[]): Promise<IntakeResult[]> {
    const results = await this.#intake.add(items);
    this.#lookWhenDue();
    return results;
  }

  /**
   * Records an event of a known profile as if the shop had sent it; false when there is no such profile, or when one under
   * the same message id was recorded before.
   */
  async record(profileId: number, event: TriggerEvent, messageId: string | null = null): Promise<boolean> {
    const { db, clock } = this.#options;
    const services = this.#services;
    const recorded = await this.#withVersions(() =>
      db.transaction(function* () {
        const profile = yield* findProfile(profileId);
        if (!profile) return false;
        if (messageId !== null && !(yield* claimMessageId(messageId, clock.now()))) return false;
        yield* demandNewest(services);
        yield* seeProfile(services, profile, event, clock.now());
        yield* recordEvent(services, profile, event, clock.now());
        return true;
      }),
    );
    this.#lookWhenDue();
    return recorded;
  }

  /** After a change that rules can read and that did not come in as an event: a browser that subscribed, say. */
  async profileChanged(profileId: number): Promise<void> {
    const { db, clock } = this.#options;
    const services = this.#services;
    await this.#withVersions(() =>
      db.transaction(function* () {
        const profile = yield* findProfile(profileId);
        if (!profile) return;
        yield* followProfile(services, { before: profile, after: profile, depth: 0 }, clock.now());
      }),
    );
    this.#lookWhenDue();
  }

  /** Carries out a change of people by hand as one transaction, with all that follows from it; answers with what it comes to. */
  async change<R>(body: (tx: Transaction, services: StepServices, now: number) => Steps<R>): Promise<R> {
    const { db, clock } = this.#options;
    const services = this.#services;
    const now = clock.now();
    const result = await this.#withVersions(() =>
      db.transaction(function* (tx) {
        yield* demandNewest(services);
        return yield* body(tx, services, now);
      }),
    );
    this.#lookWhenDue();
    return result;
  }

  /** After a change to workflows, segments or settings. When it cannot be read now, it is read before anything else is done. */
  async reload(): Promise<void> {
    try {
      await this.#readAnew();
    } finally {
      if (!this.#stopped) this.#backfills.poke();
      this.poke();
    }
  }

  /** Does what needs a version that another process has just published a second time, when it has been read. */
  async #withVersions<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof VersionNotLoaded)) throw error;
      await this.#readAnew();
      return await work();
    }
  }

  async #readAnew(): Promise<void> {
    const { db, clock } = this.#options;
    try {
      await this.live.reload();
      await db.transaction((tx) => arrangeSchedules(tx, this.live, clock.now()));
      this.#stale = false;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
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
    if (!version?.graph.trigger?.definition.manual || version.oneOff) return null;
    const now = clock.now();
    const key = messageId === null ? null : startMessageId(workflowId, messageId);
    const result = await this.#withVersions(() =>
      db.transaction(function* () {
        const profile = yield* findProfile(profileId);
        if (!profile) return null;
        if (key !== null && !(yield* claimMessageId(key, now))) return { kind: "duplicate" as const };
        return yield* enter(services, version, profile, { entryKey: BY_HAND_KEY, data }, now);
      }),
    );
    this.#lookWhenDue();
    return result;
  }

  /** Does to a run what somebody wants by hand; null when there is no such run. */
  async actOnRun(wanted: WantedAction): Promise<RunActionResult | null> {
    const { db, clock } = this.#options;
    const now = clock.now();
    const result = await this.#withVersions(() =>
      db.transaction((tx) => actOnRun(tx, this.#services, wanted, now)),
    );
    this.#lookWhenDue();
    return result;
  }

  /** On PostgreSQL, where other processes publish and change settings too: takes over what they did. */
  follow(others: () => Promise<void>): void {
    this.live.settleMs = FOLLOWED_AFTER_MS;
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
    while (this.#ticking || this.#sending.inFlight > 0) {
      await this.#ticking;
      await this.#sending.idle();
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
        if (this.#stale) await this.#readAnew();
        await this.#orphans.settleNowAndThen();
        while (!this.#stopped && (await this.#dueWork.round()))
          await new Promise((resolve) => setImmediate(resolve));
      }
      sleepMs = await this.#untilNextDue();
    } catch (error) {
      if (error instanceof VersionNotLoaded) this.#stale = true;
      this.#options.log.error({ err: error }, "the engine could not do what is due");
      sleepMs = SLEEP_AFTER_FAILURE_MS;
    }
    this.#ticking = null;
    if (this.#stopped) return;
    if (this.#again) this.poke();
    else this.#sleepFor(sleepMs);
  }

  async #untilNextDue(): Promise<number> {
    const { db, clock } = this.#options;
    // While no place is free, due messages wait for one, and whichever send ends looks again.
    const withMessages = !this.live.settings.sendingOff && this.#sending.freePlaces > 0;
    const asOf = clock.now();
    const next = await db.transaction((tx) => nextDueAt(tx, this.#services, withMessages, asOf));
    const now = clock.now();
    if (this.#marked <= now) return 0;
    const at = Math.min(next ?? Number.POSITIVE_INFINITY, this.#marked);
    return Math.min(Math.max(at - now, REST_MS), SLEEP_MAX_MS);
  }

  #sleepFor(ms: number): void {
    if (this.#sleep) clearTimeout(this.#sleep);
    const sleepMs = Math.min(ms, SLEEP_MAX_MS);
    this.#sleepsUntil = this.#options.clock.now() + sleepMs;
    this.#sleep = setTimeout(() => this.poke(), sleepMs);
  }
}
