"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type RevenueWords, revenueReport } from "../reports/revenue-report.ts";

/** The page of this metric. */
export function RevenuePage() {
  const t = useTranslations("retention.revenue");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="revenue"
      title={t("title")}
      description={t("description")}
      needs={needs("orders")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => revenueReport(context, t)}
      explain={() => explain(t)}
    />
  );
}

function useAnswer(input: Input<"revenue">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.revenue.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(t: RevenueWords): string[] {
  return [t("computed.orders"), t("computed.refunds"), t("computed.average"), t("computed.currency")];
}
