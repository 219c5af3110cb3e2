"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

/** Removes a message at once and offers to take it back. `onRemoved` is called before anything is looked at again. */
export function useOneOffRemoval(onRemoved?: () => void) {
  const t = useTranslations("one-offs.menu");
  const tUi = useTranslations("ui.common");
  const api = useApi();
  const refresh = useOneOffRefresh();
  const restore = useMutation(
    api.oneOffs.restore.mutationOptions({
      onSuccess: () => toast.success(t("back")),
      onError: (error) => toast.error(t("notBack"), { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.oneOffs.remove.mutationOptions({
      onSuccess: (_, { id }) => {
        onRemoved?.();
        toast(t("removed"), {
          description: t("removedHint"),
          duration: UNDO_MS,
          action: { label: tUi("undo"), onClick: () => restore.mutate({ id }) },
        });
      },
      onError: (error) => toast.error(t("notRemoved"), { description: error.message }),
      onSettled: refresh,
    }),
  );
}
