import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { VersionsPage } from "#components/versions/versions-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("versions");
  return { title: t("history.tab") };
}

export default async function WorkflowVersionsPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const workflowId = readId((await params).workflowId);
  if (workflowId === null) notFound();
  return <VersionsPage workflowId={workflowId} />;
}
