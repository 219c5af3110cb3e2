"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";

/** Removes a webhook out at once and offers to take it back. */
export function useOutgoingHookRemoval() {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter());
  const restore = useMutation(
    api.outgoingHooks.restore.mutationOptions({
      onSuccess: () => toast.success(t("outgoing.back")),
      onError: (error) => toast.error(t("outgoing.notBack"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.outgoingHooks.remove.mutationOptions({
      onSuccess: (_, { id }) =>
        toast(t("outgoing.removed"), {
          description: t("outgoing.removedHelp"),
          duration: UNDO_MS,
          action: { label: common("undo"), onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error(t("outgoing.notRemoved"), { description: error.message }),
      onSettled: refresh,
    }),
  );
}
