import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { readId } from "#components/workflows/read-id.ts";
import { RunsPage } from "#components/workflows/runs-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("workflows.runs") };
}

export default async function WorkflowRunsPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <RunsPage workflowId={workflowId} />;
}
