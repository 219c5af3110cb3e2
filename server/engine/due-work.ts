import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps, Transaction } from "#server/database/database.ts";
import { admitSome } from "./admit.ts";
import { bulkSome } from "./bulk-actions.ts";
import { setRunAside, setTimerAside, takeDueRuns, takeDueTimers } from "./due.ts";
import { setStageAside, takeDueStages, walkStages } from "./lifecycle/look-at-some.ts";
import { moveSome } from "./moves.ts";
import { settleOneOffs, takeDueOneOffs } from "./one-offs.ts";
import { relookSome } from "./relook.ts";
import { takeDueSchedules } from "./schedules.ts";
import { lookAtSome, setLooksAside } from "./segments/look.ts";
import { holdRebuild, type Rebuilt, rebuildSome } from "./segments/rebuild.ts";
import type { Sending } from "./sending.ts";
import { type StepServices, VersionNotLoaded } from "./step.ts";

/** Rows taken up at a time. */
const SLICE_ROWS = 20;
/**
 * For so long one transaction goes on taking up what is due: one write to the disk for all of it, and the thread is
 * soon back for events.
 */
const SLICE_MS = 8;
const SLICE_ROUNDS_MAX = 10;
/** People looked at by their segments at a time, and for how long: each may be looked at by many. */
const LOOK_PROFILES = 5;
const LOOK_MS = 4;

interface DueWorkOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  /** What is live has changed. */
  liveChanged(): void;
  /** Milliseconds that pass, for the pace of the work and nothing else. */
  stopwatch?: () => number;
}

/** Takes up all that is due, kind by kind, in transactions so short that events get their turn in between. */
export class DueWork {
  readonly #options: DueWorkOptions;
  readonly #services: StepServices;
  readonly #sending: Sending;

  constructor(options: DueWorkOptions, services: StepServices, sending: Sending) {
    this.#options = options;
    this.#services = services;
    this.#sending = sending;
  }

  /** One round of short transactions; false when nothing was due. */
  async round(): Promise<boolean> {
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
    const stages = await this.#take(
      (limit) => takeDueStages(services, limit, now),
      () => setStageAside(now),
    );
    const looks = (await this.#lookAtPeople(now)) + (await this.#rebuildSegments(now));
    const people =
      (await this.#guarded((tx) => moveSome(tx, services, now))) +
      (await this.#changeMany(now)) +
      (await this.#guarded((tx) => takeDueSchedules(tx, services, now))) +
      (await this.#guarded((tx) => takeDueOneOffs(tx, services, now))) +
      (await this.#guarded((tx) => relookSome(tx, services, now))) +
      (await this.#guarded((tx) => walkStages(tx, services, now))) +
      (await this.#guarded((tx) => admitSome(tx, services, now)));
    const oneOffs = await this.#settleOneOffs(now);
    const messages = await this.#sending.handOver(SLICE_ROWS, now);
    return timers + runs + stages + looks + people + oneOffs + messages > 0;
  }

  async #lookAtPeople(now: number): Promise<number> {
    const services = this.#services;
    if (!services.live.segments.any) return 0;
    const behind = () => this.#options.liveChanged();
    return await this.#take(
      (limit) => lookAtSome(services, Math.min(limit, LOOK_PROFILES), now, behind),
      () => setLooksAside(now),
      LOOK_MS,
    );
  }

  async #rebuildSegments(now: number): Promise<number> {
    const services = this.#services;
    if (!services.live.segments.unfinished) return 0;
    const { stopwatch = () => performance.now() } = this.#options;
    const done: { rebuilt: Rebuilt | null } = { rebuilt: null };
    const taken = await this.#guarded(function* (tx) {
      const endsAt = stopwatch() + LOOK_MS;
      done.rebuilt = yield* rebuildSome(tx, services, now, () => stopwatch() < endsAt);
      return done.rebuilt.taken;
    });
    if (done.rebuilt === null) holdRebuild(services.live, now);
    else if (done.rebuilt.changed) this.#options.liveChanged();
    return taken;
  }

  async #changeMany(now: number): Promise<number> {
    const services = this.#services;
    let lacksVersion = false;
    const changed = await this.#guarded(function* (tx) {
      const progress = yield* bulkSome(tx, services, now);
      ({ lacksVersion } = progress);
      return progress.taken;
    });
    if (lacksVersion) this.#options.liveChanged();
    return changed;
  }

  async #settleOneOffs(now: number): Promise<number> {
    if (this.#services.live.oneOffs.length === 0) return 0;
    const services = this.#services;
    let retired = false;
    const taken = await this.#guarded(function* (tx) {
      const settled = yield* settleOneOffs(tx, services, now);
      ({ retired } = settled);
      return settled.taken;
    });
    if (retired) this.#options.liveChanged();
    return taken;
  }

  /**
   * Takes a slice of due rows. When that fails they are taken one by one, and one that fails alone is set aside with
   * its reason: a broken row must not hold up everybody behind it.
   */
  async #take(
    take: (limit: number) => Steps<number>,
    setAside: () => Steps<void>,
    sliceMs = SLICE_MS,
  ): Promise<number> {
    const { db, log } = this.#options;
    try {
      return await db.transaction(() => this.#takeForAWhile(take, sliceMs), { durableLater: true });
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

  /** What cannot be done for one list of people must not keep messages from going out; the next round tries again. */
  async #guarded(some: (tx: Transaction) => Steps<number>): Promise<number> {
    try {
      return await this.#options.db.transaction(some, { durableLater: true });
    } catch (error) {
      if (error instanceof VersionNotLoaded) throw error;
      this.#options.log.error({ err: error }, "people could not be moved, looked at or let in");
      return 0;
    }
  }

  *#takeForAWhile(take: (limit: number) => Steps<number>, sliceMs: number): Steps<number> {
    const { stopwatch = () => performance.now() } = this.#options;
    const endsAt = stopwatch() + sliceMs;
    let taken = 0;
    for (let round = 0; round < SLICE_ROUNDS_MAX; round++) {
      const rows = yield* take(SLICE_ROWS);
      taken += rows;
      if (rows === 0 || stopwatch() >= endsAt) break;
    }
    return taken;
  }
}
