import type * as z from "zod/mini";
import { findNode } from "./catalogue.ts";
import { hintsOf } from "./field-hints.ts";
import type { GraphNode } from "./graph.ts";
import { wordingsOf } from "./variants.ts";

/** A text in the settings of a step; `path` leads to it: "buttons.0.label", "variants.zh.title". */
export interface MessageText {
  path: string;
  text: string;
}

/**
 * Every text in the settings of a step that writes to customers, in each of its languages, as far as the settings say that
 * it is used.
 */
export function messageTexts(node: GraphNode): MessageText[] {
  const definition = findNode(node.type);
  const config = definition?.config.safeParse(node.config);
  if (!definition || !config?.success || !writesToCustomers(config.data)) return [];
  return wordingsOf<Record<string, unknown>>(config.data).flatMap(({ path, own, config: values }) =>
    own.flatMap((key) => (isUsed(definition.config, key, values) ? textsIn(values[key], path + key) : [])),
  );
}

/** Whatever goes to customers has a topic, which they can choose. */
function writesToCustomers(config: unknown): config is Record<string, unknown> {
  return typeof config === "object" && config !== null && "topic" in config && "transactional" in config;
}

/** A field that is not shown is not used either: an email made of blocks keeps the simple text that it was before. */
export function isUsed(form: z.ZodMiniType, key: string, values: Record<string, unknown>): boolean {
  const shape = "shape" in form ? (form.shape as Record<string, z.ZodMiniType>) : {};
  const when = hintsOf(shape[key]).when;
  return when === undefined || when.is.some((wanted) => wanted === values[when.field]);
}

function textsIn(value: unknown, path: string): MessageText[] {
  if (typeof value === "string") return value.includes("{") ? [{ path, text: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}
