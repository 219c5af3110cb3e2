import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WorkflowEditor } from "#components/canvas/workflow-editor.tsx";
import { readId } from "#components/workflows/read-id.ts";

export const metadata: Metadata = { title: "Canvas" };

export default async function CanvasPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <WorkflowEditor workflowId={workflowId} />;
}
