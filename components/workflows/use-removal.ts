"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";

const UNDO_MS = 10_000;

/** Removes a workflow at once and offers to take it back. */
export function useRemoval() {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
  const restore = useMutation(
    api.workflows.restore.mutationOptions({
      onSuccess: () => toast.success("It is back"),
      onError: (error) => toast.error("It could not be brought back", { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.workflows.remove.mutationOptions({
      onSuccess: (_, { id }) =>
        toast("Workflow removed", {
          description: "Nobody enters it any more.",
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate({ id }) },
        }),
      onError: (error) => toast.error("It was not removed", { description: error.message }),
      onSettled: refresh,
    }),
  );
}
