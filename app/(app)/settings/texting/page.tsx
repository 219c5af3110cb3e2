import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TextingPage } from "#components/settings/texting-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.texting") };
}

export default function TextingSettings() {
  return <TextingPage />;
}
