import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DomainPage } from "#components/settings/domain-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.domain") };
}

export default function DomainSettings() {
  return <DomainPage />;
}
