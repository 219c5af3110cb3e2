import type { Graph } from "#workflows/graph.ts";
import { graph as graphSchema } from "#workflows/graph.ts";

export const IMPORT_MAX_BYTES = 2_000_000;

export type ImportFile = { kind: "read"; name: string; graph: Graph } | { kind: "refused"; text: string };

/** Reads an exported workflow: `{ name, graph }`, or a bare graph. What it cannot be, it says in words. */
export function readImport(fileName: string, text: string): ImportFile {
  const content = parseJson(text);
  if (content === undefined) return { kind: "refused", text: "This file is not JSON." };
  const wrapped = isRecord(content) && "graph" in content ? content : { graph: content };
  const parsed = graphSchema.safeParse(wrapped.graph);
  if (!parsed.success) return { kind: "refused", text: "This file does not hold a workflow." };
  const named = "name" in wrapped && typeof wrapped.name === "string" ? wrapped.name.trim() : "";
  return { kind: "read", name: named || fileName.replace(/\.json$/i, ""), graph: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
