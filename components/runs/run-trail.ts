import { edgeId, type Graph } from "#workflows/graph.ts";
import type { RunDetails } from "./outputs.ts";

/** What of the canvas a run has passed. */
export interface RunTrail {
  visited: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  /** Where somebody is who is inside. */
  current: string | null;
  failed: ReadonlySet<string>;
}

/** The way of a run over the canvas of its version. */
export function trailOf(
  graph: Graph,
  run: Pick<RunDetails, "status" | "nodeId" | "visits" | "messages">,
): RunTrail {
  const known = new Set(graph.edges.map((edge) => edge.id));
  const edges = new Set<string>();
  for (const { nodeId, port } of run.visits) {
    if (port === null) continue;
    const taken = edgeId(nodeId, port);
    // A failure whose own way out leads nowhere goes on like a success.
    if (known.has(taken)) edges.add(taken);
    else if (port === "failed") edges.add(edgeId(nodeId, "next"));
  }
  const failed = new Set(failedSteps(run.messages));
  if (run.status === "failed") failed.add(run.nodeId);
  return {
    visited: new Set(run.visits.map(({ nodeId }) => nodeId)),
    edges,
    current: run.status === "active" ? run.nodeId : null,
    failed,
  };
}

/** The steps whose last message failed. */
function failedSteps(messages: RunDetails["messages"]): string[] {
  const last = new Map<string, { visit: number; failed: boolean }>();
  for (const { nodeId, visit, status } of messages) {
    if (nodeId === null || visit === null) continue;
    const before = last.get(nodeId);
    // To one of several browsers is to the person.
    const failed = status === "failed" && (before?.visit !== visit || before.failed);
    if (before === undefined || visit >= before.visit) last.set(nodeId, { visit, failed });
  }
  return [...last].flatMap(([nodeId, { failed }]) => (failed ? nodeId : []));
}
