"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "#components/api.ts";
import type { NodeCounts, WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import type { Editor } from "./use-editor.ts";

const COUNTS_EVERY_MS = 3_000;
/** They look at many messages, and change slowly. */
const FIGURES_EVERY_MS = 60_000;

/**
 * What steps show beside their config: their problems and, once published, how many people are there and what came of
 * messages.
 */
export function useCanvasData(workflow: WorkflowView, { problems }: Editor) {
  const api = useApi();
  const counts = useQuery({
    ...api.workflows.counts.queryOptions({ id: workflow.id }),
    enabled: workflow.live !== null,
    refetchInterval: workflow.status === "live" ? COUNTS_EVERY_MS : false,
  });
  const results = useQuery({
    ...api.results.steps.queryOptions({ workflowId: workflow.id }),
    enabled: workflow.live !== null,
    refetchInterval: workflow.status === "live" ? FIGURES_EVERY_MS : false,
  });
  const nodes = counts.data?.nodes;
  const figures = results.data;
  const live = workflow.live?.graph;
  return useMemo(
    () => ({
      problems: groupByNode(problems),
      counts: countsByNode(live, nodes ?? []),
      figures: new Map(figures?.steps.map((step) => [step.nodeId, step])),
      figuresPartial: figures?.partial ?? false,
    }),
    [problems, live, nodes, figures],
  );
}

/** A published step that nobody has come to yet counts too: its zero says so. */
function countsByNode(live: Graph | undefined, counted: NodeCounts[]): Map<string, NodeCounts> {
  const zeros = live?.nodes.map(({ id }) => ({ nodeId: id, waiting: 0, done: 0 })) ?? [];
  return new Map([...zeros, ...counted].map((count) => [count.nodeId, count] as const));
}

function groupByNode(problems: Problem[]): Map<string, Problem[]> {
  const byNode = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue;
    byNode.set(problem.nodeId, [...(byNode.get(problem.nodeId) ?? []), problem]);
  }
  return byNode;
}
