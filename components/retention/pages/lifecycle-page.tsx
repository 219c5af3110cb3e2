"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type LifecycleWords, lifecycleReport } from "../reports/lifecycle-report.ts";
import { ActiveSetting } from "../settings/active-setting.tsx";

/** The page of this metric. */
export function LifecyclePage() {
  const t = useTranslations("retention.lifecycle");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="lifecycle"
      title={t("title")}
      description={t("description")}
      needs={needs("events")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => lifecycleReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={ActiveSetting}
    />
  );
}

function useAnswer(input: Input<"lifecycle">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.lifecycle.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: LifecycleWords): string[] {
  const { event } = asked;
  return [
    event === null ? t("computed.any") : t("computed.event", { event }),
    t("computed.new"),
    t("computed.dormant"),
    t("computed.pulse"),
  ];
}
