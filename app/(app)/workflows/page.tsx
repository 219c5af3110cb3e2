import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { WorkflowList } from "#components/workflows/workflow-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("workflows.list") };
}

export default function WorkflowsPage() {
  return (
    <Suspense>
      <WorkflowList />
    </Suspense>
  );
}
