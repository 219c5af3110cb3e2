"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";

/** Reads anew how emails leave, after something about that was changed. */
export function useSendingChanged(): () => Promise<void> {
  const api = useApi();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries(api.settings.get.queryFilter());
    await queryClient.invalidateQueries(api.senders.pathFilter());
  };
}
