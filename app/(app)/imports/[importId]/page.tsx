import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "#components/imports/import-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("imports.one") };
}

type Props = { params: Promise<{ importId: string }> };

export default async function OneImportPage({ params }: Props) {
  const id = Number((await params).importId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <ImportPage id={id} />;
}
