"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import type { Condition } from "#workflows/condition.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { COLUMNS_MAX, DEFAULT_COLUMNS, readColumn } from "./list-columns.ts";

export const listSorts = ["newest", "oldest", "last-seen", "name"] as const;
export type ListSort = (typeof listSorts)[number];

/** Whom the list shows beside what is searched for, and how. */
export interface ListChoice {
  rule: Condition | null;
  sort: ListSort;
  columns: readonly string[];
}

const COLUMNS_KEY = "rekindle.profiles.columns";

/** The filter and the order, which the page's address keeps, and the columns, which this browser keeps. */
export function useListState() {
  const params = useSearchParams();
  const asked = params.get("rule");
  const rule = useMemo(() => readRule(asked), [asked]);
  const sort = listSorts.find((one) => one === params.get("sort")) ?? "newest";
  const [columns, setColumns] = useState<readonly string[]>(readColumns);

  const change = useCallback((next: Partial<ListChoice>) => {
    if (next.columns) {
      setColumns(next.columns);
      window.localStorage.setItem(COLUMNS_KEY, JSON.stringify(next.columns));
    }
    const address = new URLSearchParams(window.location.search);
    if (next.rule !== undefined) put(address, "rule", next.rule && JSON.stringify(next.rule));
    if (next.sort) put(address, "sort", next.sort === "newest" ? null : next.sort);
    const text = address.size > 0 ? `?${address}` : "";
    // Unlike the router, this asks the server for no new page: the list alone changes.
    window.history.replaceState(null, "", `${window.location.pathname}${text}`);
  }, []);
  return { rule, sort, columns, change };
}

function put(address: URLSearchParams, name: string, value: string | null): void {
  if (value === null) address.delete(name);
  else address.set(name, value);
}

/** An address that somebody else wrote may hold anything. */
function readRule(text: string | null): Condition | null {
  if (text === null) return null;
  try {
    return segmentRule.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function readColumns(): readonly string[] {
  if (typeof window === "undefined") return DEFAULT_COLUMNS;
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(COLUMNS_KEY) ?? "null");
    if (!Array.isArray(kept)) return DEFAULT_COLUMNS;
    // Another version may have kept columns that this one does not know.
    return kept.filter((one) => typeof one === "string" && readColumn(one) !== null).slice(0, COLUMNS_MAX);
  } catch {
    return DEFAULT_COLUMNS;
  }
}
