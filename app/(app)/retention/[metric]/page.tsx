import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { metricOf } from "#components/retention/metrics.ts";
import { RetentionPage } from "#components/retention/retention-page.tsx";

interface Props {
  params: Promise<{ metric: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const metric = metricOf((await params).metric);
  const t = await getTranslations("retention");
  return { title: metric ? t(`tabs.${metric}`) : t("title") };
}

export default async function MetricPage({ params }: Props) {
  const metric = metricOf((await params).metric);
  if (!metric) notFound();
  return (
    <Suspense>
      <RetentionPage metric={metric} />
    </Suspense>
  );
}
