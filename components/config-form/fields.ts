import * as z from "zod/mini";
import { type FieldHints, hintsOf } from "#workflows/field-hints.ts";
import type { Control } from "#workflows/node.ts";
import { type Phrase, word } from "#workflows/phrase.ts";

/** Every kind of control a form can hold: the ones a schema names, and the ones its type decides. */
export type ControlKind = Exclude<Control, "variants"> | "switch" | "choice" | "number";

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
  /** The heading it stands under; empty for none. */
  section: string;
  /** What stands under its heading is shown only on request. */
  folded?: boolean;
  /** Shown only while another field has one of these values. */
  when?: FieldHints["when"];
}

/** Fields that stand under one heading. */
export interface FormSection {
  /** Empty for the fields before the first heading. */
  title: string;
  fields: FormField[];
  /** Shown only on request, for as long as nothing in it is filled in. */
  folded: boolean;
}

/**
 * The fields of a form, in the order of its schema; texts in other languages are no field of their own. Their words are as `say` has them, else English. Throws for a
 * schema that is no object: a bug in a node.
 */
export function fieldsOf(config: z.ZodMiniType, say: (phrase: Phrase) => string = word): FormField[] {
  if (!(config instanceof z.ZodMiniObject)) throw new Error("a form is drawn from an object");
  let section: Pick<FormField, "section" | "folded"> = { section: "", folded: false };
  return Object.entries(config.shape as Record<string, z.ZodMiniType>).flatMap(([key, schema]) => {
    const field = fieldOf(key, schema, say);
    if (field === null) return [];
    if (field.section) section = { section: field.section, folded: field.folded };
    return { ...field, ...section };
  });
}

/** What a field holds: what was entered, else its fallback. */
export function enteredIn(field: FormField, config: Record<string, unknown>): unknown {
  return config[field.key] ?? field.fallback;
}

/** Whether something else than its fallback was entered. */
export function isFilledIn(field: FormField, config: Record<string, unknown>): boolean {
  return JSON.stringify(enteredIn(field, config)) !== JSON.stringify(field.fallback);
}

/**
 * The fields that matter for this config, under their headings. A heading without any is left out. One of which
 * `isWrong` holds is shown in any case: nobody can mend what is hidden. `only` these are asked for.
 */
export function shownSections(
  fields: FormField[],
  config: Record<string, unknown>,
  isWrong: (field: FormField) => boolean = () => false,
  only: (key: string) => boolean = () => true,
): FormSection[] {
  const sections: FormSection[] = [];
  for (const field of fields) {
    if (!only(field.key)) continue;
    if (!isShown(field, fields, config) && !isWrong(field)) continue;
    const last = sections.at(-1);
    if (last?.title === field.section) last.fields.push(field);
    else sections.push({ title: field.section, fields: [field], folded: field.folded ?? false });
  }
  return sections;
}

function isShown({ when }: FormField, fields: FormField[], config: Record<string, unknown>): boolean {
  if (!when) return true;
  const other = fields.find(({ key }) => key === when.field);
  if (!other || !isShown(other, fields, config)) return false;
  const value = enteredIn(other, config);
  return when.is.some((wanted) => wanted === value);
}

function fieldOf(key: string, schema: z.ZodMiniType, say: (phrase: Phrase) => string): FormField | null {
  const { inner, fallback, meta } = unwrap(schema);
  if (meta.control === "variants") return null;
  return {
    key,
    label: say(meta.label ?? key),
    help: meta.help && say(meta.help),
    placeholder: meta.placeholder && say(meta.placeholder),
    control: meta.control ?? controlByType(key, inner),
    options: optionsOf(inner, say, meta.options),
    required: !schema.safeParse(fallback ?? emptyOf(inner)).success,
    fallback,
    section: say(meta.section ?? ""),
    folded: meta.folded,
    when: meta.when,
  };
}

function controlByType(key: string, inner: z.ZodMiniType): ControlKind {
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
function unwrap(schema: z.ZodMiniType): { inner: z.ZodMiniType; fallback: unknown; meta: FieldHints } {
  const meta = hintsOf(schema);
  if (schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniPrefault) {
    const below = unwrap(schema.def.innerType as z.ZodMiniType);
    return { ...below, fallback: schema.def.defaultValue, meta: { ...below.meta, ...meta } };
  }
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable) {
    const below = unwrap(schema.def.innerType as z.ZodMiniType);
    return { ...below, meta: { ...below.meta, ...meta } };
  }
  return { inner: schema, fallback: undefined, meta };
}

function optionsOf(
  inner: z.ZodMiniType,
  say: (phrase: Phrase) => string,
  words: Record<string, Phrase> = {},
): FormField["options"] {
  if (!(inner instanceof z.ZodMiniEnum)) return [];
  return inner.options.map((value) => ({
    value: String(value),
    label: say(words[String(value)] ?? String(value)),
  }));
}

function emptyOf(inner: z.ZodMiniType): unknown {
  return inner.def.type === "string" ? "" : undefined;
}
