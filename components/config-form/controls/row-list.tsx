"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { type FieldProblem, problemAt } from "../control.ts";

/** A stored row, however unfinished. */
export type Row = Record<string, unknown>;

type Props = {
  rows: Row[];
  /** What is on the button that removes a row, which counts from 1: "Remove rule 1". */
  removeLabel(number: number): string;
  /** What is on the button below the rows: "Add a rule". */
  addLabel: string;
  newRow(): Row;
  /** A list of at least this many rows is not emptied further. */
  min?: number;
  /** A list of this many rows takes no more. */
  max?: number;
  problems: FieldProblem[];
  onChange(rows: Row[]): void;
  /** These rows stand inside a row of another list. */
  nested?: boolean;
  /** What stands beside the button that removes a row; `number` counts from 1. */
  head(row: Row, change: (row: Row) => void, number: number): ReactNode;
  /** What stands below it, over the whole width. */
  body?(row: Row, change: (row: Row) => void, number: number): ReactNode;
};

/** Rows of inputs that can be added and removed, each with what is wrong with it. */
export function RowList(props: Props) {
  const { rows, removeLabel, addLabel, newRow, min = 0, max, problems, onChange, nested, head, body } = props;
  // Rows without an id are known by their place: their inputs hold no state.
  const lines = rows.map((row, index) => ({ row, index, key: String(row.id ?? `row ${index + 1}`) }));
  return (
    <>
      {lines.length > 0 && (
        <ol className="flex flex-col gap-2">
          {lines.map(({ row, index, key }) => {
            const message = problemAt(problems, String(index));
            const change = (next: Row) => onChange(rows.with(index, next));
            return (
              <li
                key={key}
                className={cn(
                  "flex flex-col gap-1.5 rounded-md",
                  nested ? "border border-dashed border-line-strong/50 p-2" : "bg-sunken p-2.5",
                )}
              >
                <div className="flex items-center gap-1">
                  <div className="min-w-0 flex-1">{head(row, change, index + 1)}</div>
                  {rows.length > min && (
                    <IconButton
                      label={removeLabel(index + 1)}
                      tooltip={false}
                      className="-mr-1 text-muted"
                      onClick={() => onChange(rows.toSpliced(index, 1))}
                    >
                      <Trash2 />
                    </IconButton>
                  )}
                </div>
                {body?.(row, change, index + 1)}
                {message && (
                  <p role="alert" className="text-sm text-danger">
                    {message}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {(max === undefined || rows.length < max) && (
        <Button
          size="sm"
          icon={<Plus />}
          className="self-start"
          onClick={() => onChange([...rows, newRow()])}
        >
          {addLabel}
        </Button>
      )}
    </>
  );
}

/** The rows of a stored list; what is no row is left out. */
export function readRows(value: unknown): Row[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is Row => typeof row === "object" && row !== null && !Array.isArray(row));
}
