"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";

const UNDO_MS = 10_000;

/** Removes a webhook out at once and offers to take it back. */
export function useOutgoingHookRemoval() {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter());
  const restore = useMutation(
    api.outgoingHooks.restore.mutationOptions({
      onSuccess: () => toast.success("It is back, with the same secret"),
      onError: (error) => toast.error("It could not be brought back", { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.outgoingHooks.remove.mutationOptions({
      onSuccess: (_, { id }) =>
        toast("Webhook removed", {
          description: "Nothing more is sent to its address.",
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error("It was not removed", { description: error.message }),
      onSettled: refresh,
    }),
  );
}
