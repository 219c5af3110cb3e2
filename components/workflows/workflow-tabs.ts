import { useTranslations } from "next-intl";
import type { Tab } from "#components/ui/tab-text.tsx";

/** The pages of one workflow. */
export function useWorkflowTabs(workflowId: number): Tab[] {
  const t = useTranslations("versions");
  return [
    { value: `/workflows/${workflowId}`, label: "Canvas" },
    { value: `/workflows/${workflowId}/runs`, label: "Runs" },
    { value: `/workflows/${workflowId}/versions`, label: t("history.tab") },
  ];
}
