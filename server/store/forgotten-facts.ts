import type { Steps } from "#server/database/database.ts";
import { type Touches, touches } from "#workflows/touches.ts";
import { noteLooks } from "./segment-looks.ts";
import { allSegments } from "./segments.ts";

/**
 * Notes that profiles are to be looked at by the segments whose rules asked for what is forgotten of them: who had ordered
 * once, and nobody knows it any more, is in no segment for it. It starts nothing.
 */
export function* noteForgotten(
  profileIds: Iterable<number>,
  concerns: (rule: Touches) => boolean,
  now: number,
): Steps<void> {
  const distinct = new Set(profileIds);
  if (distinct.size === 0) return;
  const segmentIds = (yield* allSegments()).flatMap(({ id, rule, archivedAt }) =>
    archivedAt === null && concerns(touches(rule)) ? [id] : [],
  );
  if (segmentIds.length === 0) return;
  for (const profileId of distinct)
    yield* noteLooks(segmentIds, { profileId, dueAt: now, depth: 0, quiet: true, now });
}
