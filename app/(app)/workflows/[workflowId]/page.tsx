import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WorkflowEditor } from "#components/canvas/workflow-editor.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("workflows.canvas") };
}

export default async function CanvasPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <WorkflowEditor workflowId={workflowId} />;
}
