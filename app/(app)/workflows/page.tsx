import type { Metadata } from "next";
import { Suspense } from "react";
import { WorkflowList } from "#components/workflows/workflow-list.tsx";

export const metadata: Metadata = { title: "Workflows" };

export default function WorkflowsPage() {
  return (
    <Suspense>
      <WorkflowList />
    </Suspense>
  );
}
