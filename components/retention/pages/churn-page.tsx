"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type ChurnWords, churnReport } from "../reports/churn-report.ts";
import { ChurnSettings } from "../settings/churn-settings.tsx";

/** The page of this metric. */
export function ChurnPage() {
  const t = useTranslations("retention.churn");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="churn"
      title={t("title")}
      description={t("description")}
      needs={needs("churn")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => churnReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={ChurnSettings}
    />
  );
}

function useAnswer(input: Input<"churn">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.churn.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: ChurnWords): string[] {
  const { minDays, gapFactor } = asked;
  return [
    t("computed.rule", { days: minDays, factor: gapFactor }),
    t("computed.rate"),
    t("computed.customers"),
    t("computed.back"),
  ];
}
