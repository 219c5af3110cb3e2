import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TopicsPage } from "#components/settings/topics-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.topics") };
}

export default function TopicSettings() {
  return <TopicsPage />;
}
