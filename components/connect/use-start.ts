import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import type { Started } from "./connect-outputs.ts";

/** Makes the key or hook of a source. `onStarted` is told first, then all lists in which it stands are read again. */
export function useStart(onStarted: (started: Started) => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.connect.start.mutationOptions({
      onSuccess: async (started) => {
        onStarted(started);
        const stale = [api.connect, api.apiKeys, api.hooks, api.site];
        await Promise.all(stale.map((router) => queryClient.invalidateQueries(router.pathFilter())));
      },
      onError: showError,
    }),
  );
}
