"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Asked } from "../asked.ts";
import { KEPT_MS, MetricPage } from "../metric-page.tsx";
import type { Input } from "../outputs.ts";
import { type CohortWords, cohortReport } from "../reports/cohort-report.ts";
import { CohortSettings } from "../settings/cohort-settings.tsx";

/** The page of this metric. */
export function CohortPage() {
  const t = useTranslations("retention.cohorts");
  const needs = useTranslations("retention.empty");
  return (
    <MetricPage
      metric="cohorts"
      title={t("title")}
      description={t("description")}
      needs={needs("orders")}
      starMeans={t("star")}
      useAnswer={useAnswer}
      report={(context) => cohortReport(context, t)}
      explain={(asked) => explain(asked, t)}
      Settings={CohortSettings}
    />
  );
}

function useAnswer(input: Input<"cohorts">, enabled: boolean) {
  const api = useApi();
  return useQuery(api.retention.cohorts.queryOptions(input, { enabled, staleTime: KEPT_MS }));
}

function explain(asked: Asked, t: CohortWords): string[] {
  const { start, returning, mode, clock } = asked;
  return [
    start.kind === "event"
      ? t("computed.start.event", { event: start.event })
      : t(`computed.start.${start.kind}`),
    returning === null ? t("computed.againAny") : t("computed.again", { event: returning }),
    t(`computed.mode.${mode}`),
    t(`computed.clock.${clock}`),
    t("computed.overall"),
  ];
}
