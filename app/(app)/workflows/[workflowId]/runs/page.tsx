import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readId } from "#components/workflows/read-id.ts";
import { RunsPage } from "#components/workflows/runs-page.tsx";

export const metadata: Metadata = { title: "Runs" };

export default async function WorkflowRunsPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <RunsPage workflowId={workflowId} />;
}
