"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { NAMED_RUNS_MAX } from "#workflows/run-actions.ts";
import type { ActionKind } from "./bulk-bar.tsx";
import type { BulkChoice } from "./outputs.ts";

type Props = {
  workflowId: number;
  kind: ActionKind;
  choice: BulkChoice;
  targets: ReadonlyMap<string, string>;
  onStarted: () => void;
  onClose: () => void;
};

/** Says to how many people what will happen, and does it when that is wanted. */
export function BulkDialog({ workflowId, kind, choice, targets, onStarted, onClose }: Props) {
  const t = useTranslations("runs");
  const api = useApi();
  const queries = useQueryClient();
  const [target, setTarget] = useState([...targets.keys()][0] ?? "");
  const action = kind === "move" ? { kind, nodeId: target } : { kind };
  const counted = useQuery({
    ...api.runs.bulkCount.queryOptions({
      workflowId,
      filter: choice.kind === "filter" ? choice.filter : {},
      action,
    }),
    enabled: choice.kind === "filter" && (kind !== "move" || target !== ""),
  });
  const count = choice.kind === "list" ? choice.runs.length : counted.data?.count;
  const tooMany = counted.data?.tooMany ? t("bulk.tooMany", { max: NAMED_RUNS_MAX }) : null;
  const start = useMutation(
    api.runs.startBulk.mutationOptions({
      onSuccess: () => {
        onStarted();
        return queries.invalidateQueries({ queryKey: api.runs.pathKey() });
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone={kind === "stop" ? "danger" : "neutral"}
      title={t(`action.${kind}`)}
      description={
        <>
          <strong>
            {tooMany ?? (count === undefined ? t("bulk.counting") : t("bulk.people", { count }))}
          </strong>{" "}
          {t(`bulk.what.${kind}`)}
        </>
      }
      confirmLabel={t(`action.${kind}`)}
      onConfirm={() => {
        if (kind === "move" && target === "") return { refusal: t("act.chooseStep") };
        if (tooMany !== null) return { refusal: tooMany };
        return start.mutateAsync({ workflowId, choice, action });
      }}
    >
      {kind === "move" && (
        <Select
          aria-label={t("act.step")}
          options={[...targets].map(([value, label]) => ({ value, label }))}
          value={target}
          onValueChange={setTarget}
        />
      )}
      <p className="mt-3 text-sm text-muted">{t("bulk.refusedLater")}</p>
    </ConfirmDialog>
  );
}
