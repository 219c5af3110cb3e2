import type { RenderedMessage } from "#drizzle/tables.ts";
import { TEXT_MAX_CHARS } from "#workflows/actions/text-options.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { saysHowToLeave, withOptOutHint } from "#workflows/opt-out-hint.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { changeTextLinks } from "./text-links.ts";
import { textsFrom } from "./texting/config.ts";
import type { ComposedText } from "./texting/texting-adapter.ts";
import { withUtm } from "./utm.ts";

type TextContent = Extract<EffectContent, { channel: "sms" | "whatsapp" }>;
export type RenderedText = Extract<RenderedMessage, { channel: "sms" | "whatsapp" }>;
type Problem = { kind: "error"; code: string; values: OutcomeValues };

/** Writes a text message, or one for WhatsApp, for one person. One that is empty or too long is not written at all. */
export function renderText(
  job: SendJob,
  content: TextContent,
): { kind: "text"; text: ComposedText; rendered: RenderedText } | Problem {
  const { channel } = content;
  const written = isTemplate(content) ? fillTemplate(job, content) : writeBody(job, content);
  if ("kind" in written) return written;
  const text: ComposedText = { channel, to: job.endpoint, ...written, returnId: job.returnId ?? null };
  const { texting } = job.sender;
  const rendered: RenderedText = {
    ...{ channel, from: texting ? textsFrom(texting, channel) : "", to: job.endpoint, body: written.body },
    ...(written.template && { template: written.template.id, variables: written.template.variables }),
  };
  return { kind: "text", text, rendered };
}

type WithTemplate = Extract<TextContent, { channel: "whatsapp" }> & { template: string };

function isTemplate(content: TextContent): content is WithTemplate {
  return content.channel === "whatsapp" && Boolean(content.template);
}

function fillTemplate(
  { data }: SendJob,
  { template: id, variables = [] }: WithTemplate,
): Pick<ComposedText, "body" | "template"> | Problem {
  const filled = fillIn(Object.fromEntries(variables.map((text, index) => [String(index), text])), data);
  if (filled.kind === "error") return filled;
  // WhatsApp takes no line breaks in them.
  const values = variables.map((_, index) => filled.text[String(index)]!.replace(/\s+/g, " ").trim());
  const empty = values.indexOf("");
  if (empty >= 0) return { kind: "error", code: "text.no-variable", values: { number: empty + 1 } };
  return { body: "", template: { id, variables: values } };
}

function writeBody(
  { data, sender, utm }: SendJob,
  { body, optOutHint, transactional }: TextContent,
): Pick<ComposedText, "body" | "template"> | Problem {
  const filled = fillIn({ body }, data);
  if (filled.kind === "error") return filled;
  const written = filled.text.body.trim();
  const own = utm ? changeTextLinks(written, (url) => withUtm(utm, url)) : written;
  if (own === "") return { kind: "error", code: "text.empty", values: {} };
  const language = customerLanguage(localeIn(data), sender.language);
  // Words in a branch that was not taken are not in the message, and those that were filled in mean something else.
  const isSaid = saysHowToLeave(body) && saysHowToLeave(own);
  const text = optOutHint && !transactional && !isSaid ? withOptOutHint(own, language) : own;
  if (text.length > TEXT_MAX_CHARS)
    return { kind: "error", code: "text.too-long", values: { chars: text.length, maxChars: TEXT_MAX_CHARS } };
  return { body: text, template: null };
}

function localeIn(data: Record<string, unknown>): string | null {
  const locale = (data.profile as { locale?: unknown } | undefined)?.locale;
  return typeof locale === "string" ? locale : null;
}
