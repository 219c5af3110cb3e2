import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecretsPage } from "#components/settings/secrets-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.secrets") };
}

export default function SecretsSettings() {
  return <SecretsPage />;
}
