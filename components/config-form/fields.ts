import * as z from "zod";
import type { Control } from "#workflows/node.ts";

/** Every kind of control a form can hold: the ones a schema names, and the ones its type decides. */
export type ControlKind = Control | "switch" | "choice" | "number";

/** One line of a config form, read from the schema. */
export interface FormField {
  key: string;
  label: string;
  help?: string;
  placeholder?: string;
  control: ControlKind;
  /** The words for each value of a choice. */
  options: { value: string; label: string }[];
  /** Whether the field may stay empty. */
  required: boolean;
  /** What counts while nothing was entered. */
  fallback: unknown;
}

/** The fields of a node's config, in the order of its schema. Throws for a schema that is no object: a bug in a node. */
export function fieldsOf(config: z.ZodType): FormField[] {
  if (!(config instanceof z.ZodObject)) throw new Error("a node's config is an object");
  return Object.entries(config.shape as Record<string, z.ZodType>).map(([key, schema]) =>
    fieldOf(key, schema),
  );
}

function fieldOf(key: string, schema: z.ZodType): FormField {
  const { inner, fallback, meta } = unwrap(schema);
  return {
    key,
    label: meta.label ?? key,
    help: meta.help,
    placeholder: meta.placeholder,
    control: meta.control ?? controlByType(key, inner),
    options: optionsOf(inner, meta.options),
    required: !schema.safeParse(fallback ?? emptyOf(inner)).success,
    fallback,
  };
}

function controlByType(key: string, inner: z.ZodType): ControlKind {
  switch (inner.def.type) {
    case "boolean":
      return "switch";
    case "enum":
      return "choice";
    case "number":
    case "int":
      return "number";
    case "string":
      return "text";
    default:
      throw new Error(`the field “${key}” needs a control: none fits a schema of the type ${inner.def.type}`);
  }
}

/** Hints may stand on any layer; the outermost one wins, since `.meta()` is written last. */
function unwrap(schema: z.ZodType): { inner: z.ZodType; fallback: unknown; meta: z.GlobalMeta } {
  const meta = schema.meta() ?? {};
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const below = unwrap(schema.unwrap() as z.ZodType);
    return { ...below, fallback: schema.def.defaultValue, meta: { ...below.meta, ...meta } };
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const below = unwrap(schema.unwrap() as z.ZodType);
    return { ...below, meta: { ...below.meta, ...meta } };
  }
  return { inner: schema, fallback: undefined, meta };
}

function optionsOf(inner: z.ZodType, words: Record<string, string> = {}): FormField["options"] {
  if (!(inner instanceof z.ZodEnum)) return [];
  return inner.options.map((value) => ({
    value: String(value),
    label: words[String(value)] ?? String(value),
  }));
}

function emptyOf(inner: z.ZodType): unknown {
  return inner.def.type === "string" ? "" : undefined;
}
