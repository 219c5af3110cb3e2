import { randomBytes } from "node:crypto";
import type { RenderedMessage } from "#drizzle/tables.ts";
import { maskHeaders } from "#workflows/actions/call-webhook.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { maskAddress } from "#workflows/mask.ts";
import { markSecrets, misusesSecrets, nameSecrets } from "#workflows/secret-references.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import type { OutcomeValues } from "./outcome.ts";
import { renderTemplate } from "./template.ts";

type WebhookContent = Extract<EffectContent, { channel: "webhook" }>;

/**
 * What a webhook is called with, unlike what is stored and shown: its headers are whole, and `secretMark` stands around
 * the names of the secrets that are still to be filled in.
 */
export type WebhookParts = Pick<WebhookContent, "method" | "url" | "headers" | "body"> & {
  secretMark: string;
  /** The address before anything was filled in: it alone says to whom the call may go. */
  template: string;
};

export type RenderedWebhook =
  | { kind: "webhook"; request: WebhookParts; rendered: RenderedMessage }
  | { kind: "error"; code: string; values: OutcomeValues };

/** Writes the call of a webhook for one person; the secrets stay names. */
export function renderWebhook(job: SendJob, content: WebhookContent): RenderedWebhook {
  const { method } = content;
  if ([content.url, ...Object.values(content.headers)].some(misusesSecrets))
    return { kind: "error", code: "webhook.secret-misused", values: {} };
  const secretMark = `~${randomBytes(12).toString("hex")}~`;
  const address = renderTemplate(markSecrets(content.url, secretMark), job.data, { escapes: "url" });
  if (address.kind === "error") return address;
  const marked = Object.fromEntries(
    Object.entries(content.headers).map(([name, value]) => [name, markSecrets(value, secretMark)]),
  );
  const headers = fillIn(marked, job.data);
  if (headers.kind === "error") return headers;
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
  const url = address.text.trim();
  return {
    kind: "webhook",
    request: { method, url, headers: headers.text, body, secretMark, template: content.url },
    rendered: {
      channel: "webhook",
      method,
      // The address of a team's chat is a password to it.
      url: content.team ? maskAddress(url) : nameSecrets(url, secretMark),
      headers: maskHeaders(headers.text),
      body,
    },
  };
}

/** What a webhook without a body of its own sends: who, and what started the run. */
function defaultBody(job: SendJob): Record<string, unknown> {
  const { profile, event, cart, workflow } = job.data;
  return { profile, event, cart, workflow };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
