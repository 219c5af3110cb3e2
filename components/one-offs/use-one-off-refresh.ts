"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";

/** Has every page look again at the messages that are written once. */
export function useOneOffRefresh() {
  const api = useApi();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: api.oneOffs.pathKey() });
}
