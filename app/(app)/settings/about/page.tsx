import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AboutPage } from "#components/settings/about-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.about") };
}

export default function AboutSettings() {
  return <AboutPage />;
}
