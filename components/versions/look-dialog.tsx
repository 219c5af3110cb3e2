"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { DiffPicture } from "./diff-picture.tsx";
import { useStepWords } from "./use-step-words.ts";

/** An old version as it was drawn, to look at. */
export function LookDialog({
  workflowId,
  number,
  onClose,
}: {
  workflowId: number;
  number: number;
  onClose(): void;
}) {
  const api = useApi();
  const t = useTranslations("versions");
  const words = useStepWords();
  const query = useQuery(api.versions.get.queryOptions({ id: workflowId, number }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={t("version", { number })}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      {query.isPending && <Skeleton className="h-72 w-full" />}
      {query.isError && (
        <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching}>
          {query.error.message}
        </ErrorState>
      )}
      {query.data && (
        <div className="flex flex-col gap-4">
          <DiffPicture before={null} after={query.data.graph} className="h-96" />
          <details className="text-sm">
            <summary className="cursor-pointer text-muted">{t("look.steps")}</summary>
            <ol className="mt-2 list-decimal pl-6 [overflow-wrap:anywhere]">
              {words(query.data.graph).map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ol>
          </details>
        </div>
      )}
    </Dialog>
  );
}
