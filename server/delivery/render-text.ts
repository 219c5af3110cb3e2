import type { RenderedMessage } from "#drizzle/tables.ts";
import type { EffectContent } from "#workflows/node.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";

type TextContent = Extract<EffectContent, { channel: "sms" | "whatsapp" }>;
export type RenderedText = Extract<RenderedMessage, { channel: "sms" | "whatsapp" }>;

/** Writes a text message, or one for WhatsApp, for one person. */
export function renderText(
  job: SendJob,
  content: TextContent,
): { kind: "text"; rendered: RenderedText } | { kind: "error"; code: string; values: OutcomeValues } {
  const filled = fillIn({ body: content.body }, job.data);
  if (filled.kind === "error") return filled;
  const rendered: RenderedText = {
    ...{ channel: content.channel, from: "", to: job.endpoint, body: filled.text.body.trim() },
  };
  return { kind: "text", rendered };
}
