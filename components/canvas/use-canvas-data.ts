"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "#components/api.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import type { Problem } from "#workflows/validate.ts";
import type { Editor } from "./use-editor.ts";

/** They look at many messages, and change slowly. */
const FIGURES_EVERY_MS = 60_000;

/** What steps show beside their config: their problems and, once published, what came of their messages. */
export function useCanvasData(workflow: WorkflowView, { problems }: Editor) {
  const api = useApi();
  const results = useQuery({
    ...api.results.steps.queryOptions({ workflowId: workflow.id }),
    enabled: workflow.live !== null,
    refetchInterval: workflow.status === "live" ? FIGURES_EVERY_MS : false,
  });
  const figures = results.data;
  return useMemo(
    () => ({
      problems: groupByNode(problems),
      figures: new Map(figures?.steps.map((step) => [step.nodeId, step])),
      figuresPartial: figures?.partial ?? false,
    }),
    [problems, figures],
  );
}

function groupByNode(problems: Problem[]): Map<string, Problem[]> {
  const byNode = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue;
    byNode.set(problem.nodeId, [...(byNode.get(problem.nodeId) ?? []), problem]);
  }
  return byNode;
}
