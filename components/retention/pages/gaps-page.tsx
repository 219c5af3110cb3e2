"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type GapsWords, gapsReport } from "../reports/gaps-report.ts";

/** The page of this metric. */
export function GapsPage() {
  const t = useTranslations("retention.gaps");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="gaps"
      title={t("title")}
      description={t("description")}
      needs={needs("gaps")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => gapsReport(context, t)}
      explain={() => explain(t)}
    />
  );
}

function useAnswer(input: Input<"gaps">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.gaps.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(t: GapsWords): string[] {
  return [t("computed.gap"), t("computed.median"), t("computed.days")];
}
