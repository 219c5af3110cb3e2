"use client";

import { useState } from "react";

/** Which runs were ticked: some of them, or all that the filter finds, also those not loaded yet. */
export interface RunSelection {
  ids: ReadonlySet<number>;
  all: boolean;
  has(id: number): boolean;
  set(ids: readonly number[], selected: boolean): void;
  selectAll(): void;
  clear(): void;
}

const NONE: ReadonlySet<number> = new Set();

/** `about` is what the list shows: another filter begins with nothing ticked. */
export function useRunSelection(about: string): RunSelection {
  const [chosen, setChosen] = useState({ about, ids: NONE, all: false });
  const { ids, all } = chosen.about === about ? chosen : { ids: NONE, all: false };
  return {
    ids,
    all,
    has: (id) => all || ids.has(id),
    set: (changed, selected) => {
      const next = new Set(ids);
      for (const id of changed) {
        if (selected) next.add(id);
        else next.delete(id);
      }
      setChosen({ about, ids: next, all: false });
    },
    selectAll: () => setChosen({ about, ids: NONE, all: true }),
    clear: () => setChosen({ about, ids: NONE, all: false }),
  };
}
