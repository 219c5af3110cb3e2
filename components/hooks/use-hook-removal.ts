"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Removes a hook at once and offers to take it back. `onRemoved` is called before anything is looked at again. */
export function useHookRemoval(onRemoved: () => void) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const refresh = useHookRefresh();
  const restore = useMutation(
    api.hooks.restore.mutationOptions({
      onSuccess: () => toast.success(t("removal.back")),
      onError: (error) => toast.error(t("removal.backFailed"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.hooks.remove.mutationOptions({
      onSuccess: (_, { id }) => {
        onRemoved();
        toast(t("removal.removed"), {
          description: t("removal.removedHelp"),
          duration: UNDO_MS,
          action: { label: common("undo"), onClick: () => restore.mutate({ id }) },
        });
      },
      onError: (error) => toast.error(t("removal.failed"), { description: error.message }),
      onSettled: refresh,
    }),
  );
}
