import type { Services } from "#server/services.ts";
import { graphsInUse } from "#server/store/graphs-in-use.ts";
import { listRuledOneOffs } from "#server/store/segment-lists.ts";
import { listSegments } from "#server/store/segments.ts";
import { namedIds } from "#workflows/named-ids.ts";

/** Something that asks who is in a segment. */
export interface SegmentUser {
  kind: "workflow" | "segment" | "one-off";
  id: number;
  name: string;
  /** People go through it, or may at any time. */
  isLive: boolean;
}

/** What asks about a segment: drafts and live versions of workflows, other segments, and messages that are still to go out. */
export async function usersOfSegment(
  { db }: Pick<Services, "db">,
  segmentId: number,
): Promise<SegmentUser[]> {
  const asks = (value: unknown) =>
    namedIds(value).some(({ named, id }) => named === "segment" && id === segmentId);
  const graphs = (await graphsInUse(db)).filter(({ workflowId, graph }) => workflowId > 0 && asks(graph));
  const workflows = Map.groupBy(graphs, ({ workflowId }) => workflowId);
  const segments = (await listSegments(db)).filter(({ id, rule }) => id !== segmentId && asks(rule));
  const oneOffs = (await listRuledOneOffs(db)).filter(({ audience }) => asks(audience));
  return [
    ...[...workflows].map(([id, found]) => ({
      ...{ kind: "workflow" as const, id, name: found[0]!.workflowName },
      isLive: found.some(({ isDraft }) => !isDraft),
    })),
    ...segments.map(({ id, name }) => ({ kind: "segment" as const, id, name, isLive: false })),
    ...oneOffs.map(({ id, name }) => ({ kind: "one-off" as const, id, name, isLive: false })),
  ];
}
