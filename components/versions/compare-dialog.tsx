"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { Changes } from "./changes.tsx";

const DRAFT = "draft";

type Props = {
  workflow: WorkflowView;
  /** The version to begin with; null compares the newest with the draft. */
  number: number | null;
  /** The number of the newest version. */
  newest: number;
  onClose(): void;
};

/** What makes one version another, or the draft. */
export function CompareDialog({ workflow, number, newest, onClose }: Props) {
  const t = useTranslations("versions");
  const [from, setFrom] = useState(String(startOf(number, newest)));
  const [to, setTo] = useState(number === null ? DRAFT : String(number));
  const before = useGraph(workflow, from);
  const after = useGraph(workflow, to);
  const numbers = Array.from({ length: newest }, (_, index) => newest - index);
  const options = [
    { value: DRAFT, label: t("compare.draft") },
    ...numbers.map((one) => ({ value: String(one), label: t("version", { number: one }) })),
  ];
  const failed = [before, after].find((query) => query.isError);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={t("compare.title")}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("compare.from")}>
            <Select options={options} value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t("compare.to")}>
            <Select options={options} value={to} onValueChange={setTo} />
          </Field>
        </div>
        {failed ? (
          <ErrorState onRetry={() => void failed.refetch()} retrying={failed.isFetching}>
            {failed.error?.message}
          </ErrorState>
        ) : before.graph && after.graph ? (
          <Changes before={before.graph} after={after.graph} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </div>
    </Dialog>
  );
}

/** A version is compared with the one before it, the draft with the newest. */
function startOf(number: number | null, newest: number): number {
  return number === null ? newest : Math.max(number - 1, 1);
}

function useGraph(workflow: WorkflowView, which: string) {
  const api = useApi();
  const isDraft = which === DRAFT;
  const query = useQuery({
    ...api.versions.get.queryOptions({ id: workflow.id, number: isDraft ? 1 : Number(which) }),
    enabled: !isDraft,
  });
  const { error, isFetching, refetch } = query;
  const graph = isDraft ? workflow.draft : query.data?.graph;
  return { graph, isError: !isDraft && query.isError, error, isFetching, refetch };
}
