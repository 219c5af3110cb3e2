import type * as z from "zod/mini";
import { findNode } from "./catalogue.ts";
import type { ChangedLines } from "./changed-lines.ts";
import { condition } from "./condition.ts";
import { duration, wordDuration } from "./duration.ts";
import { hintsOf } from "./field-hints.ts";
import { type Phrase, verbatim } from "./phrase.ts";
import { workflowSettings } from "./settings.ts";
import { wordCondition } from "./word-condition.ts";

/** Longer texts are cut where they stand beside what they were before. */
const WORDS_MAX_CHARS = 160;

/** A value of a form that is not what it was. */
export interface FieldChange {
  field: string;
  /** What the form calls it. */
  label: Phrase;
  /** What it was and is; "" when it was left empty, null when it cannot be said in a few words. */
  before: Phrase | null;
  after: Phrase | null;
  /** Of a text or an email design that is too long for that: the lines that came and went. */
  lines?: ChangedLines;
}

/** A field of a step's form; the step's type itself for "". */
export function fieldOfStep(type: string, field: string): Field {
  if (field === "") return { label: "Kind of step", say: sayType };
  return fieldOf(findNode(type)?.config, field);
}

/** A setting of the workflow as a whole. */
export function fieldOfSettings(field: string): Field {
  return fieldOf(workflowSettings, field);
}

export interface Field {
  label: Phrase;
  say(value: unknown): Phrase | null;
}

function fieldOf(form: z.ZodMiniType | undefined, field: string): Field {
  const shape = form && "shape" in form ? (form.shape as Record<string, z.ZodMiniType>) : {};
  const { label, options } = hintsOf(Object.hasOwn(shape, field) ? shape[field] : undefined);
  return { label: label ?? field, say: (value) => sayValue(value, options ?? {}) };
}

function sayType(type: unknown): Phrase {
  return typeof type === "string" ? (findNode(type)?.label ?? verbatim(type)) : "";
}

function sayValue(value: unknown, options: Record<string, Phrase>): Phrase | null {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "string")
    return Object.hasOwn(options, value) ? options[value]! : verbatim(cut(value));
  if (typeof value === "number") return verbatim(String(value));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.length === 0) return "";
  const length = duration.safeParse(value);
  if (length.success) return wordDuration(length.data);
  const rule = condition.safeParse(value);
  return rule.success ? wordCondition(rule.data) : null;
}

function cut(text: string): string {
  const chars = [...text];
  return chars.length > WORDS_MAX_CHARS ? `${chars.slice(0, WORDS_MAX_CHARS - 1).join("")}…` : text;
}
