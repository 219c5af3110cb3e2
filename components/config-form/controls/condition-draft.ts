import type { Operator } from "#workflows/condition.ts";

export const leafKinds = ["attribute", "event", "reachable", "data"] as const;
export type LeafKind = (typeof leafKinds)[number];

/** One condition as the editor holds it; any part may still be empty. */
export interface LeafDraft {
  kind: LeafKind;
  attribute?: string;
  path?: string;
  operator?: Operator;
  value?: unknown;
  channel?: string;
  event?: string;
  atLeast?: number;
  withinDays?: number;
}

/** A line of the editor: a condition or its opposite, or a group of lines. */
export type RowDraft = { row: "leaf"; negated: boolean; leaf: LeafDraft } | ({ row: "group" } & GroupDraft);

export interface GroupDraft {
  match: "all" | "any";
  rows: RowDraft[];
}

/** Groups inside groups are possible in stored rules; the editor makes new ones only this deep. */
export const GROUP_DEPTH_MAX = 2;

/** A stored rule, however unfinished, as the lines of the editor. */
export function readGroup(rule: unknown): GroupDraft {
  const row = readRow(rule);
  if (!row) return { match: "all", rows: [] };
  return row.row === "group" ? { match: row.match, rows: row.rows } : { match: "all", rows: [row] };
}

/** The lines of the editor as a rule: a single line needs no group around it. */
export function writeGroup({ match, rows }: GroupDraft): unknown {
  const [only] = rows;
  if (rows.length === 1 && only?.row === "leaf") return writeRow(only);
  return { kind: match, of: rows.map(writeRow) };
}

/** Where in the written rule a line stands: for finding its problems. */
export function rowPath(group: GroupDraft, index: number): string {
  const row = group.rows[index];
  const alone = group.rows.length === 1 && row?.row === "leaf";
  const place = alone ? "" : `of.${index}`;
  if (row?.row !== "leaf" || !row.negated) return place;
  return place === "" ? "of" : `${place}.of`;
}

/** A condition of this kind to start from. */
export function newLeaf(kind: LeafKind): LeafDraft {
  switch (kind) {
    case "attribute":
      return { kind, attribute: "", operator: "equals", value: "" };
    case "data":
      return { kind, path: "", operator: "equals", value: "" };
    case "event":
      return { kind, event: "", atLeast: 1, withinDays: 30 };
    case "reachable":
      return { kind, channel: "email" };
  }
}

function readRow(rule: unknown): RowDraft | null {
  if (!isRecord(rule)) return null;
  if (rule.kind === "all" || rule.kind === "any") {
    const parts = Array.isArray(rule.of) ? rule.of : [];
    return { row: "group", match: rule.kind, rows: parts.flatMap((part) => readRow(part) ?? []) };
  }
  if (rule.kind === "not") {
    const inner = readRow(rule.of);
    if (inner?.row === "leaf") return { ...inner, negated: !inner.negated };
    return (
      inner && { row: "group", match: inner.match === "all" ? "any" : "all", rows: inner.rows.map(negate) }
    );
  }
  const kind = leafKinds.find((known) => known === rule.kind);
  return kind ? { row: "leaf", negated: false, leaf: { ...rule, kind } } : null;
}

/** "Not all of a and b" is "not a or not b". */
function negate(row: RowDraft): RowDraft {
  if (row.row === "leaf") return { ...row, negated: !row.negated };
  return { row: "group", match: row.match === "all" ? "any" : "all", rows: row.rows.map(negate) };
}

function writeRow(row: RowDraft): unknown {
  if (row.row === "group") return { kind: row.match, of: row.rows.map(writeRow) };
  return row.negated ? { kind: "not", of: row.leaf } : row.leaf;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
