import type { Steps } from "#server/database/database.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { noteSegmentChange } from "#server/store/segment-changes.ts";
import {
  dueLooksOf,
  noteTurn,
  postponeLooks,
  profilesToLookAt,
  removeLook,
  type SegmentLook,
} from "#server/store/segment-looks.ts";
import { addMember, removeMember, segmentsOf } from "#server/store/segment-members.ts";
import { unfinishedSegments } from "#server/store/segments.ts";
import { holds } from "#workflows/holds.ts";
import { turnsAt } from "#workflows/turns.ts";
import type { StepServices } from "../step.ts";
import { followSegments, type MemberChange } from "./follow-segments.ts";
import type { LiveSegment } from "./live-segments.ts";
import { segmentFacts } from "./segment-facts.ts";

/** A person whose looks fail is not looked at again before, in milliseconds. */
const SET_ASIDE_MS = 3_600_000;

/**
 * Looks at the next few people who may have to come into segments or leave them, in the caller's transaction, with all
 * that follows. Answers with how many people there were; `behind` is told of segments that this process has not read yet.
 */
export function* lookAtSome(
  services: StepServices,
  limit: number,
  now: number,
  behind: () => void,
): Steps<number> {
  const { segments } = services.live;
  if (!segments.any) return 0;
  let taken = 0;
  for (const profileId of yield* profilesToLookAt(now, limit)) {
    const looks = yield* dueLooksOf(profileId, now);
    const known = looks.filter(({ segmentId }) => segments.knows(segmentId));
    if (known.length < looks.length) behind();
    if (known.length === 0) continue;
    taken += 1;
    yield* lookAt(services, profileId, known, now);
  }
  return taken;
}

/** The first person could not be looked at: lets the others go first. */
export function* setLooksAside(now: number): Steps<void> {
  const [profileId] = yield* profilesToLookAt(now, 1);
  if (profileId !== undefined) yield* postponeLooks(profileId, now, now + SET_ASIDE_MS);
}

function* lookAt(services: StepServices, profileId: number, looks: SegmentLook[], now: number): Steps<void> {
  const { live } = services;
  for (const look of looks) yield* removeLook(look);
  // The rows of its looks go with a profile.
  const profile = (yield* findProfile(profileId))!;
  const due = new Map(looks.map((look) => [look.segmentId, look]));
  const segments = live.segments.inOrder.filter(({ id }) => due.has(id));
  if (segments.length === 0) return;
  const members = yield* segmentsOf(profileId);
  const facts = yield* segmentFacts(live, profile, { segments, members }, now);
  const isReached = yield* reached(segments, profile);
  const changes: MemberChange[] = [];
  for (const segment of segments) {
    const { id: segmentId, rule } = segment;
    const look = due.get(segmentId)!;
    const entered = holds(rule, facts, {}, now);
    const turn = turnsAt(rule, facts, now);
    if (turn !== null) {
      yield* noteTurn({ profileId, segmentId }, turn, now);
      services.dueAt(turn);
    }
    if (entered === members.has(segmentId)) continue;
    yield* setMember({ segmentId, profileId }, entered, now);
    // Those after it that ask about it are looked at with what is so now.
    if (entered) members.add(segmentId);
    else members.delete(segmentId);
    const isTold = isReached(segment);
    if (isTold) yield* noteSegmentChange({ segmentId, profileId, entered, at: now });
    const { dueAt: at, depth, quiet } = look;
    changes.push({ segmentId, entered, at, depth, quiet: quiet || !isTold });
  }
  yield* followSegments(services, profile, { changes, looked: due }, now);
}

/** Lets a profile in or out. */
export function* setMember(
  place: { segmentId: number; profileId: number },
  entered: boolean,
  now: number,
): Steps<void> {
  yield* entered ? addMember(place, now) : removeMember(place);
}

/**
 * Whether a change of who is in a segment is one of the profile. While everybody is looked at by a new rule it is one of
 * the rule for those who are still to come and were there before it.
 */
function* reached(
  segments: readonly LiveSegment[],
  profile: Profile,
): Steps<(segment: LiveSegment) => boolean> {
  if (!segments.some(({ building }) => building)) return () => true;
  const progress = new Map((yield* unfinishedSegments()).map((row) => [row.id, row.rebuildAfter]));
  return ({ id, updatedAt }) =>
    profile.id <= (progress.get(id) ?? Number.POSITIVE_INFINITY) || profile.createdAt > updatedAt;
}
