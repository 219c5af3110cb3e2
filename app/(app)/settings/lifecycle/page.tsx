import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LifecyclePage } from "#components/lifecycle/lifecycle-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("lifecycle");
  return { title: t("title") };
}

export default function LifecycleSettings() {
  return <LifecyclePage />;
}
