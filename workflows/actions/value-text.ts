import { fillIn } from "../fill-in.ts";
import { type FilledPhrase, phrase } from "../phrase.ts";
import type { RunData } from "../run.ts";

/** A number as people write it; a postcode with a leading zero, or more digits than a number holds, stays a text. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/;
/** What is shown of a long value in a reason. */
const SHOWN_MAX_CHARS = 60;

/**
 * The value that an owner's text means: "{{ event.plan }}" alone is the run's value with its type, "5" and "true" are a
 * number and a truth, anything else is text. Undefined for what is not there or empty.
 */
export function readValue(text: string, data: RunData): unknown {
  const value = text.includes("{{") ? fillIn(text, data) : typed(text.trim());
  return value === null || value === "" ? undefined : value;
}

function typed(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return PLAIN_NUMBER.test(text) ? Number(text) : text;
}

/** A value for a sentence. */
export function wordValue(value: unknown): string | FilledPhrase {
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? phrase("a list") : phrase("several values");
  const text = String(value);
  return text.length > SHOWN_MAX_CHARS ? `${text.slice(0, SHOWN_MAX_CHARS - 1)}…` : text;
}
