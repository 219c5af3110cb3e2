"use client";

import { FlaskConical } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { Loaded } from "#components/shell/loaded.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { Asked } from "./asked.ts";
import { combine } from "./combine.ts";
import { figuresOf } from "./figures.ts";
import { HowComputed } from "./how-computed.tsx";
import { inputOf } from "./input-of.ts";
import { NothingYet } from "./nothing-yet.tsx";
import type { Answer, Input, Metric } from "./outputs.ts";
import type { Report } from "./report.ts";
import { ReportSkeleton } from "./report-skeleton.tsx";
import { ReportView } from "./report-view.tsx";
import type { ReportContext } from "./reports/context.ts";
import { SettingsBar } from "./settings/settings-bar.tsx";
import { type SetAsked, useAsked } from "./use-asked.ts";
import { useSegments } from "./use-segments.ts";

/** The numbers of a large shop take a while, and change little meanwhile. */
export const KEPT_MS = 60_000;

/** Metrics of any events that are chosen, of which some may have been removed. */
const OF_EVENTS: readonly Metric[] = ["cohorts", "lifecycle", "active", "funnel"];

/** The state of a query; every result of `useQuery` fits. */
export interface Asking<Data> {
  data: Data | undefined;
  error: { message: string } | null;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface MetricPageProps<M extends Metric> {
  metric: M;
  title: string;
  description: string;
  /** What has to come in for there to be numbers. */
  needs: string;
  starMeans: string;
  /** Asks the server; a hook. */
  useAnswer: (input: Input<M>, enabled: boolean) => Asking<Answer<M>>;
  report: (context: ReportContext<M>) => Report;
  /** Says in plain words how the numbers come about, for what is chosen. */
  explain: (asked: Asked) => string[];
  Settings?: ComponentType<{ asked: Asked; set: SetAsked }>;
}

/** One metric with its settings, its numbers, and what they mean. */
export function MetricPage<M extends Metric>(props: MetricPageProps<M>) {
  const { metric, title, description, needs, starMeans, useAnswer, report, explain, Settings } = props;
  const t = useTranslations("retention.report");
  const language = useLocale();
  const { formatDateTime } = useTimeFormat();
  const { asked, set, clear, changed } = useAsked(metric);
  const segments = useSegments();
  const compares = asked.versus !== null && asked.versus !== (asked.segment ?? "everybody");
  const other = asked.versus === "everybody" ? null : asked.versus;
  const input = inputOf[metric](asked, asked.segment);
  const otherInput = inputOf[metric](asked, other);
  const answer = useAnswer(input, true);
  const otherAnswer = useAnswer(otherInput, compares);

  function reportOf(of: Answer<M>, ofInput: Input<M>): Report {
    const { zone, currency } = of;
    const figures = figuresOf({ language, zone, currency, period: asked.period });
    return report({ answer: of, input: ofInput, figures });
  }
  const nameOf = (id: number | null) =>
    id === null
      ? t("everybody")
      : (segments.find((segment) => segment.id === id)?.name ?? t("segment", { id }));
  const both = together(answer, compares ? otherAnswer : null);

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 className="text-lg">{title}</h2>
        <p className="mt-1 max-w-3xl text-sm text-muted">{description}</p>
      </div>
      <SettingsBar
        metric={metric}
        asked={asked}
        set={set}
        segments={segments}
        changed={changed}
        onClear={clear}
      >
        {Settings && <Settings asked={asked} set={set} />}
      </SettingsBar>
      <Loaded query={both} skeleton={<ReportSkeleton />} errorTitle={t("notLoaded")}>
        {([one, another]) => {
          const { at, zone }: { at: number; zone: string } = one;
          const own = reportOf(one, input);
          const shown = another
            ? combine(
                { name: nameOf(asked.segment), report: own },
                { name: nameOf(other), report: reportOf(another, otherInput) },
                t("whose"),
              )
            : own;
          if (shown.isEmpty) return <NothingYet changed={changed} onClear={clear} needs={needs} />;
          return (
            <>
              {isOfSamples(one) && (
                <Banner tone="neutral" icon={<FlaskConical />}>
                  {t("onlySamples")}
                </Banner>
              )}
              <ReportView
                name={title}
                report={shown}
                starMeans={starMeans}
                counted={t("counted", { moment: formatDateTime(at, zone) })}
              />
            </>
          );
        }}
      </Loaded>
      <HowComputed
        lines={[
          ...explain(asked),
          ...(OF_EVENTS.includes(metric) ? [t("computedKept")] : []),
          ...[t("computedSegments"), t("computedErased")],
        ]}
      />
    </div>
  );
}

function isOfSamples({ result }: { result: { onlySamples: boolean } }): boolean {
  return result.onlySamples;
}

/** Two queries as one that is there when both are. */
function together<Data>(one: Asking<Data>, other: Asking<Data> | null): Asking<[Data, Data | null]> {
  const data: [Data, Data | null] | undefined =
    one.data === undefined || (other !== null && other.data === undefined)
      ? undefined
      : [one.data, other?.data ?? null];
  return {
    data,
    error: one.error ?? other?.error ?? null,
    isFetching: one.isFetching || other?.isFetching === true,
    refetch: () => {
      one.refetch();
      other?.refetch();
    },
  };
}
