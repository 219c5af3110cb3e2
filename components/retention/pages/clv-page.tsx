"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type ClvWords, clvReport } from "../reports/clv-report.ts";

/** The page of this metric. */
export function ClvPage() {
  const t = useTranslations("retention.clv");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="clv"
      title={t("title")}
      description={t("description")}
      needs={needs("orders")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => clvReport(context, t)}
      explain={() => explain(t)}
    />
  );
}

function useAnswer(input: Input<"clv">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.clv.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(t: ClvWords): string[] {
  return [t("computed.value"), t("computed.cohort"), t("computed.average")];
}
