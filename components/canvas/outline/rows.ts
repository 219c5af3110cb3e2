import type { GraphNode } from "#workflows/graph.ts";
import type { LineEnd, Outline, OutlineLine } from "./outline.ts";

/** One thing in the list that the arrow keys come to: a step, or what stands at the end of a line. */
export interface Row {
  key: string;
  /** The row of the step whose path it stands in; null outside of all paths. */
  parent: string | null;
  what: { kind: "step"; node: GraphNode } | LineEnd;
}

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

export function isArrow(key: string): key is Arrow {
  return ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].includes(key);
}

export function stepKey(nodeId: string): string {
  return `step ${nodeId}`;
}

export function openKey(from: string, port: string): string {
  return `open ${from} ${port}`;
}

export function edgeKey(edgeId: string): string {
  return `edge ${edgeId}`;
}

/** Null for an end at which nothing can be done; whoever may only look can follow what goes on elsewhere. */
export function endKey(end: LineEnd, editable: boolean): string | null {
  if (end.kind === "continues") return edgeKey(end.edge.id);
  if (!editable) return null;
  if (end.kind === "open") return openKey(end.from, end.port);
  return end.kind === "broken" ? edgeKey(end.edge.id) : null;
}

/** Everything in the list in the order of reading. */
export function rowsOf({ starts, stray }: Outline, editable: boolean): Row[] {
  return [...starts, ...stray].flatMap((line) => rowsOfLine(line, null, editable));
}

function rowsOfLine({ steps, end }: OutlineLine, parent: string | null, editable: boolean): Row[] {
  const last = endKey(end, editable);
  return [
    ...steps.flatMap(({ node, paths }) => {
      const key = stepKey(node.id);
      return [
        { key, parent, what: { kind: "step", node } as const },
        ...paths.flatMap(({ line }) => rowsOfLine(line, key, editable)),
      ];
    }),
    ...(last === null ? [] : [{ key: last, parent, what: end }]),
  ];
}

/** Where an arrow leads: up and down through everything, right into the paths of a step, left out of them. */
export function rowBeside(rows: readonly Row[], key: string, arrow: Arrow): string | null {
  const index = rows.findIndex((row) => row.key === key);
  if (index === -1) return rows[0]?.key ?? null;
  switch (arrow) {
    case "ArrowUp":
      return rows[index - 1]?.key ?? null;
    case "ArrowDown":
      return rows[index + 1]?.key ?? null;
    case "ArrowLeft":
      return rows[index]?.parent ?? null;
    case "ArrowRight":
      return rows.find(({ parent }) => parent === key)?.key ?? null;
    case "Home":
      return rows[0]?.key ?? null;
    case "End":
      return rows.at(-1)?.key ?? null;
  }
}

/** Where the focus goes when a step is gone, best first: to what follows its own ways out, else to what is above it. */
export function rowsAround(rows: readonly Row[], nodeId: string): string[] {
  const key = stepKey(nodeId);
  const index = rows.findIndex((row) => row.key === key);
  const isOwn = ({ parent, what }: Row) =>
    parent === key ||
    (what.kind === "open" && what.from === nodeId) ||
    ("edge" in what && what.edge.from === nodeId);
  const below = rows.slice(index + 1).find((row) => !isOwn(row));
  return [below, rows[index - 1]].flatMap((row) => row?.key ?? []);
}
