import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RunPage } from "#components/runs/run-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("runs");
  return { title: t("page.title") };
}

type Params = { params: Promise<{ workflowId: string; runId: string }> };

export default async function WorkflowRunPage({ params }: Params) {
  const { workflowId, runId } = await params;
  const ids = [readId(workflowId), readId(runId)] as const;
  if (ids[0] === null || ids[1] === null) notFound();
  return <RunPage workflowId={ids[0]} runId={ids[1]} />;
}
