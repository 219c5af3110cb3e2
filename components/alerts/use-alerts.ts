"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";

const REFRESH_MS = 60_000;

/** What the owner should know of now; every place that shows it shares one question to the server. */
export function useAlerts() {
  const api = useApi();
  return useQuery(api.alerts.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}
