"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { labelsByNode } from "#components/workflows/node-labels.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { findNode } from "#workflows/catalogue.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { BulkList } from "./bulk-list.tsx";
import { RunFilters } from "./run-filters.tsx";
import { RunRows } from "./run-rows.tsx";
import { useRunFilter } from "./use-run-filter.ts";
import { useRunSelection } from "./use-run-selection.ts";
import { WhyButton } from "./why-button.tsx";

const REFRESH_MS = 15_000;

type Props = { workflowId: number; workflow: WorkflowView | undefined; goal: boolean };

/** Everybody who entered a workflow, to be found, looked at, and helped on. */
export function RunList({ workflowId, workflow, goal }: Props) {
  const t = useTranslations("runs");
  const say = useSay();
  const api = useApi();
  const mayEdit = useMay("editor");
  const about = { id: workflowId, name: workflow?.name ?? "" };
  const filter = useRunFilter();
  const selection = useRunSelection(JSON.stringify(filter.filter));
  const query = useInfiniteQuery(
    api.runs.list.infiniteQueryOptions(
      { workflowId, filter: filter.filter },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const labels = labelsByNode(workflow);
  const steps = new Map([...labels].map(([id, label]) => [id, say(label)]));
  const targets = new Map(stepsOf(workflow).map((id) => [id, steps.get(id) ?? id]));
  const allTicked = runs.length > 0 && runs.every(({ id }) => selection.has(id));
  return (
    <>
      <BulkList workflowId={workflowId} />
      <RunFilters
        workflowId={workflowId}
        filter={filter}
        steps={steps}
        goal={goal}
        busy={query.isFetching && !query.isFetchingNextPage}
      />
      {mayEdit && (
        <BulkBar
          workflowId={workflowId}
          selection={selection}
          filter={filter.filter}
          mayTakeAll={allTicked && query.hasNextPage}
          targets={targets}
        />
      )}
      <Card>
        {query.isPending && <ListSkeleton />}
        {query.isError && runs.length === 0 && (
          <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching}>
            {query.error.message}
          </ErrorState>
        )}
        {query.isSuccess && runs.length === 0 && (
          <EmptyState
            icon={<History />}
            title={filter.any ? t("list.nobodyFits") : t("list.nobody")}
            action={<WhyButton workflow={about} person={null} label={t("why.ask")} />}
          >
            {filter.any ? t("list.nobodyFitsHint") : t("list.nobodyHint")}
          </EmptyState>
        )}
        {runs.length > 0 && (
          <RunRows
            workflowId={workflowId}
            runs={runs}
            steps={steps}
            goal={goal}
            selection={mayEdit ? selection : null}
          />
        )}
      </Card>
      <LoadMore query={query} label={t("list.more")} />
      {runs.length > 0 && (
        <p className="pt-4 text-center">
          <WhyButton workflow={about} person={null} label={t("why.ask")} />
        </p>
      )}
    </>
  );
}

/** The steps of the live version; people are inside those. */
function stepsOf(workflow: WorkflowView | undefined): string[] {
  return (workflow?.live?.graph.nodes ?? [])
    .filter(({ type }) => findNode(type) !== undefined && findNode(type)?.kind !== "trigger")
    .map(({ id }) => id);
}
