"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FieldProblem, problemAt, problemsUnder } from "../control.ts";
import {
  GROUP_DEPTH_MAX,
  type GroupDraft,
  type LeafKind,
  leafKinds,
  newLeaf,
  type RowDraft,
  rowPath,
} from "./condition-draft.ts";
import { ConditionLeaf } from "./condition-leaf.tsx";

type T = ReturnType<typeof useTranslations<"config-form.condition">>;

/** Kind and opposite in one choice: "Has done", "Has not done". Comparisons bring their own opposites. */
function linesFor(row: { negated: boolean; leaf: { kind: LeafKind } }, t: T) {
  return leafKinds.flatMap((kind) => {
    const line = { value: kind, label: t(`kind.${kind}`) };
    const compares = kind === "attribute" || kind === "data";
    const here = row.negated && row.leaf.kind === kind;
    return compares && !here ? [line] : [line, { value: `not ${kind}`, label: t(`opposite.${kind}`) }];
  });
}

type Props = {
  group: GroupDraft;
  depth: number;
  problems: FieldProblem[];
  onChange(group: GroupDraft): void;
};

/** Conditions of which all or one must hold. */
export function ConditionGroup({ group, depth, problems, onChange }: Props) {
  const t = useTranslations("config-form.condition");
  const { match, rows } = group;
  const change = (next: RowDraft[]) => onChange({ match, rows: next });
  const empty = problemAt(problems, "of");
  // Lines are known by their place: they have no identity of their own, and their inputs hold no state.
  const lines = rows.map((row, index) => ({ row, index, key: `line ${index + 1}` }));
  return (
    <div className={cn("flex flex-col gap-2", depth > 0 && "rounded-md border border-dashed p-2.5")}>
      {(rows.length > 1 || depth > 0) && (
        <Select
          aria-label={t("combine")}
          options={(["all", "any"] as const).map((value) => ({ value, label: t(value) }))}
          value={match}
          onValueChange={(value) => onChange({ match: value === "any" ? "any" : "all", rows })}
        />
      )}
      {rows.length === 0 && empty && (
        <p role="alert" className="text-sm text-danger">
          {empty}
        </p>
      )}
      {lines.map(({ row, index, key }) => (
        <ConditionRow
          key={key}
          row={row}
          depth={depth}
          removable={rows.length > 1 || depth > 0}
          problems={problemsUnder(problems, rowPath(group, index))}
          allProblems={rowPath(group, index) === "" ? problems : undefined}
          onChange={(next) => change(rows.with(index, next))}
          onRemove={() => change(rows.toSpliced(index, 1))}
        />
      ))}
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          onClick={() => change([...rows, { row: "leaf", negated: false, leaf: newLeaf("attribute") }])}
        >
          {t("add")}
        </Button>
        {depth + 1 < GROUP_DEPTH_MAX && rows.length > 0 && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus />}
            onClick={() =>
              change([
                ...rows,
                {
                  row: "group",
                  match: match === "all" ? "any" : "all",
                  rows: [{ row: "leaf", negated: false, leaf: newLeaf("attribute") }],
                },
              ])
            }
          >
            {t("addGroup")}
          </Button>
        )}
      </div>
    </div>
  );
}

type RowProps = {
  row: RowDraft;
  depth: number;
  removable: boolean;
  problems: FieldProblem[];
  /** Set for a lone line, which is the whole rule. */
  allProblems?: FieldProblem[];
  onChange(row: RowDraft): void;
  onRemove(): void;
};

function ConditionRow({ row, depth, removable, problems, allProblems, onChange, onRemove }: RowProps) {
  const t = useTranslations("config-form.condition");
  const removal = removable && (
    <IconButton
      label={t(row.row === "group" ? "removeGroup" : "remove")}
      className="text-muted"
      onClick={onRemove}
    >
      <Trash2 />
    </IconButton>
  );
  if (row.row === "group") {
    return (
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <ConditionGroup
            group={row}
            depth={depth + 1}
            problems={problems}
            onChange={(group) => onChange({ row: "group", ...group })}
          />
        </div>
        {removal}
      </div>
    );
  }
  const message = (allProblems ?? problems)[0]?.message;
  return (
    <div className="flex flex-col gap-1.5 rounded-md bg-sunken p-2.5">
      <div className="flex gap-1">
        <Select
          aria-label={t("label")}
          options={linesFor(row, t)}
          value={row.negated ? `not ${row.leaf.kind}` : row.leaf.kind}
          onValueChange={(value) => onChange(changeLine(row, value))}
        />
        {removal}
      </div>
      <ConditionLeaf leaf={row.leaf} negated={row.negated} onChange={(leaf) => onChange({ ...row, leaf })} />
      {message && (
        <p role="alert" className="text-sm text-danger">
          {message}
        </p>
      )}
    </div>
  );
}

function changeLine(row: Extract<RowDraft, { row: "leaf" }>, value: string): RowDraft {
  const negated = value.startsWith("not ");
  const kind = leafKinds.find((known) => known === value.replace("not ", "")) ?? "attribute";
  return { row: "leaf", negated, leaf: kind === row.leaf.kind ? row.leaf : newLeaf(kind) };
}
