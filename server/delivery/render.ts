import type { RenderedMessage } from "#drizzle/tables.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { textLanguage } from "./design/text-direction.ts";
import { type ComposedEmail, composeEmail, type EmailParty } from "./email.ts";
import { layOutEmail } from "./email-layout.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { type RenderedInApp, renderInApp } from "./render-in-app.ts";
import { type PushParts, renderWebPush } from "./render-push.ts";
import { type RenderedText, renderText } from "./render-text.ts";
import { renderWebhook, type WebhookParts } from "./render-webhook.ts";
import { renderTemplate } from "./template.ts";
import type { ComposedText } from "./texting/texting-adapter.ts";
import { trackEmail } from "./track-email.ts";

type ContentOf<C extends EffectContent["channel"]> = Extract<EffectContent, { channel: C }>;

/** A message as it will go out, with what its channel needs to hand it over; or why it cannot be written. */
export type Rendering =
  | { kind: "email"; mail: ComposedEmail; rendered: RenderedMessage }
  | ({ kind: "web-push"; rendered: RenderedMessage } & PushParts)
  | { kind: "text"; text: ComposedText; rendered: RenderedText }
  | { kind: "in-app"; rendered: RenderedInApp }
  | { kind: "webhook"; request: WebhookParts; rendered: RenderedMessage }
  | { kind: "error"; code: string; values: OutcomeValues };

/** Writes a message for one person: fills in the templates and puts it in the form of its channel. */
export function renderMessage(job: SendJob): Rendering {
  switch (job.content.channel) {
    case "email":
      return renderEmail(job, job.content);
    case "web-push":
      return renderWebPush(job, job.content);
    case "sms":
    case "whatsapp":
      return renderText(job, job.content);
    case "in-app":
      return renderInApp(job, job.content);
    case "webhook":
      return renderWebhook(job, job.content);
  }
}

function renderEmail(job: SendJob, content: ContentOf<"email">): Rendering {
  const { subject, preview, body, buttonLabel, buttonUrl } = content;
  const filled = fillIn(
    { subject, preview, body: content.html ? "" : body, buttonLabel, buttonUrl, plain: content.text ?? "" },
    job.data,
  );
  if (filled.kind === "error") return filled;
  const { text } = filled;
  const mail = {
    lang: textLanguage(content.language ?? job.sender.language),
    subject: text.subject,
  };
  const whole = content.html ? renderTemplate(body, { ...job.data, mail }, { escapes: true }) : null;
  if (whole?.kind === "error") return whole;
  const html = whole?.text ?? layOutEmail({ ...text, ...job.sender, lang: mail.lang });
  const from = parseParty(job.sender.from, job.sender.shopName);
  const composed = composeEmail({
    key: job.key,
    from,
    replyTo: job.sender.replyTo ? { address: job.sender.replyTo } : undefined,
    to: { address: job.endpoint, name: content.team ? undefined : recipientName(job.data) },
    subject: text.subject,
    html,
    text: text.plain,
    unsubscribe: job.unsubscribeUrl ? { url: job.unsubscribeUrl } : undefined,
    preferences: job.preferencesUrl ? { url: job.preferencesUrl } : undefined,
    returnId: job.returnId,
    language: customerLanguage(localeIn(job.data), job.sender.language),
    postalAddress: job.sender.postalAddress || undefined,
    brand: job.sender.brand,
    now: job.now,
  });
  if (composed.kind === "error") return composed;
  const { mail: tracked, shownHtml } = trackEmail(composed.mail, job);
  const rendered: RenderedMessage = {
    channel: "email",
    from: `${from.name ?? ""} <${from.address}>`.trim(),
    to: job.endpoint,
    subject: tracked.subject,
    html: shownHtml,
    text: tracked.text,
    headers: tracked.headers,
  };
  return { kind: "email", mail: tracked, rendered };
}

function localeIn(data: Record<string, unknown>): string | null {
  const locale = (data.profile as { locale?: unknown } | undefined)?.locale;
  return typeof locale === "string" ? locale : null;
}

function recipientName(data: Record<string, unknown>): string | undefined {
  const name = (data.profile as { name?: unknown } | undefined)?.name;
  return typeof name === "string" && name.trim() ? name : undefined;
}

/** Reads "Shop <hello@example.com>" or a bare address. */
export function parseParty(text: string, fallbackName: string): EmailParty {
  const match = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(text);
  if (match) return { name: match[1] || fallbackName, address: match[2]!.trim() };
  return { name: fallbackName, address: text.trim() };
}
