import { AssertionError, Context, LiquidError, type Template, toValueSync } from "liquidjs";
import type { OutcomeValues } from "./outcome.ts";
import { parseOnce } from "./parsed-templates.ts";
import { type Escapes, RefusedTag, templateEngine } from "./template-engine.ts";
import { CappedOutput, OutputTooLong } from "./template-output.ts";
import { TooMuchWork, WorkLimit } from "./template-work.ts";

export const TEMPLATE_MAX_CHARS = 200_000;
export const OUTPUT_MAX_CHARS = 500_000;
/** Of the processor, which on a busy machine can be spread over a longer time. */
export const RENDER_TIMEOUT_MS = 500;
/** Counted by the engine in characters and list items that the template makes, not in bytes. */
export const RENDER_MEMORY_MAX_UNITS = 5_000_000;
/** How much of an engine's own explanation is kept. */
const REASON_MAX_CHARS = 300;

/**
 * What a template can read, by name. Three names have a meaning of their own: `locale` (BCP 47), `zone` (IANA)
 * and `currency` (ISO 4217) are used by the filters `money`, `date`, `time` and `datetime`. Where one is
 * missing, `profile.locale`, `profile.zone`, then `shop.locale`, `shop.zone`, `shop.currency` are used.
 * `now` (epoch ms) is what the word "now" means to date filters.
 */
export type TemplateData = Record<string, unknown>;

export type RenderResult = { kind: "ok"; text: string } | TemplateError;
export type TemplateError = { kind: "error"; code: TemplateProblem; values: OutcomeValues };

export type TemplateProblem =
  | "template.too-long"
  | "template.syntax"
  | "template.tag-refused"
  | "template.too-slow"
  | "template.too-much-memory"
  | "template.output-too-long"
  | "template.failed";

/**
 * Renders a Liquid template as plain text: who puts it into HTML escapes it. With `escapes` the template is HTML itself,
 * or an address ("url"), and the values in it are escaped. Whatever the template does, an answer comes
 * back after about `RENDER_TIMEOUT_MS` of work; `values` holds `line`, `column` and `reason` where the engine knows them.
 */
export function renderTemplate(
  template: string,
  data: TemplateData,
  { escapes = false }: { escapes?: Escapes } = {},
): RenderResult {
  if (template.length > TEMPLATE_MAX_CHARS) {
    return problem("template.too-long", { chars: template.length, maxChars: TEMPLATE_MAX_CHARS });
  }
  const engine = templateEngine(data, escapes);
  let parsed: Template[];
  try {
    parsed = escapes === true ? parseOnce(engine, template) : engine.parse(template);
  } catch (error) {
    return explain(error, "template.syntax");
  }
  try {
    const output = new CappedOutput(OUTPUT_MAX_CHARS);
    const limits = { sync: true, memoryLimit: RENDER_MEMORY_MAX_UNITS };
    const context = new Context(data, engine.options, limits, { liquid: engine });
    Object.assign(context, { renderLimit: new WorkLimit(RENDER_TIMEOUT_MS) });
    toValueSync(engine.renderer.renderTemplates(parsed, context, output));
    return { kind: "ok", text: output.buffer };
  } catch (error) {
    return explain(error, "template.failed");
  }
}

/** What keeps a template from being read, whatever its values; null when nothing does. */
export function checkTemplate(template: string): TemplateError | null {
  try {
    templateEngine({}).parse(template);
    return null;
  } catch (error) {
    return explain(error, "template.syntax");
  }
}

function explain(error: unknown, fallback: TemplateProblem): TemplateError {
  const cause = LiquidError.is(error) ? error.originalError : error;
  if (cause instanceof OutputTooLong) {
    return problem("template.output-too-long", { maxChars: OUTPUT_MAX_CHARS });
  }
  const values = whereAndWhy(error, cause);
  if (cause instanceof TooMuchWork)
    return problem("template.too-slow", { ...values, maxMs: RENDER_TIMEOUT_MS });
  if (cause instanceof RefusedTag) return problem("template.tag-refused", { ...values, tag: cause.tag });
  if (cause instanceof AssertionError) {
    if (cause.message.startsWith("memory alloc limit")) return problem("template.too-much-memory", values);
  }
  return problem(fallback, values);
}

function whereAndWhy(error: unknown, cause: unknown): OutcomeValues {
  const reason = (
    cause instanceof Error ? cause.message : error instanceof Error ? error.message : String(error)
  )
    .replace(/, line:\d+, col:\d+$/, "")
    .slice(0, REASON_MAX_CHARS);
  if (!LiquidError.is(error)) return { reason };
  const [line, column] = error.token.getPosition();
  return { reason, line: line ?? 0, column: column ?? 0 };
}

function problem(code: TemplateProblem, values: OutcomeValues): TemplateError {
  return { kind: "error", code, values };
}
