import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OutgoingHooksPage } from "#components/settings/outgoing-hooks-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.outgoingHooks") };
}

export default function OutgoingHooksSettings() {
  return <OutgoingHooksPage />;
}
