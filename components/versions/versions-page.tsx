"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { GitCompareArrows, History } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { InsteadOfWorkflow } from "#components/one-offs/instead-of-workflow.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { StatusBadge } from "#components/workflows/status-badge.tsx";
import { useWorkflowTabs } from "#components/workflows/workflow-tabs.ts";
import { VersionRow } from "./version-row.tsx";

// Pictures of graphs come when somebody asks for one.
const LookDialog = dynamic(() => import("./look-dialog.tsx").then((module) => module.LookDialog));
const CompareDialog = dynamic(() => import("./compare-dialog.tsx").then((module) => module.CompareDialog));
const BringBackDialog = dynamic(() =>
  import("./bring-back-dialog.tsx").then((module) => module.BringBackDialog),
);

type Open = { kind: "look" | "back"; number: number } | { kind: "compare"; number: number | null } | null;

/** Every version of a workflow: who published it when, what it changed, and a way back to it. */
export function VersionsPage({ workflowId }: { workflowId: number }) {
  const api = useApi();
  const t = useTranslations("versions");
  const tabs = useWorkflowTabs(workflowId);
  const [open, setOpen] = useState<Open>(null);
  const workflow = useQuery(api.workflows.get.queryOptions({ id: workflowId }));
  const versions = useInfiniteQuery(
    api.versions.list.infiniteQueryOptions(
      { id: workflowId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const rows = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const newest = rows[0]?.number ?? 0;
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={workflow.data?.name ?? t("history.workflow")}
        aside={workflow.data && <StatusBadge {...workflow.data} />}
        actions={
          rows.length > 0 && (
            <Button icon={<GitCompareArrows />} onClick={() => setOpen({ kind: "compare", number: null })}>
              {t("history.compare")}
            </Button>
          )
        }
        back={{ href: "/workflows", label: t("history.workflows") }}
      />
      <TabLinks label={t("history.workflow")} tabs={tabs} current={`/workflows/${workflowId}/versions`} />
      <Card className="mt-4">
        {versions.isPending && <ListSkeleton />}
        {versions.isError && (
          <ErrorState onRetry={() => void versions.refetch()} retrying={versions.isFetching}>
            {versions.error.message}
          </ErrorState>
        )}
        {workflow.isError && <InsteadOfWorkflow workflowId={workflowId}>{null}</InsteadOfWorkflow>}
        {versions.isSuccess && rows.length === 0 && (
          <EmptyState
            icon={<History />}
            title={t("history.empty")}
            action={<ButtonLink href={`/workflows/${workflowId}`}>{t("history.toCanvas")}</ButtonLink>}
          >
            {t("history.emptyHelp")}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <ol aria-label={t("history.label")}>
            {rows.map((version) => (
              <VersionRow
                key={version.number}
                version={version}
                onLook={() => setOpen({ kind: "look", number: version.number })}
                onCompare={() => setOpen({ kind: "compare", number: version.number })}
                onBringBack={() => setOpen({ kind: "back", number: version.number })}
              />
            ))}
          </ol>
        )}
      </Card>
      {versions.hasNextPage && (
        <div className="flex justify-center pt-4">
          <Button loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t("history.more")}
          </Button>
        </div>
      )}
      {open?.kind === "look" && <LookDialog workflowId={workflowId} number={open.number} onClose={close} />}
      {open?.kind === "compare" && workflow.data && (
        <CompareDialog workflow={workflow.data} number={open.number} newest={newest} onClose={close} />
      )}
      {open?.kind === "back" && workflow.data && (
        <BringBackDialog workflow={workflow.data} number={open.number} onClose={close} />
      )}
    </>
  );
}

function ListSkeleton() {
  const t = useTranslations("versions");
  return (
    <div role="status" aria-label={t("history.loading")} className="flex flex-col gap-5 p-5">
      {["w-1/3", "w-1/2", "w-2/5"].map((width) => (
        <Skeleton key={width} className={`h-5 ${width}`} />
      ))}
    </div>
  );
}
