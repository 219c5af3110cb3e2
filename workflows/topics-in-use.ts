import type { CompiledGraph } from "./compile.ts";

/** The topics that the marketing messages of a graph are about, each once. */
export function topicsIn({ steps }: Pick<CompiledGraph, "steps">): string[] {
  return [...new Set([...steps.values()].flatMap(({ config }) => marketingTopic(config) ?? []))];
}

/** What a step writes to people about, by its parsed settings; null for one that sends no marketing. */
export function marketingTopic(config: unknown): string | null {
  if (typeof config !== "object" || config === null) return null;
  const { topic, transactional } = config as { topic?: unknown; transactional?: unknown };
  return typeof topic === "string" && transactional === false ? topic : null;
}
