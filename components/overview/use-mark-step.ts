"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";

/** Says what only somebody can say of the first steps: `mutate({ step: "away", on: true })`. */
export function useMarkStep() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.firstSteps.mark.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.overview.get.queryFilter()),
      onError: showError,
    }),
  );
}
