"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History, UserPlus, X } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { InsteadOfWorkflow } from "#components/one-offs/instead-of-workflow.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TabLinks } from "#components/ui/tabs.tsx";
import { findNode } from "#workflows/catalogue.ts";
import { labelsByNode } from "./node-labels.ts";
import { OrderResults } from "./order-results.tsx";
import type { WorkflowView } from "./outputs.ts";
import { RunsAdmissions } from "./runs-admissions.tsx";
import { RunsFigures } from "./runs-figures.tsx";
import { StartForPeopleDialog } from "./runs-start-dialog.tsx";
import { RunsTable } from "./runs-table.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { workflowTabs } from "./workflow-tabs.ts";

const ANY = "any";
const COUNTS_EVERY_MS = 10_000;
const STATUSES = ["active", "finished", "exited", "failed"] as const;
const STATUS_OPTIONS = [
  { value: ANY, label: "Every state" },
  { value: "active", label: "Inside now" },
  { value: "finished", label: "Reached the end" },
  { value: "exited", label: "Left early" },
  { value: "failed", label: "Failed" },
];

/** Everybody who entered a workflow, and how far they came. The filters are in the address, so they can be shared. */
export function RunsPage({ workflowId }: { workflowId: number }) {
  const api = useApi();
  const router = useRouter();
  const search = useSearchParams();
  const status = STATUSES.find((known) => known === search.get("status"));
  const nodeId = search.get("node") ?? undefined;
  const [starting, setStarting] = useState(false);
  const mayEdit = useMay("editor");
  const workflow = useQuery(api.workflows.get.queryOptions({ id: workflowId }));
  const counts = useQuery(
    api.workflows.counts.queryOptions({ id: workflowId }, { refetchInterval: COUNTS_EVERY_MS }),
  );
  const runs = useInfiniteQuery(
    api.workflows.runs.infiniteQueryOptions(
      { id: workflowId, status, nodeId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const labels = labelsByNode(workflow.data);
  const path = `/workflows/${workflowId}/runs`;

  function filter(name: "status" | "node", value: string | null) {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    router.replace(next.size > 0 ? `${path}?${next}` : path);
  }

  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  return (
    <>
      <PageHeader
        title={workflow.data?.name ?? "Workflow"}
        aside={workflow.data && <StatusBadge status={workflow.data.status} />}
        actions={
          mayEdit &&
          workflow.data?.status === "live" &&
          isStartedByHand(workflow.data) && (
            <Button variant="primary" icon={<UserPlus />} onClick={() => setStarting(true)}>
              Start for people
            </Button>
          )
        }
        back={{ href: "/workflows", label: "Workflows" }}
      />
      <TabLinks label="Workflow" tabs={workflowTabs(workflowId)} current={path} />
      {counts.data && <RunsFigures counts={counts.data} />}
      {counts.data && counts.data.entered > 0 && <OrderResults workflowId={workflowId} />}
      {workflow.data && <RunsAdmissions workflowId={workflowId} status={workflow.data.status} />}
      <div className="flex flex-wrap items-center gap-2 py-4">
        <Select
          aria-label="State"
          className="w-48"
          options={STATUS_OPTIONS}
          value={status ?? ANY}
          onValueChange={(value) => filter("status", value === ANY ? null : value)}
        />
        {nodeId && (
          <Button icon={<X />} onClick={() => filter("node", null)}>
            At “{labels.get(nodeId) ?? findNode(nodeId)?.label ?? nodeId}”
          </Button>
        )}
      </div>
      <Card>
        {runs.isPending && <Spinner label="Loading runs" className="m-5" />}
        {runs.isError && (
          <ErrorState onRetry={() => void runs.refetch()} retrying={runs.isFetching}>
            {runs.error.message}
          </ErrorState>
        )}
        {workflow.isError && <InsteadOfWorkflow workflowId={workflowId}>{null}</InsteadOfWorkflow>}
        {runs.isSuccess && rows.length === 0 && (
          <EmptyState
            icon={<History />}
            title={status || nodeId ? "Nobody fits this filter" : "Nobody entered yet"}
          >
            {status || nodeId
              ? "Choose another state, or take the filter away."
              : "Everybody who enters the workflow is listed here, with where they are and how it ended."}
          </EmptyState>
        )}
        {rows.length > 0 && <RunsTable runs={rows} labels={labels} goal={counts.data?.goalEvent != null} />}
      </Card>
      {runs.hasNextPage && (
        <div className="flex justify-center pt-4">
          <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {starting && workflow.data && (
        <StartForPeopleDialog workflow={workflow.data} onClose={() => setStarting(false)} />
      )}
    </>
  );
}

/** Whether people are let into its live version by hand. */
function isStartedByHand({ live }: WorkflowView): boolean {
  return (
    live?.graph.nodes.some(({ type }) => {
      const definition = findNode(type);
      return definition?.kind === "trigger" && definition.manual === true;
    }) ?? false
  );
}
