import * as z from "zod/mini";
import { WORKFLOW_TEXT_MAX_BYTES } from "#components/workflows/file-limit.ts";
import { graph } from "#workflows/graph.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import type { Piece } from "../edits/piece.ts";

/** Says whose text this is and how it is to be read. */
const MARK = "steps";
const VERSION = 1;

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

/** Steps as text that a person can read, keep and send to somebody, which is why it holds no passwords. */
export function writePiece({ edges, notes, ...piece }: Piece): string {
  const { nodes } = withoutSecrets({ nodes: piece.nodes, edges });
  return JSON.stringify({ rekindle: MARK, version: VERSION, nodes, edges, notes }, null, 2);
}

/** Reads what `writePiece` wrote. The text may come from anywhere. */
export function readPiece(text: string): ReadPiece {
  if (text.length > WORKFLOW_TEXT_MAX_BYTES || !text.includes('"rekindle"')) return { kind: "foreign" };
  const value = parseJson(text);
  if (!isMarked(value)) return { kind: "foreign" };
  if (typeof value.version === "number" && value.version > VERSION) return { kind: "newer" };
  const parsed = pieceText.safeParse(value);
  if (!parsed.success) return { kind: "broken" };
  const { nodes, edges, notes } = parsed.data;
  return hasTwins(nodes) || hasTwins(notes)
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

function hasTwins(items: readonly { id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size < items.length;
}
