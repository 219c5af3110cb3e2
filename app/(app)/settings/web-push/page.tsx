import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WebPushPage } from "#components/settings/web-push-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.webPush") };
}

export default function WebPushSettings() {
  return <WebPushPage />;
}
