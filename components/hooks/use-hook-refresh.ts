"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";

/** Looks again at everything about hooks, after something was changed. */
export function useHookRefresh(): () => Promise<unknown> {
  const api = useApi();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries(api.hooks.list.queryFilter()),
      queries.invalidateQueries(api.hooks.get.queryFilter()),
      queries.invalidateQueries(api.hooks.receipts.pathFilter()),
      queries.invalidateQueries(api.hooks.receipt.queryFilter()),
    ]);
}
