"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { openSession, type StoredDraft } from "#components/canvas/editing-session.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { useDraftCopy } from "#components/workflows/use-draft-copy.ts";
import type { Graph } from "#workflows/graph.ts";

const PublishDialog = dynamic(() =>
  import("#components/canvas/publish-dialog.tsx").then((module) => module.PublishDialog),
);

type Props = { workflow: WorkflowView; number: number; onClose(): void };
type Brought = {
  revision: number;
  graph: Graph;
  before: Graph;
  /** What gave way to it had not been published. */
  wasUnpublished: boolean;
};

/** Puts an old version into the draft, or makes it live again at once as a new version. */
export function BringBackDialog({ workflow, number, onClose }: Props) {
  const api = useApi();
  const t = useTranslations("versions");
  const router = useRouter();
  const queries = useQueryClient();
  const [brought, setBrought] = useState<Brought | null>(null);
  const published = useRef(false);
  const refresh = () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
  const bringBack = useMutation(api.versions.bringBack.mutationOptions({ onSettled: refresh }));
  const restore = useMutation(
    api.workflows.saveDraft.mutationOptions({
      onSuccess: (answer, { revision, graph }) => {
        if (answer.kind !== "saved") return toast.error(t("back.notUndone"));
        goOn({ draft: graph, draftRevision: revision }, { draft: graph, draftRevision: answer.revision });
        toast.success(t("back.undone"));
      },
      onError: (error) => toast.error(t("back.notUndone"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  const copies = useDraftCopy(workflow);
  const conflict = bringBack.data?.kind === "conflict" ? bringBack.data : null;

  /** What was drawn in this window goes on from there, so that undo on the canvas leads back too. */
  function goOn(before: StoredDraft, after: StoredDraft) {
    openSession({ id: workflow.id, ...before }).goOnFrom(after);
  }

  async function bring(): Promise<Brought | null> {
    const revision = conflict?.revision ?? workflow.draftRevision;
    const answer = await bringBack.mutateAsync({ id: workflow.id, number, revision }).catch(() => null);
    if (answer?.kind !== "done") return null;
    goOn(
      { draft: answer.before, draftRevision: revision },
      { draft: answer.graph, draftRevision: answer.revision },
    );
    return { ...answer, wasUnpublished: workflow.hasUnpublishedChanges };
  }

  function tell({ revision, before }: Brought, isPublished: boolean) {
    toast.success(t(isPublished ? "back.replaced" : "back.done", { number }), {
      description: t(isPublished ? "back.replacedHelp" : "back.doneHelp"),
      duration: UNDO_MS,
      action: {
        label: t("undo"),
        onClick: () => restore.mutate({ id: workflow.id, revision, graph: before }),
      },
    });
  }

  async function keep() {
    await copies.keep(workflow.draft, { title: t("back.kept"), description: t("back.keptHelp") });
  }

  async function intoDraft() {
    const done = await bring();
    if (!done) return;
    tell(done, false);
    onClose();
  }

  if (brought) {
    return (
      <PublishDialog
        workflowId={workflow.id}
        live={workflow.live?.graph ?? null}
        graph={brought.graph}
        save={async () => brought.revision}
        onProblem={() => router.push(`/workflows/${workflow.id}`)}
        onPublished={() => {
          published.current = true;
        }}
        onClose={() => {
          if (!published.current || brought.wasUnpublished) tell(brought, published.current);
          onClose();
        }}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("back.title", { number })}
      description={t("back.description", { number })}
      footer={
        <>
          <Button loading={bringBack.isPending} onClick={() => void intoDraft()}>
            {t("back.intoDraft")}
          </Button>
          <Button
            variant="primary"
            disabled={workflow.isArchived}
            loading={bringBack.isPending}
            onClick={() => void bring().then((done) => done && setBrought(done))}
          >
            {t("back.publish")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm text-muted">
        <p>{t("back.help")}</p>
        {workflow.hasUnpublishedChanges && (
          <Banner
            tone="warning"
            action={
              <Button size="sm" loading={copies.isPending} onClick={() => void keep()}>
                {t("back.keep")}
              </Button>
            }
          >
            {t("back.unpublished")}
          </Banner>
        )}
        {conflict && (
          <Banner tone="warning" role="alert">
            {t("back.conflict", { who: conflict.by ? "name" : "other", name: conflict.by ?? "" })}
          </Banner>
        )}
        {bringBack.isError && (
          <Banner tone="danger" role="alert">
            {bringBack.error.message}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
