import type { Graph } from "#workflows/graph.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { sampleProblems } from "#workflows/sample-problems.ts";
import { type Problem, validateGraph } from "#workflows/validate.ts";

/** What is wrong with a graph, as far as that can be told without the server. */
export function graphProblems(graph: Graph): Problem[] {
  return [...validateGraph(graph), ...nameProblems(graph), ...sampleProblems(graph)];
}
