"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useApi } from "#components/api.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import type { WorkflowSummary } from "./outputs.ts";

type Archivable = Pick<WorkflowSummary, "id" | "name" | "status">;

/** Putting a workflow away and bringing it back. It asks first where that stops something; `dialog` has to be drawn. */
export function useArchive(): {
  archive(workflow: Archivable): void;
  bringBack(id: number): void;
  dialog: ReactNode;
} {
  const api = useApi();
  const t = useTranslations("versions");
  const queries = useQueryClient();
  const [asking, setAsking] = useState<{ workflow: Archivable; inside: number } | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
  const failed = (error: { message: string }) =>
    toast.error(t("archive.failed"), { description: error.message });
  const resume = useMutation(api.workflows.resume.mutationOptions({ onError: failed, onSettled: refresh }));
  const unarchive = useMutation(
    api.workflows.unarchive.mutationOptions({ onError: failed, onSettled: refresh }),
  );
  const archiving = useMutation(api.workflows.archive.mutationOptions({ onSettled: refresh }));

  async function archive(workflow: Archivable) {
    try {
      const counts = api.workflows.counts.queryOptions({ id: workflow.id });
      const { active } = await queries.fetchQuery({ ...counts, staleTime: 0 });
      if (workflow.status === "live" || active > 0) setAsking({ workflow, inside: active });
      else await putAway(workflow);
    } catch (error) {
      failed({ message: error instanceof Error ? error.message : "" });
    }
  }

  async function putAway({ id, status }: Archivable) {
    await archiving.mutateAsync({ id });
    toast.success(t("archive.done"), {
      description: t("archive.doneHelp"),
      duration: UNDO_MS,
      action: { label: t("undo"), onClick: () => void undo(id, status) },
    });
  }

  /** As it was before: one that was live runs again. */
  async function undo(id: number, status: Archivable["status"]) {
    // What goes wrong is told by the mutation itself.
    const back = await unarchive.mutateAsync({ id }).catch(() => null);
    if (back && status === "live") resume.mutate({ id });
  }

  return {
    archive: (workflow) => void archive(workflow),
    bringBack: (id) =>
      unarchive.mutate({ id }, { onSuccess: () => toast.success(t("archive.back"), backHelp(t)) }),
    dialog: asking && (
      <ConfirmDialog
        open
        onOpenChange={(open) => !open && setAsking(null)}
        tone="neutral"
        title={t("archive.title", { name: asking.workflow.name })}
        description={t(asking.inside > 0 ? "archive.inside" : "archive.live", { count: asking.inside })}
        confirmLabel={t(asking.workflow.status === "live" ? "archive.pauseAndArchive" : "archive.archive")}
        cancelLabel={t("cancel")}
        onConfirm={() => putAway(asking.workflow)}
      />
    ),
  };
}

function backHelp(t: ReturnType<typeof useTranslations<"versions">>) {
  return { description: t("archive.backHelp") };
}
