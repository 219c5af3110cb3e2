"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";

/** Puts an alert away at once and offers to take that back. */
export function useAlertDismissal() {
  const t = useTranslations("alerts.dismissal");
  const tUi = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(api.alerts.list.queryFilter());
  const restore = useMutation(
    api.alerts.restore.mutationOptions({
      onSuccess: ({ kind }) => kind === "over" && toast.info(t("over")),
      onError: (error) => toast.error(t("notBack"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.alerts.dismiss.mutationOptions({
      onSuccess: (_, { id }) =>
        toast(t("done"), {
          description: t("doneHelp"),
          duration: UNDO_MS,
          action: { label: tUi("undo"), onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error(t("failed"), { description: error.message }),
      onSettled: refresh,
    }),
  );
}
