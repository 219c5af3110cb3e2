import type { useTranslations } from "next-intl";
import { type LeafKind, leafKinds, newLeaf, type RowDraft } from "./rule-draft.ts";

type LeafRow = Extract<RowDraft, { row: "leaf" }>;
type T = ReturnType<typeof useTranslations<"config-form.condition">>;

/** Their comparisons bring opposites of their own. */
const COMPARING: readonly LeafKind[] = ["attribute", "data", "measure", "occurred"];
const NOT = "not ";

/** Kind and opposite in one choice: "Has done", "Has not done". `peopleOnly`: nothing is known of a run. */
export function linesFor(row: LeafRow, peopleOnly: boolean, t: T): { value: string; label: string }[] {
  return leafKinds.flatMap((kind) => {
    const isHere = row.leaf.kind === kind;
    if (kind === "data" && peopleOnly && !isHere) return [];
    const line = { value: kind, label: t(`kind.${kind}`) };
    if (COMPARING.includes(kind) && !(isHere && row.negated)) return [line];
    return [line, { value: NOT + kind, label: t(`opposite.${kind}`) }];
  });
}

/** The line that this row is. */
export function lineOf({ negated, leaf }: LeafRow): string {
  return negated ? NOT + leaf.kind : leaf.kind;
}

/** The row as another line: of the same kind it keeps what was entered. */
export function changeLine(row: LeafRow, line: string): LeafRow {
  const kind = leafKinds.find((known) => known === line.replace(NOT, "")) ?? "attribute";
  return {
    row: "leaf",
    negated: line.startsWith(NOT),
    leaf: kind === row.leaf.kind ? row.leaf : newLeaf(kind),
  };
}
