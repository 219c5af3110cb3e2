"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import type { SegmentRow, SegmentUser } from "./outputs.ts";
import { UserList } from "./user-list.tsx";

type Props = {
  segment: Pick<SegmentRow, "id" | "name">;
  onRemoved?: () => void;
  onClose(): void;
};

/** Asks before a segment is removed; while something uses it, it says what, and the segment stays. */
export function RemoveDialog({ segment: { id, name }, onRemoved, onClose }: Props) {
  const t = useTranslations("segments.remove");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const [usedBy, setUsedBy] = useState<SegmentUser[]>([]);
  const removal = useMutation(api.segments.remove.mutationOptions());
  const restore = useMutation(
    api.segments.restore.mutationOptions({
      onSuccess: () => toast.success(t("back", { name })),
      onError: showError,
      onSettled: () => queries.invalidateQueries({ queryKey: api.segments.pathKey() }),
    }),
  );

  async function remove() {
    const answer = await removal.mutateAsync({ id });
    if (answer.kind === "used") {
      setUsedBy(answer.usedBy);
      return { refusal: t("used") };
    }
    // Before anything is looked at again: what is gone cannot be.
    onRemoved?.();
    toast(t("done", { name }), {
      duration: UNDO_MS,
      action: { label: common("undo"), onClick: () => restore.mutate({ id }) },
    });
    void queries.invalidateQueries({ queryKey: api.segments.pathKey() });
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("description")}
      confirmLabel={t("confirm")}
      tone="danger"
      onConfirm={remove}
    >
      {usedBy.length > 0 && <UserList label={t("users")} usedBy={usedBy} />}
    </ConfirmDialog>
  );
}
