import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BrandPage } from "#components/settings/brand-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.brand") };
}

export default function BrandSettings() {
  return <BrandPage />;
}
