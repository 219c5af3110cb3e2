"use client";

import { Plus, Trash2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FieldProblem, problemAt, problemsUnder } from "../control.ts";
import { oneOf } from "./parts.ts";
import { GROUP_DEPTH_MAX, type GroupDraft, matches, newRow, type RowDraft, rowPath } from "./rule-draft.ts";
import { RuleRow } from "./rule-row.tsx";

type Props = {
  group: GroupDraft;
  /** How many groups it stands in. */
  depth: number;
  problems: FieldProblem[];
  onChange(group: GroupDraft): void;
  /** Undefined for one that has to stay. */
  onRemove?: () => void;
};

/** What was removed last, from where, and what was left then. */
type Removal = { row: RowDraft; index: number; left: string };

/** Conditions of which all, any or none must hold. What is removed can be put back until something else is changed. */
export function RuleGroup({ group, depth, problems, onChange, onRemove }: Props) {
  const t = useTranslations("config-form.condition");
  const { match, rows } = group;
  const [last, setLast] = useState<Removal | null>(null);
  const { list, focusNext } = useRowFocus(rows.length);
  const isNested = depth > 0;
  const empty = rows.length === 0 ? problemAt(problems, "of") : undefined;
  // Once anything else has changed, here or from outside, its place is not what it was.
  const removed = last && last.left === JSON.stringify(rows) ? last : null;
  const change = (next: RowDraft[]) => onChange({ match, rows: next });
  const insert = (row: RowDraft, index: number) => {
    focusNext(index);
    change(rows.toSpliced(index, 0, row));
  };
  const add = (row: RowDraft) => insert(row, rows.length);
  const remove = (index: number) => {
    const left = rows.toSpliced(index, 1);
    setLast({ row: rows[index]!, index, left: JSON.stringify(left) });
    change(left);
  };
  // Lines are known by their place: they have no identity of their own, and their inputs hold no state.
  const lines = rows.map((row, index) => ({ row, index, key: `line ${index + 1}` }));
  return (
    <div className={cn("flex flex-col gap-2", isNested && "rounded-md border border-l-4 p-2")}>
      {(rows.length > 1 || isNested || match === "none") && (
        <div className="flex gap-1">
          <Select
            aria-label={t("combine")}
            options={matches.map((value) => ({ value, label: t(value) }))}
            value={match}
            onValueChange={(value) => onChange({ match: oneOf(matches, value), rows })}
          />
          {onRemove && (
            <IconButton label={t("removeGroup")} className="text-muted" onClick={onRemove}>
              <Trash2 />
            </IconButton>
          )}
        </div>
      )}
      {empty && (
        <p role="alert" className="text-sm text-danger">
          {empty}
        </p>
      )}
      <div ref={list} className="flex flex-col gap-2 empty:hidden">
        {lines.map(({ row, index, key }) => {
          const path = rowPath(group, index);
          const theirs = path === "" ? problems : problemsUnder(problems, path);
          const removeRow = rows.length > 1 || isNested ? () => remove(index) : undefined;
          const changeRow = (next: RowDraft) => change(rows.with(index, next));
          return row.row === "leaf" ? (
            <RuleRow key={key} row={row} problems={theirs} onChange={changeRow} onRemove={removeRow} />
          ) : (
            <RuleGroup
              key={key}
              group={row}
              depth={depth + 1}
              problems={theirs}
              onChange={(next) => changeRow({ row: "group", ...next })}
              onRemove={removeRow}
            />
          );
        })}
      </div>
      {removed && (
        <Removed isGroup={removed.row.row === "group"} onUndo={() => insert(removed.row, removed.index)} />
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={() => add(newRow())}>
          {t("add")}
        </Button>
        {depth + 1 < GROUP_DEPTH_MAX && rows.length > 0 && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus />}
            onClick={() =>
              add({ row: "group", match: match === "any" ? "all" : "any", rows: [newRow(), newRow()] })
            }
          >
            {t("addGroup")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Stands where something was removed. Focus is on its button, as what had it is gone. */
export function Removed({ isGroup, onUndo }: { isGroup: boolean; onUndo(): void }) {
  const t = useTranslations("config-form.condition");
  const common = useTranslations("ui.common");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-muted">
      {t(isGroup ? "groupRemoved" : "removed")}
      <Button ref={button} size="sm" icon={<Undo2 />} onClick={onUndo}>
        {common("undo")}
      </Button>
    </p>
  );
}

/** Puts the focus into a row that was just added or put back. */
function useRowFocus(rows: number) {
  const list = useRef<HTMLDivElement>(null);
  const awaited = useRef<number | null>(null);
  useEffect(() => {
    const index = awaited.current;
    // There are as many rows as before while the new one is still to be drawn.
    if (index === null || index >= rows) return;
    awaited.current = null;
    list.current?.children[index]?.querySelector<HTMLElement>("button, input")?.focus();
  }, [rows]);
  const focusNext = (index: number) => {
    awaited.current = index;
  };
  return { list, focusNext };
}
