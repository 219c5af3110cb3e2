import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SendingPage } from "#components/settings/sending-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.sending") };
}

export default function SendingSettings() {
  return <SendingPage />;
}
