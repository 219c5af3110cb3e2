"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { toast, UNDO_MS } from "#components/ui/toast.ts";

/** Gives people tags and takes them away, each to be undone for a while. */
export function useTagChanges() {
  const t = useTranslations("profiles.tags");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const reload = () =>
    Promise.all([
      queries.invalidateQueries(api.profiles.pathFilter()),
      queries.invalidateQueries(api.profileLists.pathFilter()),
      queries.invalidateQueries(api.profileTags.pathFilter()),
    ]);
  const quietly = { onError: showError, onSettled: reload };
  const giveBack = useMutation(api.profileTags.add.mutationOptions(quietly));
  const takeBack = useMutation(api.profileTags.remove.mutationOptions(quietly));
  const offer = (text: string, undo: () => void) =>
    toast(text, { duration: UNDO_MS, action: { label: common("undo"), onClick: undo } });
  const add = useMutation(
    api.profileTags.add.mutationOptions({
      ...quietly,
      onSuccess: ({ tag, changedIds, full }) => {
        if (full > 0) toast.warning(t("full", { count: full }));
        if (changedIds.length === 0) return full === 0 && toast(t("known", { tag }));
        offer(t("added", { tag, count: changedIds.length }), () =>
          takeBack.mutate({ profileIds: changedIds, tag }),
        );
      },
    }),
  );
  const remove = useMutation(
    api.profileTags.remove.mutationOptions({
      ...quietly,
      onSuccess: ({ tag, changedIds }) => {
        if (changedIds.length > 0)
          offer(t("removed", { tag }), () => giveBack.mutate({ profileIds: changedIds, tag }));
      },
    }),
  );
  return { add, remove };
}
