"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { InsteadOfWorkflow } from "#components/one-offs/instead-of-workflow.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { labelsByNode } from "#components/workflows/node-labels.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { StatusBadge } from "#components/workflows/status-badge.tsx";
import { useWorkflowTabs } from "#components/workflows/workflow-tabs.ts";
import { HoldoutCard } from "./holdout-card.tsx";
import { MessagesCard } from "./messages-card.tsx";
import type { WorkflowResults } from "./outputs.ts";
import { RangeBar } from "./range-bar.tsx";
import { ResultChart } from "./result-chart.tsx";
import { ResultFigures } from "./result-figures.tsx";
import { resultWords } from "./result-words.ts";
import { type RangePeriod, useRange } from "./use-range.ts";
import { VersionsCard } from "./versions-card.tsx";

/** What became of everybody who entered a workflow. */
export function ResultsPage({ workflowId }: { workflowId: number }) {
  const t = useTranslations("workflows");
  const results = useTranslations("results");
  const api = useApi();
  const tabs = useWorkflowTabs(workflowId);
  const { range, set } = useRange();
  const workflow = useQuery(api.workflows.get.queryOptions({ id: workflowId }));
  const query = useQuery(
    api.results.workflow.queryOptions({ workflowId, ...range }, { placeholderData: keepPreviousData }),
  );
  return (
    <>
      <PageHeader
        title={workflow.data?.name ?? t("workflow")}
        aside={workflow.data && <StatusBadge {...workflow.data} />}
        back={{ href: "/workflows", label: t("list.title") }}
      />
      <TabLinks label={t("workflow")} tabs={tabs} current={`/workflows/${workflowId}/results`} />
      {workflow.isError && <InsteadOfWorkflow workflowId={workflowId}>{null}</InsteadOfWorkflow>}
      <RangeBar range={range} onChange={set} />
      <Loaded
        query={query}
        skeleton={<Skeleton className="h-96 rounded-lg" />}
        errorTitle={results("loadFailed")}
      >
        {(loaded) => (
          <Shown workflowId={workflowId} workflow={workflow.data} results={loaded} period={range.period} />
        )}
      </Loaded>
    </>
  );
}

type ShownProps = {
  workflowId: number;
  workflow: WorkflowView | undefined;
  results: WorkflowResults;
  period: RangePeriod;
};

/** The results of a span, or that there are none. */
export function Shown({ workflowId, workflow, results, period }: ShownProps) {
  const t = useTranslations("results");
  const words = resultWords(useLocale(), results.zone, results.currency);
  const labels = labelsByNode(workflow);
  const props = { workflowId, results, words };
  if (results.total.entered === 0) {
    return (
      <Card>
        <EmptyState icon={<ChartColumn />} title={t("none.title")}>
          {t("none.help")}
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <ResultFigures {...props} />
      <ResultChart {...props} period={period} />
      {results.holdouts
        .filter(({ went, heldOut }) => went.people + heldOut.people > 0)
        .map((holdout) => (
          <HoldoutCard
            key={holdout.nodeId}
            holdout={holdout}
            step={labels.get(holdout.nodeId)}
            days={results.holdoutDays}
            goal={results.goalEvent !== null}
            words={words}
          />
        ))}
      <MessagesCard {...props} labels={labels} />
      {results.versions.length > 1 && <VersionsCard {...props} />}
      {results.inOtherCurrencies > 0 && (
        <p className="text-sm text-muted">{t("otherCurrencies", { count: results.inOtherCurrencies })}</p>
      )}
      <details className="text-sm text-muted">
        <summary className="min-h-control-sm cursor-pointer font-medium">{t("how.title")}</summary>
        <p className="max-w-2xl pt-1">{t("how.text")}</p>
      </details>
    </div>
  );
}
