import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ShopPage } from "#components/settings/shop-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.shop") };
}

export default function ShopSettings() {
  return <ShopPage />;
}
