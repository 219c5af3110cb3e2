import { type Graph, graph as graphSchema } from "#workflows/graph.ts";
import { TAG_CHARS_MAX, TAGS_MAX } from "#workflows/tag-limits.ts";

export const EXPORT_FORMAT = "rekindle-workflow";
/** Grows when files are written that an older version could not read. */
export const EXPORT_VERSION = 1;

export type ImportFile =
  | { kind: "read"; name: string; tags: string[]; graph: Graph }
  | { kind: "refused"; code: "too-large" | "not-json" | "newer" | "no-workflow" };

/** Reads an exported workflow: `{ format, version, name, tags, graph }`, one from before these were written, or a bare graph. */
export function readImport(fileName: string, text: string): ImportFile {
  const content = parseJson(text);
  if (content === undefined) return { kind: "refused", code: "not-json" };
  if (isNewer(content)) return { kind: "refused", code: "newer" };
  const wrapped = isRecord(content) && "graph" in content ? content : { graph: content };
  const parsed = graphSchema.safeParse(wrapped.graph);
  if (!parsed.success) return { kind: "refused", code: "no-workflow" };
  const named = "name" in wrapped && typeof wrapped.name === "string" ? wrapped.name.trim() : "";
  return {
    kind: "read",
    name: named || fileName.replace(/\.json$/i, ""),
    tags: readTags(content),
    graph: parsed.data,
  };
}

function isNewer(content: unknown): boolean {
  if (!isRecord(content) || content.format !== EXPORT_FORMAT) return false;
  return typeof content.version === "number" && content.version > EXPORT_VERSION;
}

/** What is no tag is left out: a workflow is not refused for the words it is sorted by. */
function readTags(content: unknown): string[] {
  const tags = isRecord(content) && Array.isArray(content.tags) ? content.tags : [];
  const words = tags.filter((tag) => typeof tag === "string" && tag.trim() !== "");
  return [...new Set(words.map((tag: string) => tag.trim().slice(0, TAG_CHARS_MAX)))].slice(0, TAGS_MAX);
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
