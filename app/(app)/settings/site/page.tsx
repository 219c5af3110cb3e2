import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SitePage } from "#components/site/site-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.site") };
}

export default function SiteSettings() {
  return <SitePage />;
}
