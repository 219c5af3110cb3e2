"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

type Props<Row> = {
  rows: readonly Row[];
  newRow: Row;
  max: number;
  addLabel: string;
  removeLabel(number: number): string;
  onChange(rows: Row[]): void;
  /** The inputs of one row; `number` counts from 1. */
  children(row: Row, change: (row: Row) => void, number: number): ReactNode;
};

/** Rows of inputs that can be added and removed. */
export function Rows<Row>({ rows, newRow, max, addLabel, removeLabel, onChange, children }: Props<Row>) {
  // Rows are known by their place: their inputs hold no state.
  const lines = rows.map((row, index) => ({ row, index, key: `row ${index}` }));
  return (
    <div className="flex flex-col gap-2">
      {lines.map(({ row, index, key }) => (
        <div key={key} className="flex items-center gap-1">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
            {children(row, (next) => onChange(rows.with(index, next)), index + 1)}
          </div>
          <IconButton
            label={removeLabel(index + 1)}
            tooltip={false}
            className="-mr-1 shrink-0 text-muted"
            onClick={() => onChange(rows.toSpliced(index, 1))}
          >
            <Trash2 />
          </IconButton>
        </div>
      ))}
      {rows.length < max && (
        <Button size="sm" icon={<Plus />} className="self-start" onClick={() => onChange([...rows, newRow])}>
          {addLabel}
        </Button>
      )}
    </div>
  );
}
