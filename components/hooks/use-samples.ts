"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { ReceiptRow, SampleField } from "./outputs.ts";

const SAMPLES_MAX = 20;
const REFRESH_MS = 3_000;

/** A receipt that can be looked into, with its single values. */
export interface Sample {
  receipt: ReceiptRow;
  fields: SampleField[];
  /** There are more values than are listed. */
  isCut: boolean;
}

export interface Samples {
  /** The newest first. */
  all: Sample[];
  /** The one that is looked at; null when there is none. It stays while others arrive. */
  chosen: Sample | null;
  choose: (receiptId: number) => void;
  isLoading: boolean;
  error: { message: string } | null;
  /** Something came, but nothing of it can be looked into; why, for the newest. */
  unusable: string | null;
}

/** The latest requests that a hook received, to say by them what requests mean. Looks for new ones every few seconds. */
export function useSamples(hookId: number): Samples {
  const api = useApi();
  const [pinned, setPinned] = useState<ReceiptRow | null>(null);
  const latest = useQuery(
    api.hooks.receipts.queryOptions({ hookId, limit: SAMPLES_MAX }, { refetchInterval: REFRESH_MS }),
  );
  const listed = latest.data?.receipts.filter(({ replayOf }) => replayOf === null) ?? [];
  const isListed = pinned === null || listed.some(({ id }) => id === pinned.id);
  const receipts = isListed ? listed : [...listed, pinned];
  const looks = useQueries({
    queries: receipts.map(({ id }) =>
      // What was received never changes.
      api.hooks.fieldsOf.queryOptions(
        { receiptId: id },
        { staleTime: Number.POSITIVE_INFINITY, retry: false },
      ),
    ),
  });
  const all = receipts.flatMap((receipt, index) => {
    const data = looks[index]?.data;
    return data ? [{ receipt, ...data }] : [];
  });
  const isLoading = latest.isPending || looks.some(({ isPending }) => isPending);
  if (pinned === null && !isLoading && all[0]) setPinned(all[0].receipt);
  return {
    all,
    chosen: all.find(({ receipt }) => receipt.id === pinned?.id) ?? all[0] ?? null,
    choose: (receiptId) => setPinned(receipts.find(({ id }) => id === receiptId) ?? pinned),
    isLoading,
    error: latest.data ? null : latest.error,
    unusable: looks.find(({ error }) => error)?.error?.message ?? null,
  };
}

/** What stood at a path in these samples, each value once. */
export function valuesAt(samples: readonly Sample[], path: string): string[] {
  const values = samples.flatMap(({ fields }) => {
    const sample = fields.find((field) => field.path === path)?.sample.trim();
    return sample ? [sample] : [];
  });
  return [...new Set(values)];
}
