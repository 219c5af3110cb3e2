import type { Steps, Transaction } from "#server/database/database.ts";
import { profilesAfter } from "#server/store/admissions.ts";
import type { Profile } from "#server/store/profiles.ts";
import { forgetLooks, noteTurn } from "#server/store/segment-looks.ts";
import { forgetMembers, membersBetween } from "#server/store/segment-members.ts";
import {
  finishRebuild,
  type SegmentProgress,
  saveProgress,
  unfinishedSegments,
} from "#server/store/segments.ts";
import { holds } from "#workflows/holds.ts";
import { turnsAt } from "#workflows/turns.ts";
import type { Live } from "../live.ts";
import type { StepServices } from "../step.ts";
import { followSegments } from "./follow-segments.ts";
import type { LiveSegment } from "./live-segments.ts";
import { setMember } from "./look.ts";
import { segmentFacts } from "./segment-facts.ts";

/** People looked at in one transaction, at most. */
const SLICE_PROFILES = 100;
/** Members forgotten in one transaction. */
const SLICE_MEMBERS = 200;

/** Before it is tried again after a failure, in milliseconds. */
const AGAIN_AFTER_MS = 10_000;

export interface Rebuilt {
  /** People looked at, or members forgotten. */
  taken: number;
  /** What is live is not as this process has it in memory. */
  changed: boolean;
}

const nothing: Rebuilt = { taken: 0, changed: false };

/**
 * Looks at the next few people by the rule of a segment that is new or has a new rule, in the order of their ids, and
 * forgets members of one that was put away. Nobody's run starts by it: they were there before the rule. How far it has
 * come is kept in the segment's row, so that a restart goes on from there. `mayGoOn`: the slice has time left.
 */
export function* rebuildSome(
  tx: Transaction,
  services: StepServices,
  now: number,
  mayGoOn: () => boolean,
): Steps<Rebuilt> {
  const { segments, settleMs } = services.live;
  if (!segments.unfinished || isHeld(services.live, now)) return nothing;
  const rows = yield* unfinishedSegments();
  const settled = (row: SegmentProgress) => settleMs === 0 || row.updatedAt + settleMs <= now;
  for (const { id, updatedAt } of segments.leaving) {
    const row = rows.find((one) => one.id === id);
    if (row?.updatedAt !== updatedAt) return { taken: 0, changed: true };
    if (settled(row)) return yield* putAway(tx, id);
  }
  // Those that are asked about come first, so that nobody is looked at by what is not known yet.
  const segment = segments.inOrder.find(({ building }) => building);
  const row = segment && rows.find(({ id }) => id === segment.id);
  if (!segment) return nothing;
  if (row?.updatedAt !== segment.updatedAt || row.rebuildAfter === null) return { taken: 0, changed: true };
  return settled(row) ? yield* goOn(services, segment, row.rebuildAfter, now, mayGoOn) : nothing;
}

/** When people are next to be looked at by a new rule; null when there is none. */
export function nextRebuildAt(live: Live, now: number): number | null {
  const { segments, settleMs } = live;
  if (!segments.unfinished) return null;
  if (isHeld(live, now)) return live.rebuildAgainAt;
  const times = [...segments.leaving, ...segments.inOrder.filter(({ building }) => building)];
  return settleMs === 0 ? now : Math.min(...times.map(({ updatedAt }) => updatedAt + settleMs));
}

/** It could not be done: other work must not wait for its being tried again and again. */
export function holdRebuild(live: Live, now: number): void {
  live.rebuildAgainAt = now + AGAIN_AFTER_MS;
}

/** A clock that was set back holds nothing for longer. */
function isHeld({ rebuildAgainAt }: Live, now: number): boolean {
  return rebuildAgainAt !== null && now < rebuildAgainAt && rebuildAgainAt - now <= AGAIN_AFTER_MS;
}

function* goOn(
  services: StepServices,
  segment: LiveSegment,
  after: number,
  now: number,
  mayGoOn: () => boolean,
): Steps<Rebuilt> {
  const people = yield* profilesAfter(after, SLICE_PROFILES);
  const last = people.at(-1);
  if (!last) {
    yield* finishRebuild(segment.id);
    return { taken: 1, changed: true };
  }
  const members = new Map<number, Set<number>>();
  for (const id of [segment.id, ...services.live.segments.asked(segment)])
    members.set(id, yield* membersBetween(id, after, last.id));
  let reached = after;
  let taken = 0;
  for (const profile of people) {
    yield* lookByNewRule(services, segment, profile, segmentsOf(members, profile.id), now);
    reached = profile.id;
    taken += 1;
    if (!mayGoOn()) break;
  }
  const isOver = taken === people.length && people.length < SLICE_PROFILES;
  if (isOver) yield* finishRebuild(segment.id);
  else yield* saveProgress(segment.id, reached);
  return { taken, changed: isOver };
}

function* lookByNewRule(
  services: StepServices,
  segment: LiveSegment,
  profile: Profile,
  members: ReadonlySet<number>,
  now: number,
): Steps<void> {
  const { id: segmentId, rule } = segment;
  const facts = yield* segmentFacts(services.live, profile, { segments: [segment], members }, now);
  const entered = holds(rule, facts, {}, now);
  const turn = turnsAt(rule, facts, now);
  if (turn !== null) {
    yield* noteTurn({ profileId: profile.id, segmentId }, turn, now);
    services.dueAt(turn);
  }
  if (entered === members.has(segmentId)) return;
  yield* setMember({ segmentId, profileId: profile.id }, entered, now);
  const change = { segmentId, entered, at: now, depth: 0, quiet: true };
  // Segments that ask about it have a new rule by that too, and look at everybody after it.
  const asking = services.live.segments.touchedBy({ kind: "segment", segmentId });
  const looked = new Map(asking.map((id) => [id, null]));
  yield* followSegments(services, profile, { changes: [change], looked }, now);
}

function segmentsOf(members: ReadonlyMap<number, ReadonlySet<number>>, profileId: number): Set<number> {
  return new Set([...members].flatMap(([id, profileIds]) => (profileIds.has(profileId) ? [id] : [])));
}

function* putAway(tx: Transaction, segmentId: number): Steps<Rebuilt> {
  const members = yield* forgetMembers(tx, segmentId, SLICE_MEMBERS);
  const looks = yield* forgetLooks(tx, segmentId, SLICE_MEMBERS);
  const isOver = members + looks === 0;
  if (isOver) yield* finishRebuild(segmentId);
  return { taken: Math.max(1, members + looks), changed: isOver };
}
