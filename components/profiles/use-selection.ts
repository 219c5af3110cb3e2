import { useState } from "react";

/** People who were ticked, also on other pages and in other searches, by their ids. */
export interface Selection<Row extends { id: number }> {
  rows: Row[];
  has(row: Row): boolean;
  set(rows: readonly Row[], selected: boolean): void;
  clear(): void;
}

export function useSelection<Row extends { id: number }>(): Selection<Row> {
  const [selected, setSelected] = useState<ReadonlyMap<number, Row>>(new Map());
  return {
    rows: [...selected.values()],
    has: ({ id }) => selected.has(id),
    set: (rows, on) =>
      setSelected((before) => {
        const after = new Map(before);
        for (const row of rows) {
          if (on) after.set(row.id, row);
          else after.delete(row.id);
        }
        return after;
      }),
    clear: () => setSelected(new Map()),
  };
}
