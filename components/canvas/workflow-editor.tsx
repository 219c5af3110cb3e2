"use client";

import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { FullBleed } from "#components/frame/app-frame.tsx";
import { InsteadOfWorkflow } from "#components/one-offs/instead-of-workflow.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EditorBody } from "./editor-body.tsx";
import { LiveProvider } from "./live/live-context.tsx";

/** The page on which a workflow is drawn. */
export function WorkflowEditor({ workflowId }: { workflowId: number }) {
  const t = useTranslations("canvas.editor");
  const api = useApi();
  // A draft from the cache may be older than the last save: drawing on it would end in a conflict with oneself.
  const query = useQuery({
    ...api.workflows.get.queryOptions({ id: workflowId }),
    refetchOnMount: "always",
  });
  return (
    <FullBleed>
      {query.isError && !query.data ? (
        <InsteadOfWorkflow workflowId={workflowId}>
          <ErrorState title={t("notOpened")} onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        </InsteadOfWorkflow>
      ) : query.data && query.isFetchedAfterMount ? (
        <ReactFlowProvider>
          <LiveProvider key={workflowId} workflow={query.data}>
            <EditorBody workflow={query.data} />
          </LiveProvider>
        </ReactFlowProvider>
      ) : (
        <EditorSkeleton />
      )}
    </FullBleed>
  );
}

function EditorSkeleton() {
  const t = useTranslations("canvas.editor");
  return (
    <div role="status" aria-label={t("opening")} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-24 items-start gap-3 border-b bg-surface p-4">
        <Skeleton className="h-6 w-52" />
        <Skeleton className="ml-auto h-9 w-40" />
      </div>
      <div className="flex min-h-0 flex-1 bg-canvas">
        <div className="flex w-56 flex-col gap-3 border-r bg-surface p-4 max-md:hidden">
          {["w-full", "w-3/4", "w-5/6", "w-2/3", "w-4/5"].map((width) => (
            <Skeleton key={width} className={`h-8 ${width}`} />
          ))}
        </div>
        <div className="flex flex-1 flex-col items-center gap-16 pt-16">
          <Skeleton className="h-20 w-64 rounded-lg" />
          <Skeleton className="h-20 w-64 rounded-lg" />
        </div>
      </div>
    </div>
  );
}
