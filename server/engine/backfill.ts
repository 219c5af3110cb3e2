import type { Logger } from "pino";
import type { Backfill } from "#drizzle/tables.ts";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Reads } from "#server/reads/reads.ts";
import { profilesAfter } from "#server/store/admissions.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import type { LastEvent } from "#server/store/profile-lists.ts";
import { armTimer, type Timer } from "#server/store/timers.ts";
import { findUnfinishedBackfills, saveBackfill } from "#server/store/workflows.ts";
import type { TriggerDefinition } from "#workflows/node.ts";
import type { Live, LiveVersion } from "./live.ts";

/** People looked at in one read, and armed in one transaction: a few milliseconds of the thread that takes events in. */
const PAGE_PROFILES = 50;
/** Between two pages: a disk that is busy with a million timers makes every event wait for its own write. */
const PAUSE_MS = 5;
/** People who are overdue already start one after the other, so that nobody's whole list is written to at once. */
const OVERDUE_PACE_MS = 2_000;

type Rule = ReturnType<NonNullable<TriggerDefinition["backfill"]>>;

export interface BackfillServices {
  db: Database;
  reads: Reads;
  live: Live;
  clock: Clock;
  log: Logger;
  /** Something may be due now. */
  poke(): void;
}

/**
 * Arms the timers of people who were there before their workflow was switched on, page by page. How far it got is kept
 * with the workflow, so that a restart goes on from there.
 */
export class Backfills {
  readonly #services: BackfillServices;
  #work: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(services: BackfillServices) {
    this.#services = services;
  }

  /** Looks for work; call it at start and after a publish. */
  poke(): void {
    this.#again = true;
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
    });
  }

  async idle(): Promise<void> {
    await this.#work;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  async #run(): Promise<void> {
    const { db, live, log } = this.#services;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        for (const { id, backfill, liveVersionId } of await findUnfinishedBackfills(db)) {
          const version = live.openVersion(id);
          // One that was just published is not in memory yet: the reload that follows looks again.
          if (backfill && version && version.id === liveVersionId) await this.#backfill(version, backfill);
        }
      }
    } catch (error) {
      log.error({ err: error }, "timers for existing people could not be set; the next start tries again");
    }
  }

  async #backfill(version: LiveVersion, start: Backfill): Promise<void> {
    const { reads, db } = this.#services;
    const { trigger } = version.graph;
    const rule = trigger?.definition.backfill?.(trigger.config);
    let state: Backfill | null = start;
    if (trigger?.definition.timerOf) {
      while (state && !this.#stopped) {
        state = await this.#followDates(version, state, trigger);
        if (state) await pause();
      }
      this.#services.poke();
      return;
    }
    if (!rule) {
      await db.transaction((tx) => saveBackfill(tx, idsOf(version), null));
      return;
    }
    while (state && !this.#stopped) {
      const page: Awaited<ReturnType<typeof reads.listLastEvents>> = await reads.listLastEvents({
        event: rule.event,
        afterProfileId: state.afterProfileId,
        limit: PAGE_PROFILES,
      });
      state = await this.#armPage(version, state, page, rule);
      if (state) await pause();
    }
    this.#services.poke();
  }

  /**
   * Arms one page's timers and keeps how far it got, in one transaction. Null when it was the last page, and when the
   * workflow has gone on without this version: then nothing is armed, because another version may watch others.
   */
  async #armPage(
    version: LiveVersion,
    state: Backfill,
    { people, next }: { people: LastEvent[]; next: number | null },
    rule: Rule,
  ): Promise<Backfill | null> {
    const { db, clock, live } = this.#services;
    const now = clock.now();
    let overdue = state.overdue;
    const timers: Timer[] = [];
    for (const { profileId, at, timezone } of people) {
      let dueAt = rule.dueAt(at, live.zoneOf({ timezone }));
      if (dueAt <= now) {
        if (!state.includeOverdue) continue;
        dueAt = now + overdue * OVERDUE_PACE_MS;
        overdue += 1;
      }
      const { workflowId } = version;
      const since = version.timersSince;
      timers.push({ workflowId, profileId, timerKey: rule.timerKey, dueAt, setAt: at, since, data: {} });
    }
    const after = next === null ? null : { ...state, overdue, afterProfileId: next };
    return await db.transaction(function* (tx) {
      if (!(yield* saveBackfill(tx, idsOf(version), after))) return null;
      for (const timer of timers) {
        // Since the page was read they may have become one with another profile, or been erased.
        const profile = yield* findUnitedProfile(timer.profileId);
        if (profile) yield* armTimer({ ...timer, profileId: profile.id });
      }
      return after;
    });
  }

  /** Sets one page's timers that follow from a date of each profile; null when it was the last page. */
  async #followDates(
    version: LiveVersion,
    state: Backfill,
    { definition, config }: { definition: TriggerDefinition; config: unknown },
  ): Promise<Backfill | null> {
    const { db, clock, live } = this.#services;
    const now = clock.now();
    const { workflowId, timersSince: since } = version;
    return await db.transaction(function* (tx) {
      const people = yield* profilesAfter(state.afterProfileId, PAGE_PROFILES);
      const after = people.length < PAGE_PROFILES ? null : { ...state, afterProfileId: people.at(-1)!.id };
      if (!(yield* saveBackfill(tx, idsOf(version), after))) return null;
      for (const profile of people) {
        const zone = live.zoneOf(profile);
        const timer = definition.timerOf?.(config, profile, zone, now);
        if (timer) yield* armTimer({ workflowId, profileId: profile.id, setAt: now, since, ...timer });
      }
      return after;
    });
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function idsOf({ id, workflowId }: LiveVersion) {
  return { workflowId, versionId: id };
}
