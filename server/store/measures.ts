import type { Steps } from "#server/database/database.ts";
import type { Facts } from "#workflows/facts.ts";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import { isEventNeed, measure, turningTimes } from "#workflows/measure.ts";
import {
  type CountNeed,
  isMeasure,
  type MeasureNeed,
  measureKey,
  type Need,
  type TotalNeed,
  type WindowNeed,
} from "#workflows/needs.ts";
import { windowOf } from "#workflows/rule-window.ts";
import { findStage, NOT_LOOKED_AT } from "./lifecycle.ts";
import { countEventsIn, eventsSince, newestTimes, oneTime } from "./measured-events.ts";
import { countMessageDeeds, timesOfMessageDeeds } from "./measured-messages.ts";
import { countRunsIn, timesOfRuns } from "./measured-runs.ts";
import { tagsOf } from "./profile-tags.ts";
import { segmentsOf } from "./segment-members.ts";

/** What rules read about a profile beside itself. */
export type Known = Required<Pick<Facts, "measures" | "times" | "segments" | "stage" | "tags">>;

/** When a profile is looked at, and the zone that it lives in. */
export interface Looked {
  now: number;
  zone: string;
}

/** Loads what these needs name, and nothing else: a few indexed queries each, and none twice for the same. */
export function* loadKnown(profileId: number, needs: readonly Need[], looked: Looked): Steps<Known> {
  const source = new Source(profileId, needs, looked);
  const measures: Record<string, number | null> = {};
  const times: Record<string, readonly number[]> = {};
  for (const need of needs) {
    if (need.kind !== "times") continue;
    const key = measureKey(need.of);
    // Two rules may need more or fewer of the same times.
    const theirs = yield* source.times(need.of, need.newest);
    if (theirs.length >= (times[key]?.length ?? 0)) times[key] = theirs;
    // There are no more of them, so they are counted.
    if (need.of.kind === "count" && need.newest !== null && theirs.length < need.newest)
      measures[key] = theirs.length;
  }
  for (const need of needs) {
    if (!isMeasure(need)) continue;
    const key = measureKey(need);
    if (!Object.hasOwn(measures, key)) measures[key] = yield* source.measure(need);
  }
  const asks = (kind: Need["kind"]) => needs.some((need) => need.kind === kind);
  return {
    measures,
    times,
    segments: asks("segment") ? yield* segmentsOf(profileId) : new Set(),
    stage: asks("lifecycle") ? yield* stageOf(profileId) : null,
    tags: asks("tags") ? yield* tagsOf(profileId) : [],
  };
}

/** The stage of life; null: it has none, or is still to be looked at for the first time. */
function* stageOf(profileId: number): Steps<LifecycleStage | null> {
  const row = yield* findStage(profileId);
  return row && row.since !== NOT_LOOKED_AT ? row.stage : null;
}

/** What is read of one profile: the events that rules look into are read once for all of them. */
class Source {
  readonly #profileId: number;
  readonly #needs: readonly Need[];
  readonly #looked: Looked;
  readonly #events = new Map<string, { at: number; properties: Record<string, unknown> }[]>();

  constructor(profileId: number, needs: readonly Need[], looked: Looked) {
    this.#profileId = profileId;
    this.#needs = needs;
    this.#looked = looked;
  }

  *measure(need: MeasureNeed): Steps<number | null> {
    const { now, zone } = this.#looked;
    if (isEventNeed(need)) {
      if (looksInside(need)) return measure(need, yield* this.#eventsOf(need.event), now, zone);
      if (need.kind === "occurred") return yield* oneTime(this.#profileId, need.event, need.which);
      return yield* countEventsIn(this.#profileId, need.event, windowOf(need, now));
    }
    const window = windowOf(need, now);
    return need.kind === "messages"
      ? yield* countMessageDeeds(this.#profileId, need, window)
      : yield* countRunsIn(this.#profileId, need, window);
  }

  *times(need: WindowNeed, newest: number | null): Steps<readonly number[]> {
    const { now, zone } = this.#looked;
    const { from } = windowOf(need, now);
    switch (need.kind) {
      case "messages":
        return yield* timesOfMessageDeeds(this.#profileId, need, from);
      case "workflow":
        return yield* timesOfRuns(this.#profileId, need, from);
      case "count":
        if (!looksInside(need)) return yield* newestTimes(this.#profileId, need.event, from, newest);
        break;
      case "total":
    }
    return turningTimes(need, yield* this.#eventsOf(need.event), now, zone);
  }

  *#eventsOf(event: string) {
    const known = this.#events.get(event);
    if (known) return known;
    const rows = yield* eventsSince(this.#profileId, event, this.#earliest(event));
    this.#events.set(event, rows);
    return rows;
  }

  /** From when on anything looks into events of this name; null: ever. */
  #earliest(event: string): number | null {
    const { now } = this.#looked;
    let earliest = now;
    for (const need of this.#needs) {
      const about = need.kind === "times" ? need.of : need;
      if (!isMeasure(about) || !isEventNeed(about) || about.event !== event || !looksInside(about)) continue;
      const from = about.kind === "occurred" ? null : windowOf(about, now).from;
      if (from === null) return null;
      earliest = Math.min(earliest, from);
    }
    return earliest;
  }
}

/** Whether it depends on what came with the events, and not only on when they were. */
function looksInside(
  need: CountNeed | TotalNeed | { kind: "occurred"; where?: unknown[] | undefined },
): boolean {
  return need.kind === "total" || (need.where ?? []).length > 0;
}
