"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

const UNDO_MS = 10_000;

/** Removes a message at once and offers to take it back. `onRemoved` is called before anything is looked at again. */
export function useOneOffRemoval(onRemoved?: () => void) {
  const api = useApi();
  const refresh = useOneOffRefresh();
  const restore = useMutation(
    api.oneOffs.restore.mutationOptions({
      onSuccess: () => toast.success("It is back"),
      onError: (error) => toast.error("It could not be brought back", { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.oneOffs.remove.mutationOptions({
      onSuccess: (_, { id }) => {
        onRemoved?.();
        toast("Message removed", {
          description: "What was sent of it stays under Messages.",
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate({ id }) },
        });
      },
      onError: (error) => toast.error("It was not removed", { description: error.message }),
      onSettled: refresh,
    }),
  );
}
