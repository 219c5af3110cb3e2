import type { Graph } from "#workflows/graph.ts";
import { mergeGraphs } from "#workflows/merge-graphs.ts";
import { sameValue } from "#workflows/same-value.ts";
import type { Draft } from "./draft.ts";

/** What somebody else made of the graph that this draft began with, too. */
export interface Absorption {
  base: Graph;
  theirs: Graph;
  /** Whose it is where both changed the same thing. */
  wins: "mine" | "theirs";
}

/**
 * The draft with what somebody else has saved meanwhile. It goes into every step of the way back as well, so that undoing
 * takes back one's own changes and never theirs; where theirs won, undo brings mine back.
 */
export function absorb(draft: Draft, { base, theirs, wins }: Absorption): Draft {
  const near = sharing(base, theirs);
  const withTheirs = (graph: Graph) => {
    const merged = united(base, graph, near, "mine");
    return merged === near ? theirs : merged;
  };
  const mine = withTheirs(draft.graph);
  const graph = wins === "mine" ? mine : united(base, draft.graph, theirs, "theirs");
  const past = draft.past.map(withTheirs);
  return sameValue(graph, mine)
    ? { graph, past, future: draft.future.map(withTheirs), topic: null }
    : { graph, past: [...past, mine], future: [], topic: null };
}

function united(base: Graph, mine: Graph, theirs: Graph, wins: Absorption["wins"]): Graph {
  const merged = mergeGraphs(base, mine, theirs);
  if (merged.kind === "merged") return merged.graph;
  return wins === "mine" ? merged.keepMine : merged.takeTheirs;
}

/** Their graph with the very steps of the base where they are the same, so that comparing many with it takes no time. */
function sharing(base: Graph, theirs: Graph): Graph {
  const known = new Map(base.nodes.map((node) => [node.id, node]));
  const nodes = theirs.nodes.map((node) => {
    const before = known.get(node.id);
    return before && sameValue(before, node) ? before : node;
  });
  return { ...theirs, nodes };
}
