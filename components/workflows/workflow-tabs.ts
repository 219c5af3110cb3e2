import type { Tab } from "#components/ui/tab-text.tsx";

/** The pages of one workflow. */
export function workflowTabs(workflowId: number): Tab[] {
  return [
    { value: `/workflows/${workflowId}`, label: "Canvas" },
    { value: `/workflows/${workflowId}/runs`, label: "Runs" },
  ];
}
