import { edgeId, type Graph } from "#workflows/graph.ts";
import type { RunDetails, RunMessage } from "./outputs.ts";

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
  const failed = new Set(failedMessages(run.messages).map(({ nodeId }) => nodeId));
  if (run.status === "failed") failed.add(run.nodeId);
  return {
    visited: new Set(run.visits.map(({ nodeId }) => nodeId)),
    edges,
    current: run.status === "active" ? run.nodeId : null,
    failed,
  };
}

export type FailedMessage = RunMessage & { nodeId: string; visit: number };

/** The last message of each step, where it failed. */
export function failedMessages(messages: readonly RunMessage[]): FailedMessage[] {
  const last = new Map<string, { message: FailedMessage; failed: boolean }>();
  for (const message of messages) {
    const { nodeId, visit, status } = message;
    if (nodeId === null || visit === null) continue;
    const before = last.get(nodeId);
    // To one of several browsers is to the person.
    const failed = status === "failed" && (before?.message.visit !== visit || before.failed);
    if (before === undefined || visit >= before.message.visit)
      last.set(nodeId, { message: { ...message, nodeId, visit }, failed });
  }
  return [...last.values()].flatMap(({ message, failed }) => (failed ? message : []));
}

/** Those of them that the run went on after: nothing leads back there without doing twice what came since. */
export function failedOnTheWay(run: Pick<RunDetails, "visit" | "messages">): FailedMessage[] {
  return failedMessages(run.messages).filter(({ visit }) => visit !== run.visit);
}
