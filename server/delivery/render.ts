import type { RenderedMessage } from "#drizzle/tables.ts";
import { maskHeaders } from "#workflows/actions/call-webhook.ts";
import { maskAddress } from "#workflows/mask.ts";
import type { EffectContent } from "#workflows/node.ts";
import { type ComposedEmail, composeEmail, type EmailParty } from "./email.ts";
import { layOutEmail } from "./email-layout.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { renderTemplate } from "./template.ts";

type ContentOf<C extends EffectContent["channel"]> = Extract<EffectContent, { channel: C }>;

/** A message as it will go out, with what its channel needs to hand it over; or why it cannot be written. */
export type Rendering =
  | { kind: "email"; mail: ComposedEmail; rendered: RenderedMessage }
  | { kind: "web-push"; payload: string; rendered: RenderedMessage }
  | { kind: "webhook"; request: WebhookParts; rendered: RenderedMessage }
  | { kind: "error"; code: string; values: OutcomeValues };

/** What a webhook is called with; its headers are whole, unlike those that are stored and shown. */
export type WebhookParts = Pick<ContentOf<"webhook">, "method" | "url" | "headers" | "body">;

/** Writes a message for one person: fills in the templates and puts it in the form of its channel. */
export function renderMessage(job: SendJob): Rendering {
  switch (job.content.channel) {
    case "email":
      return renderEmail(job, job.content);
    case "web-push":
      return renderWebPush(job, job.content);
    case "webhook":
      return renderWebhook(job, job.content);
  }
}

function renderEmail(job: SendJob, content: ContentOf<"email">): Rendering {
  const { subject, preview, body, buttonLabel, buttonUrl } = content;
  const filled = fillIn(
    { subject, preview, body: content.html ? "" : body, buttonLabel, buttonUrl },
    job.data,
  );
  if (filled.kind === "error") return filled;
  const { text } = filled;
  const whole = content.html ? renderTemplate(body, job.data, { escapes: true }) : null;
  if (whole?.kind === "error") return whole;
  const html = whole?.text ?? layOutEmail({ ...text, shopName: job.sender.shopName });
  const from = parseParty(job.sender.from, job.sender.shopName);
  const composed = composeEmail({
    key: job.key,
    from,
    to: { address: job.endpoint, name: content.team ? undefined : recipientName(job.data) },
    subject: text.subject,
    html,
    unsubscribe: job.unsubscribeUrl ? { url: job.unsubscribeUrl } : undefined,
    postalAddress: job.sender.postalAddress || undefined,
    now: job.now,
  });
  if (composed.kind === "error") return composed;
  const { mail } = composed;
  const rendered: RenderedMessage = {
    channel: "email",
    from: `${from.name ?? ""} <${from.address}>`.trim(),
    to: job.endpoint,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
  };
  return { kind: "email", mail, rendered };
}

function renderWebPush(job: SendJob, content: ContentOf<"web-push">): Rendering {
  const filled = fillIn({ title: content.title, body: content.body, url: content.url }, job.data);
  if (filled.kind === "error") return filled;
  const { text } = filled;
  return {
    kind: "web-push",
    payload: JSON.stringify({ title: text.title, body: text.body, url: text.url, tag: job.key }),
    rendered: { channel: "web-push", ...text },
  };
}

function renderWebhook(job: SendJob, content: ContentOf<"webhook">): Rendering {
  const { method, url, headers } = content;
  const filled = fillIn({ body: content.body }, job.data);
  if (filled.kind === "error") return filled;
  const body = filled.text.body.trim() || JSON.stringify(defaultBody(job));
  if (content.body.trim() && method !== "GET" && !isJson(body)) {
    return {
      kind: "error",
      code: "webhook.bad-body",
      values: { detail: "it is not JSON once the values are filled in" },
    };
  }
  const request = { method, url, headers, body };
  return {
    kind: "webhook",
    request,
    rendered: {
      channel: "webhook",
      ...request,
      // The address of a team's chat is a password to it.
      url: content.team ? maskAddress(url) : url,
      headers: maskHeaders(headers),
    },
  };
}

/** What a webhook without a body of its own sends: who, and what started the run. */
function defaultBody(job: SendJob): Record<string, unknown> {
  const { profile, event, cart, workflow } = job.data;
  return { profile, event, cart, workflow };
}

function fillIn<K extends string>(
  templates: Record<K, string>,
  data: Record<string, unknown>,
): { kind: "ok"; text: Record<K, string> } | { kind: "error"; code: string; values: OutcomeValues } {
  const text = {} as Record<K, string>;
  for (const [name, template] of Object.entries(templates) as [K, string][]) {
    // Values stay plain here: the layout and JSON's own filter escape them where they land.
    const result = renderTemplate(template, data);
    if (result.kind === "error") return result;
    text[name] = result.text;
  }
  return { kind: "ok", text };
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
