import type { Steps } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Facts } from "#workflows/facts.ts";
import type { Live } from "../live.ts";
import { loadFacts } from "../step.ts";
import type { LiveSegment } from "./live-segments.ts";

/** Rules of segments stand in no workflow. */
const NO_WORKFLOW = 0;

/** What the rules of segments read about a profile; `members`: the segments that it is in. */
export function* segmentFacts(
  live: Live,
  profile: Profile,
  { segments, members }: { segments: readonly LiveSegment[]; members: ReadonlySet<number> },
  now: number,
): Steps<Facts> {
  const reads = segments.flatMap(({ needs }) => needs).filter(({ kind }) => kind !== "segment");
  const readsWebPush = segments.some(({ touches }) => touches.webPush);
  const graph = { reads, assigns: false, readsWebPush };
  return { ...(yield* loadFacts(live, graph, NO_WORKFLOW, profile, now)), segments: members };
}
