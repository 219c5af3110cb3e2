import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OneOffPage } from "#components/one-offs/one-off-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("oneOffs.one") };
}

export default async function OneOffMessagePage({ params }: { params: Promise<{ oneOffId: string }> }) {
  const oneOffId = readId((await params).oneOffId);
  if (oneOffId === null) notFound();
  return <OneOffPage oneOffId={oneOffId} />;
}
