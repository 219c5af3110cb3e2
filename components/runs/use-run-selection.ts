"use client";

import { useState } from "react";
import { NAMED_RUNS_MAX } from "#workflows/run-actions.ts";

/** A run as it is ticked: in the visit that whoever ticks it sees it in. */
export interface TickedRun {
  id: number;
  visit: number;
}

/** Which runs were ticked: some of them, or all that the filter finds, also those not loaded yet. */
export interface RunSelection {
  runs: readonly TickedRun[];
  all: boolean;
  /** No more can be ticked one by one. */
  full: boolean;
  has(id: number): boolean;
  set(runs: readonly TickedRun[], selected: boolean): void;
  selectAll(): void;
  clear(): void;
}

const NONE: ReadonlyMap<number, TickedRun> = new Map();

/** `about` is what the list shows: another filter begins with nothing ticked. */
export function useRunSelection(about: string): RunSelection {
  const [chosen, setChosen] = useState({ about, ticked: NONE, all: false });
  const { ticked, all } = chosen.about === about ? chosen : { ticked: NONE, all: false };
  return {
    runs: [...ticked.values()],
    all,
    full: ticked.size >= NAMED_RUNS_MAX,
    has: (id) => all || ticked.has(id),
    set: (changed, selected) =>
      setChosen({ about, ticked: withTicks(ticked, changed, selected), all: false }),
    selectAll: () => setChosen({ about, ticked: NONE, all: true }),
    clear: () => setChosen({ about, ticked: NONE, all: false }),
  };
}

/** What is ticked after a change; when no more can be, the rest is left as it is. */
export function withTicks(
  ticked: ReadonlyMap<number, TickedRun>,
  changed: readonly TickedRun[],
  selected: boolean,
): ReadonlyMap<number, TickedRun> {
  const next = new Map(ticked);
  for (const { id, visit } of changed) {
    if (!selected) next.delete(id);
    // One that is ticked already stays ticked as it was seen then.
    else if (!next.has(id) && next.size < NAMED_RUNS_MAX) next.set(id, { id, visit });
  }
  return next;
}
