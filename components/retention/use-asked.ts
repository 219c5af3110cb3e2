"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type AskedName, readAsked } from "./asked.ts";
import type { Metric } from "./outputs.ts";

/** What the page shows, as the address has it, and how to change that. */
export function useAsked(metric: Metric) {
  const search = useSearchParams();
  const text = search.toString();
  const asked = useMemo(() => readAsked(metric, new URLSearchParams(text)), [metric, text]);

  function set(changes: Partial<Record<AskedName, string | null>>) {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    // Unlike the router, this asks the server for no new page: the numbers alone change.
    window.history.replaceState(null, "", next.size > 0 ? `?${next}` : window.location.pathname);
  }
  const clear = () => window.history.replaceState(null, "", window.location.pathname);
  return { asked, set, clear, changed: text !== "" };
}

export type SetAsked = ReturnType<typeof useAsked>["set"];
