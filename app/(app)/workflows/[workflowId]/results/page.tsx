import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ResultsPage } from "#components/results/results-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("results");
  return { title: t("title") };
}

export default async function WorkflowResultsPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <ResultsPage workflowId={workflowId} />;
}
