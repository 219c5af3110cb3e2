"use client";

import { useState } from "react";

/** How the one graph of a workflow is shown. */
export const graphViews = ["canvas", "list"] as const;
export type GraphView = (typeof graphViews)[number];

const STORAGE_KEY = "rekindle-workflow-view";

/** The view that was chosen in this browser; until somebody chooses, the list on phones and the canvas elsewhere. */
export function useGraphView(phone: boolean): [GraphView, (view: GraphView) => void] {
  const [chosen, setChosen] = useState(readChoice);
  function choose(view: GraphView) {
    setChosen(view);
    keepChoice(view);
  }
  return [chosen ?? (phone ? "list" : "canvas"), choose];
}

function readChoice(): GraphView | null {
  if (typeof window === "undefined") return null;
  try {
    const kept = window.localStorage.getItem(STORAGE_KEY);
    return graphViews.find((view) => view === kept) ?? null;
  } catch {
    // Blocked: the choice lasts as long as the page.
    return null;
  }
}

function keepChoice(view: GraphView): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, view);
  } catch {
    // Blocked, or full.
  }
}
