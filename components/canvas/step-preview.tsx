"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import type { Graph } from "#workflows/graph.ts";
import type { TrialPerson } from "#workflows/trial.ts";
import { PersonPreview } from "./person-preview.tsx";

type Props = {
  workflowId: number;
  graph: Graph;
  nodeId: string;
  /** Nothing of the step has to be mended before it can be shown. */
  whole: boolean;
};

/** What one person would get of a step's message if they were at it now, or why they would get nothing. */
export function StepPreview({ workflowId, graph, nodeId, whole }: Props) {
  const api = useApi();
  const { mutateAsync } = useMutation(api.workflows.previewStep.mutationOptions());
  // Whoever only looks sees what is stored.
  const mayEdit = useMay("editor");
  const show = (content: Graph | null, person: TrialPerson) =>
    mutateAsync({ id: workflowId, nodeId, person, ...(content ? { graph: content } : {}) });
  return (
    <PersonPreview
      queryKey={[...api.workflows.previewStep.mutationKey(), workflowId, nodeId]}
      content={mayEdit ? graph : null}
      whole={whole}
      load={(content, profileId) => show(content, { kind: "stored", profileId })}
      loadInvented={(content, person) => show(content, { kind: "invented", person })}
    />
  );
}
