"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type RfmWords, rfmReport } from "../reports/rfm-report.ts";
import { DaySetting } from "../settings/day-setting.tsx";

/** The page of this metric. */
export function RfmPage() {
  const t = useTranslations("retention.rfm");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="rfm"
      title={t("title")}
      description={t("description")}
      needs={needs("orders")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => rfmReport(context, t)}
      explain={() => explain(t)}
      Settings={DaySetting}
    />
  );
}

function useAnswer(input: Input<"rfm">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.rfm.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(t: RfmWords): string[] {
  return [t("computed.scores"), t("computed.fifths"), t("computed.asOf")];
}
