import type { OutcomeValues } from "../outcome.ts";
import { TEMPLATE_MAX_CHARS } from "../template.ts";
import type { LiquidGuard } from "./liquid-guard.ts";
import { READ_MAX_MS } from "./mjml-reader.ts";
import type { ReadMjml } from "./read-mjml.ts";

/** MJML makes about fifteen characters of one; the compiled email must still fit a template. */
export const MJML_MAX_CHARS = 100_000;
/** Each element is looked at several times. */
export const MJML_ELEMENTS_MAX = 3_000;
/** Each of its rules is looked for in each element, which takes minutes for a small email. */
const INLINE_STYLE = /<mj-style(?=[\s/])[^>]*?\sinline\s*=/i;
const INLINE_REASON = "a style cannot be put into each element; leave out inline";
const REASON_MAX_CHARS = 300;

/** What the codes of faults in an email written by hand begin with. */
export const CODE_FAULT = "email.code-";

export type Compiled = { kind: "ok"; html: string } | CompileError;
export type CompileError = { kind: "error"; code: CompileProblem; values: OutcomeValues };
export type CompileProblem =
  | "email.code-too-long"
  | "email.code-broken"
  | "email.code-broken-at"
  | "email.code-too-slow"
  | "email.code-too-large"
  | "email.code-lost-liquid";

/**
 * Makes HTML of MJML in which a guard has hidden the Liquid, and puts the Liquid back. With `checks` the MJML was written
 * by hand: what the reader of MJML objects to, and Liquid that it would drop, is told with its line.
 */
export async function compileMjml(
  mjml: string,
  guard: LiquidGuard,
  { checks, read }: { checks: boolean; read: ReadMjml },
): Promise<Compiled> {
  const elements = mjml.split("<").length;
  if (mjml.length > MJML_MAX_CHARS * 4 || elements > MJML_ELEMENTS_MAX * 4) {
    return problem("email.code-too-long", { maxChars: MJML_MAX_CHARS });
  }
  const inline = checks ? INLINE_STYLE.exec(mjml) : null;
  if (inline) {
    const line = guard.sourceLine(mjml.slice(0, inline.index).split("\n").length);
    return problem("email.code-broken-at", { line, reason: INLINE_REASON });
  }
  const written = await read({ mjml, checks });
  if (written.kind === "too-slow") return problem("email.code-too-slow", { maxMs: READ_MAX_MS });
  if (written.kind === "broken") return problem("email.code-broken", { reason: written.reason });
  const fault = checks ? written.faults.find(({ message }) => !guard.isMarked(message)) : undefined;
  if (fault) {
    const values = { line: guard.sourceLine(fault.line), reason: fault.message.slice(0, REASON_MAX_CHARS) };
    return problem("email.code-broken-at", values);
  }
  const lost = checks ? guard.firstLost(written.html) : undefined;
  if (lost) return problem("email.code-lost-liquid", { line: lost.line, what: lost.code.slice(0, 80) });
  const html = tidy(guard.restore(written.html));
  if (html.length > TEMPLATE_MAX_CHARS) {
    return problem("email.code-too-large", { chars: html.length, maxChars: TEMPLATE_MAX_CHARS });
  }
  return { kind: "ok", html };
}

/** MJML indents deeply; every email would carry the spaces. */
function tidy(html: string): string {
  return html.replace(/\n[ \t]+/g, "\n").replace(/\n{2,}/g, "\n");
}

export function problem(code: CompileProblem, values: OutcomeValues): CompileError {
  return { kind: "error", code, values };
}
