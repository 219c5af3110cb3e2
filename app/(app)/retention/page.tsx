import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RetentionPage } from "#components/retention/retention-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("retention");
  return { title: t("tabs.cohorts") };
}

export default function CohortsPage() {
  return (
    <Suspense>
      <RetentionPage metric="cohorts" />
    </Suspense>
  );
}
