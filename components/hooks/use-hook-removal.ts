"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

const UNDO_MS = 10_000;

/** Removes a hook at once and offers to take it back. `onRemoved` is called before anything is looked at again. */
export function useHookRemoval(onRemoved: () => void) {
  const api = useApi();
  const refresh = useHookRefresh();
  const restore = useMutation(
    api.hooks.restore.mutationOptions({
      onSuccess: () => toast.success("It is back, at the same address"),
      onError: (error) => toast.error("It could not be brought back", { description: error.message }),
      onSettled: refresh,
    }),
  );
  return useMutation(
    api.hooks.remove.mutationOptions({
      onSuccess: (_, { id }) => {
        onRemoved();
        toast("Hook removed", {
          description: "What is sent to its address is refused.",
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate({ id }) },
        });
      },
      onError: (error) => toast.error("It was not removed", { description: error.message }),
      onSettled: refresh,
    }),
  );
}
