"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useApiClient } from "#components/api.ts";
import { useRested } from "#components/ui/use-rested.ts";
import type { Condition } from "#workflows/condition.ts";
import type { RulePreview } from "./outputs.ts";

const STALE_MS = 30_000;

export interface PreviewState {
  /** The newest that is known, though maybe of the rule as it was a moment ago; undefined before the first. */
  preview: RulePreview | undefined;
  counting: boolean;
  error: { message: string } | null;
  retry(): void;
}

/**
 * How many people a rule holds for, and some of them, a moment after it was last changed. What is asked for a rule that
 * has changed since is broken off. Null: there is nothing to count.
 */
export function usePreview(rule: Condition | null): PreviewState {
  const client = useApiClient();
  const asked = JSON.stringify(rule);
  const rested = useRested(asked);
  const query = useQuery({
    queryKey: ["segment preview", rested],
    queryFn: ({ signal }) =>
      client.segments.preview.mutate({ rule: JSON.parse(rested) as Condition }, { signal }),
    enabled: rule !== null && rested !== "null",
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
    retry: false,
  });
  const waits = asked !== rested;
  return {
    preview: query.data,
    counting: rule !== null && (waits || query.isFetching),
    error: waits ? null : query.error,
    retry: () => void query.refetch(),
  };
}
