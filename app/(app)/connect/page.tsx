import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectPage } from "#components/connect/connect-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("connect") };
}

export default function Connect() {
  return <ConnectPage />;
}
