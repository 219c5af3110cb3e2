import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OneOffList } from "#components/one-offs/one-off-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("oneOffs.list") };
}

export default function OneOffsPage() {
  return <OneOffList />;
}
