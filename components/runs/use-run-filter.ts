"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { nodeId } from "#workflows/graph.ts";
import { runStatuses } from "#workflows/run.ts";
import type { RunFilter } from "./outputs.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The names that the filter has in the address of the page. */
export type FilterName = "status" | "node" | "version" | "goal" | "from" | "until" | "q";

/** The filter of the list of runs. It stands in the address, so that it can be shared. */
export function useRunFilter() {
  const search = useSearchParams();
  const asked = search.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(asked)), [asked]);
  const value = (name: FilterName) => search.get(name) ?? "";

  function set(name: FilterName, to: string | null) {
    const next = new URLSearchParams(search);
    if (to === null || to === "") next.delete(name);
    else next.set(name, to);
    write(next);
  }
  const clear = () => write(new URLSearchParams());
  return { filter, value, set, any: Object.keys(filter).length > 0, clear };
}

/** Unlike the router, this asks the server for no new page: the list alone changes. */
function write(search: URLSearchParams): void {
  window.history.replaceState(null, "", search.size > 0 ? `?${search}` : window.location.pathname);
}

/** What the address asks for; what cannot be read is left out. Days are those of the reader's zone, both included. */
export function readFilter(search: URLSearchParams): RunFilter {
  const filter: RunFilter = {};
  const status = runStatuses.find((known) => known === search.get("status"));
  if (status) filter.status = status;
  const node = nodeId.safeParse(search.get("node"));
  if (node.success) filter.nodeId = node.data;
  const version = Number(search.get("version"));
  if (Number.isInteger(version) && version > 0) filter.versionId = version;
  const goal = search.get("goal");
  if (goal === "yes" || goal === "no") filter.converted = goal === "yes";
  const from = startOfDay(search.get("from"), 0);
  if (from !== null) filter.startedFrom = from;
  const until = startOfDay(search.get("until"), 1);
  if (until !== null) filter.startedBefore = until;
  const q = search.get("q")?.trim();
  if (q) filter.search = q.slice(0, 200);
  return filter;
}

function startOfDay(day: string | null, plusDays: number): number | null {
  if (day === null || !DAY.test(day)) return null;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const at = new Date(year, month - 1, date + plusDays).getTime();
  return Number.isNaN(at) ? null : at;
}
