import type { OutcomeValues } from "../outcome.ts";
import { TEMPLATE_MAX_CHARS } from "../template.ts";
import type { LiquidGuard } from "./liquid-guard.ts";

/** MJML makes about fifteen characters of one; the compiled email must still fit a template. */
export const MJML_MAX_CHARS = 100_000;
/** Each element is looked at several times. */
export const MJML_ELEMENTS_MAX = 3_000;
/** Of the processor of this thread. What takes longer is refused, and kept as refused. */
export const COMPILE_MAX_MS = 2_000;
const MICROSECONDS_PER_MS = 1000;
const REASON_MAX_CHARS = 300;

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
  { checks }: { checks: boolean },
): Promise<Compiled> {
  const elements = mjml.split("<").length;
  if (mjml.length > MJML_MAX_CHARS * 4 || elements > MJML_ELEMENTS_MAX * 4) {
    return problem("email.code-too-long", { maxChars: MJML_MAX_CHARS });
  }
  // Loaded with the first email that needs it: it is as large as all the rest of this thread.
  const { default: mjml2html } = await import("mjml");
  const startedAt = process.threadCpuUsage();
  let written: Awaited<ReturnType<typeof mjml2html>>;
  try {
    written = await mjml2html(mjml, {
      validationLevel: checks ? "soft" : "skip",
      // No addresses of outside fonts, no other files.
      ...{ fonts: {}, ignoreIncludes: true, keepComments: false, minify: false, beautify: false },
    });
  } catch (error) {
    return problem("email.code-broken", { reason: reasonOf(error) });
  }
  const { user, system } = process.threadCpuUsage(startedAt);
  if ((user + system) / MICROSECONDS_PER_MS > COMPILE_MAX_MS) {
    return problem("email.code-too-slow", { maxMs: COMPILE_MAX_MS });
  }
  const fault = checks ? written.errors.find(({ message }) => !guard.isMarked(message)) : undefined;
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

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "its elements are nested too deeply";
  return (error instanceof Error ? error.message : String(error)).slice(0, REASON_MAX_CHARS);
}

export function problem(code: CompileProblem, values: OutcomeValues): CompileError {
  return { kind: "error", code, values };
}
