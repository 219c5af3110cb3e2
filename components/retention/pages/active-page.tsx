"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type ActiveWords, activeReport } from "../reports/active-report.ts";
import { ActiveSetting } from "../settings/active-setting.tsx";

/** The page of this metric. */
export function ActivePage() {
  const t = useTranslations("retention.active");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="active"
      title={t("title")}
      description={t("description")}
      needs={needs("events")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => activeReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={ActiveSetting}
    />
  );
}

function useAnswer(input: Input<"active">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.active.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: ActiveWords): string[] {
  const { event } = asked;
  return [
    event === null ? t("computed.any") : t("computed.event", { event }),
    t("computed.spans"),
    t("computed.stickiness"),
  ];
}
