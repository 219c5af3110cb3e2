import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiKeysPage } from "#components/settings/api-keys-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.apiKeys") };
}

export default function ApiKeysSettings() {
  return <ApiKeysPage />;
}
