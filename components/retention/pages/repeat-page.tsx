"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type RepeatWords, repeatReport } from "../reports/repeat-report.ts";
import { SecondSetting } from "../settings/second-setting.tsx";

/** The page of this metric. */
export function RepeatPage() {
  const t = useTranslations("retention.repeat");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="repeat"
      title={t("title")}
      description={t("description")}
      needs={needs("orders")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => repeatReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={SecondSetting}
    />
  );
}

function useAnswer(input: Input<"repeat">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.repeat.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: RepeatWords): string[] {
  const { secondDays: days } = asked;
  return [t("computed.rate"), t("computed.second", { days }), t("computed.matured")];
}
