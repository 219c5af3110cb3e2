import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewImport } from "#components/imports/new-import.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("imports.new") };
}

export default function NewImportPage() {
  return <NewImport />;
}
