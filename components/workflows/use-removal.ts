"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";

/** Removes a workflow at once and offers to take it back. */
export function useRemoval() {
  const t = useTranslations("workflows.removal");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
  const restore = useMutation(
    api.workflows.restore.mutationOptions({
      onSuccess: () => toast.success(t("back")),
      onError: (error) => toast.error(t("notBack"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.workflows.remove.mutationOptions({
      onSuccess: (_, { id }) =>
        toast(t("done"), {
          description: t("doneHelp"),
          duration: UNDO_MS,
          action: { label: common("undo"), onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error(t("failed"), { description: error.message }),
      onSettled: refresh,
    }),
  );
}
