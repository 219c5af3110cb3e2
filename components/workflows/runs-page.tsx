"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { InsteadOfWorkflow } from "#components/one-offs/instead-of-workflow.tsx";
import { RunList } from "#components/runs/run-list.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { findNode } from "#workflows/catalogue.ts";
import { OrderResults } from "./order-results.tsx";
import type { WorkflowView } from "./outputs.ts";
import { RunsAdmissions } from "./runs-admissions.tsx";
import { RunsFigures } from "./runs-figures.tsx";
import { StartForPeopleDialog } from "./runs-start-dialog.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { useWorkflowTabs } from "./workflow-tabs.ts";

const COUNTS_EVERY_MS = 10_000;

/** Everybody who entered a workflow, and how far they came. The filters are in the address, so they can be shared. */
export function RunsPage({ workflowId }: { workflowId: number }) {
  const t = useTranslations("workflows");
  const api = useApi();
  const tabs = useWorkflowTabs(workflowId);
  const [starting, setStarting] = useState(false);
  const mayEdit = useMay("editor");
  const workflow = useQuery(api.workflows.get.queryOptions({ id: workflowId }));
  const counts = useQuery(
    api.workflows.counts.queryOptions({ id: workflowId }, { refetchInterval: COUNTS_EVERY_MS }),
  );
  const path = `/workflows/${workflowId}/runs`;

  return (
    <>
      <PageHeader
        title={workflow.data?.name ?? t("workflow")}
        aside={workflow.data && <StatusBadge {...workflow.data} />}
        actions={
          mayEdit &&
          workflow.data?.status === "live" &&
          isStartedByHand(workflow.data) && (
            <Button variant="primary" icon={<UserPlus />} onClick={() => setStarting(true)}>
              {t("start.title")}
            </Button>
          )
        }
        back={{ href: "/workflows", label: t("list.title") }}
      />
      <TabLinks label={t("workflow")} tabs={tabs} current={path} />
      {counts.data && <RunsFigures counts={counts.data} />}
      {counts.data && counts.data.entered > 0 && <OrderResults workflowId={workflowId} />}
      {workflow.data && <RunsAdmissions workflowId={workflowId} status={workflow.data.status} />}
      {workflow.isError && <InsteadOfWorkflow workflowId={workflowId}>{null}</InsteadOfWorkflow>}
      <RunList workflowId={workflowId} workflow={workflow.data} goal={counts.data?.goalEvent != null} />
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
