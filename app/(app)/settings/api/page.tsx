import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReferencePage } from "#components/reference/reference-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.api") };
}

export default function ApiReferenceSettings() {
  return <ReferencePage />;
}
