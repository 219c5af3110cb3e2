"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";

export interface SegmentName {
  id: number;
  name: string;
}

/** The segments that can be chosen; none while they are being asked for. */
export function useSegments(): readonly SegmentName[] {
  const api = useApi();
  const { data } = useQuery(api.segments.names.queryOptions());
  return data?.segments ?? [];
}
