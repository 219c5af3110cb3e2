import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HooksPage } from "#components/hooks/hooks-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.hooks") };
}

export default function HooksSettings() {
  return <HooksPage />;
}
