"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type FunnelWords, funnelReport } from "../reports/funnel-report.ts";
import { FunnelSettings } from "../settings/funnel-settings.tsx";

/** The page of this metric. */
export function FunnelPage() {
  const t = useTranslations("retention.funnel");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="funnel"
      title={t("title")}
      description={t("description")}
      needs={needs("events")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => funnelReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={FunnelSettings}
    />
  );
}

function useAnswer(input: Input<"funnel">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.funnel.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: FunnelWords): string[] {
  const { windowHours: hours } = asked;
  return [t("computed.order"), t("computed.window", { hours }), t("computed.once"), t("computed.share")];
}
