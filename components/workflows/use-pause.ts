"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";

/** Pausing and resuming, with what it means said in a toast. */
export function usePause() {
  const api = useApi();
  const queries = useQueryClient();
  const shared = {
    onError: (error: { message: string }) => toast.error("That did not work", { description: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() }),
  };
  const pause = useMutation(
    api.workflows.pause.mutationOptions({
      ...shared,
      onSuccess: () =>
        toast.success("Paused", { description: "Everybody inside waits. Nothing is sent until you resume." }),
    }),
  );
  const resume = useMutation(
    api.workflows.resume.mutationOptions({
      ...shared,
      onSuccess: () =>
        toast.success("Running again", { description: "What was due in the meantime is done now." }),
    }),
  );
  return { pause, resume, pending: pause.isPending || resume.isPending };
}
