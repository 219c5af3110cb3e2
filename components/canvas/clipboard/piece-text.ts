import * as z from "zod/mini";
import { graph } from "#workflows/graph.ts";
import type { Piece } from "../edits/piece.ts";

/** Says whose text this is and how it is to be read. */
const MARK = "steps";
const VERSION = 1;
/** More than a full workflow with long emails has; a longer text is not even looked at. */
const TEXT_MAX_CHARS = 4_000_000;
/** Nobody drags a step further, and sums with much larger numbers come out as none. */
const PLACE_MAX_PX = 1_000_000;
/** A config that a form made is far flatter; one much deeper would overflow whoever walks through it. */
const DEPTH_MAX = 60;

const pieceText = z.object({
  rekindle: z.literal(MARK),
  version: z.number(),
  nodes: graph.shape.nodes,
  edges: z._default(graph.shape.edges, []),
  notes: z._default(graph.shape.notes, []),
});

/** `foreign`: some other text that somebody copied. `newer` and `broken` are ours, but cannot be used. */
export type ReadPiece =
  | { kind: "piece"; piece: Piece }
  | { kind: "foreign" }
  | { kind: "newer" }
  | { kind: "broken" };

/** Steps as text that a person can read, keep and send to somebody. */
export function writePiece({ nodes, edges, notes }: Piece): string {
  return JSON.stringify({ rekindle: MARK, version: VERSION, nodes, edges, notes }, null, 2);
}

/** Reads what `writePiece` wrote. The text may come from anywhere. */
export function readPiece(text: string): ReadPiece {
  if (text.length > TEXT_MAX_CHARS || !text.includes('"rekindle"')) return { kind: "foreign" };
  const value = parseJson(text);
  if (!isMarked(value)) return { kind: "foreign" };
  if (typeof value.version === "number" && value.version > VERSION) return { kind: "newer" };
  if (isDeeper(value, DEPTH_MAX)) return { kind: "broken" };
  const parsed = pieceText.safeParse(value);
  if (!parsed.success) return { kind: "broken" };
  const { nodes, edges, notes } = parsed.data;
  return hasTwins(nodes) || hasTwins(notes) || [...nodes, ...notes].some(isFar)
    ? { kind: "broken" }
    : { kind: "piece", piece: { nodes, edges, notes } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMarked(value: unknown): value is { rekindle: typeof MARK; version?: unknown } {
  return typeof value === "object" && value !== null && "rekindle" in value && value.rekindle === MARK;
}

/** Level by level, because recursion would be what overflows. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function hasTwins(items: readonly { id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size < items.length;
}

function isFar({ position }: { position: { x: number; y: number } }): boolean {
  return Math.abs(position.x) > PLACE_MAX_PX || Math.abs(position.y) > PLACE_MAX_PX;
}
