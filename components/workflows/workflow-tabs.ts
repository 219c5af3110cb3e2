import { useTranslations } from "next-intl";
import type { Tab } from "#components/ui/tab-text.tsx";

/** The pages of one workflow. */
export function useWorkflowTabs(workflowId: number): Tab[] {
  const t = useTranslations("workflows.tabs");
  const results = useTranslations("results");
  const versions = useTranslations("versions");
  return [
    { value: `/workflows/${workflowId}`, label: t("canvas") },
    { value: `/workflows/${workflowId}/runs`, label: t("runs") },
    { value: `/workflows/${workflowId}/results`, label: results("tab") },
    { value: `/workflows/${workflowId}/versions`, label: versions("history.tab") },
  ];
}
