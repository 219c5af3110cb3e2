import type { Graph } from "#workflows/graph.ts";
import type { Edit } from "../draft.ts";
import { deletionOf, usualFollowers } from "../outline/followers.ts";
import { takenPorts } from "../outline/places.ts";
import type { Removal } from "./remove.ts";

/**
 * What deleting the chosen steps, notes and connections does: the follower of a lone step takes its place, as in the list.
 * Where a step leads several ways, none of them is meant more than the others, and nothing is joined.
 */
export function takeOut(graph: Graph, removal: Removal): Edit {
  const { nodeIds, edgeIds, noteIds = [] } = removal;
  const [nodeId, ...others] = nodeIds;
  const node = others.length === 0 ? graph.nodes.find(({ id }) => id === nodeId) : undefined;
  // React Flow names the connections of a deleted step, too.
  const own = graph.edges.filter(({ from, to }) => from === nodeId || to === nodeId).map(({ id }) => id);
  const alone = noteIds.length === 0 && edgeIds.every((id) => own.includes(id));
  const followers = node && alone && takenPorts(graph, node).length === 1 && usualFollowers(graph, node);
  return followers && followers.kind === "join"
    ? deletionOf(graph, node.id, followers)
    : { kind: "remove", ...removal };
}
