import { isRecord } from "./parts.ts";

/** What one condition can be about, in the order in which the editor offers it. */
export const leafKinds = [
  "attribute",
  "event",
  "occurred",
  "measure",
  "message",
  "workflow",
  "segment",
  "lifecycle",
  "tag",
  "reachable",
  "data",
] as const;
export type LeafKind = (typeof leafKinds)[number];

/** One condition as it is stored; any part may still be empty or of the wrong kind. */
export interface LeafDraft {
  kind: LeafKind;
  [part: string]: unknown;
}

export const matches = ["all", "any", "none"] as const;
export type Match = (typeof matches)[number];

/** A line of the editor: a condition or its opposite, or a group of lines. */
export type RowDraft = { row: "leaf"; negated: boolean; leaf: LeafDraft } | ({ row: "group" } & GroupDraft);

export interface GroupDraft {
  match: Match;
  rows: RowDraft[];
}

/** Groups inside groups are possible in stored rules; the editor makes new ones only this deep. */
export const GROUP_DEPTH_MAX = 4;

const DAYS_AT_FIRST = 30;
/** The id of nothing: what the rule says of it is that one has to be chosen. */
const NOT_CHOSEN = 0;

/** A stored rule, however unfinished, as the lines of the editor. */
export function readGroup(rule: unknown): GroupDraft {
  const row = readRow(rule);
  if (!row) return { match: "all", rows: [] };
  return row.row === "group" ? { match: row.match, rows: row.rows } : { match: "all", rows: [row] };
}

/** The lines of the editor as a rule: a single line needs no group around it. */
export function writeGroup(group: GroupDraft): unknown {
  const [only] = group.rows;
  return isAlone(group) && only ? writeRow(only) : writeParts(group);
}

/** Where in the written rule a line stands: for finding its problems. */
export function rowPath(group: GroupDraft, index: number): string {
  const row = group.rows[index];
  const above = group.match === "none" ? "of." : "";
  const place = isAlone(group) ? "" : `${above}of.${index}`;
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
      return { kind, event: "", atLeast: 1, withinDays: DAYS_AT_FIRST };
    case "occurred":
      return { kind, event: "", which: "last", operator: "in-last-days", value: DAYS_AT_FIRST };
    case "measure":
      return {
        ...{ kind, event: "", withinDays: 0, of: "sum", property: "total" },
        ...{ operator: "at-least", value: 100 },
      };
    case "message":
      return { kind, did: "opened", atLeast: 1, withinDays: DAYS_AT_FIRST };
    case "workflow":
      return { kind, workflowId: NOT_CHOSEN, state: "inside", withinDays: 0 };
    case "lifecycle":
      return { kind, stage: "active" };
    case "tag":
      return { kind, tag: "" };
    case "reachable":
      return { kind, channel: "email" };
    case "segment":
      return { kind, segmentId: NOT_CHOSEN };
  }
}

/** A line to start from. */
export function newRow(): RowDraft {
  return { row: "leaf", negated: false, leaf: newLeaf("attribute") };
}

/** A lone condition stands without a group, unless the group says that it must not hold. */
function isAlone({ match, rows }: GroupDraft): boolean {
  return rows.length === 1 && rows[0]?.row === "leaf" && match !== "none";
}

function readRow(rule: unknown): RowDraft | null {
  if (!isRecord(rule)) return null;
  if (rule.kind === "all" || rule.kind === "any") {
    const parts = Array.isArray(rule.of) ? rule.of : [];
    return { row: "group", match: rule.kind, rows: parts.flatMap((part) => readRow(part) ?? []) };
  }
  if (rule.kind === "not") {
    const inner = readRow(rule.of);
    return inner && negate(inner);
  }
  const kind = leafKinds.find((known) => known === rule.kind);
  return kind ? { row: "leaf", negated: false, leaf: { ...rule, kind } } : null;
}

/** "Not any of a and b" is "none of a and b"; "not all of a and b" is "not a or not b". */
function negate(row: RowDraft): RowDraft {
  if (row.row === "leaf") return { ...row, negated: !row.negated };
  if (row.match === "any") return { ...row, match: "none" };
  if (row.match === "none") return { ...row, match: "any" };
  return { row: "group", match: "any", rows: row.rows.map(negate) };
}

function writeRow(row: RowDraft): unknown {
  if (row.row === "group") return writeParts(row);
  return row.negated ? { kind: "not", of: row.leaf } : row.leaf;
}

function writeParts({ match, rows }: GroupDraft): unknown {
  const of = rows.map(writeRow);
  return match === "none" ? { kind: "not", of: { kind: "any", of } } : { kind: match, of };
}
