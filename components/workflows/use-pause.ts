"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { toast } from "#components/ui/toast.ts";

/** Pausing and resuming, with what it means said in a toast. */
export function usePause() {
  const t = useTranslations("workflows.pause");
  const api = useApi();
  const queries = useQueryClient();
  const shared = {
    onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() }),
  };
  const pause = useMutation(
    api.workflows.pause.mutationOptions({
      ...shared,
      onSuccess: () => toast.success(t("paused"), { description: t("pausedHelp") }),
    }),
  );
  const resume = useMutation(
    api.workflows.resume.mutationOptions({
      ...shared,
      onSuccess: () => toast.success(t("resumed"), { description: t("resumedHelp") }),
    }),
  );
  return { pause, resume, pending: pause.isPending || resume.isPending };
}
