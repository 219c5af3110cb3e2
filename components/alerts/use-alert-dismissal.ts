"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";

const UNDO_MS = 10_000;

/** Puts an alert away at once and offers to take that back. */
export function useAlertDismissal() {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(api.alerts.list.queryFilter());
  const restore = useMutation(
    api.alerts.restore.mutationOptions({
      onSuccess: ({ kind }) => kind === "over" && toast.info("It is over by now"),
      onError: (error) => toast.error("It could not be brought back", { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.alerts.dismiss.mutationOptions({
      onSuccess: (_, { id }) =>
        toast("Alert put away", {
          description: "It comes back when it is over and happens again.",
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error("It was not put away", { description: error.message }),
      onSettled: refresh,
    }),
  );
}
