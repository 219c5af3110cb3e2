import { callWebhookOf } from "./deliver-webhook.ts";
import type { GuardedHttp } from "./guarded-http.ts";
import type { SendJob } from "./job.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import { renderMessage } from "./render.ts";

/** How much of a request's body and of an answer is shown of a trial. */
export const TRIAL_SHOWN_MAX_CHARS = 16_000;
const HEADERS_SHOWN_MAX = 50;
const HEADER_SHOWN_MAX_CHARS = 500;

/** What a call that somebody tried out sent and got. */
export interface WebhookTrial {
  outcome: DeliveryOutcome;
  /** Null when it could not be written. The owner's own headers are masked; a secret stays its name. */
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null;
  response: {
    status: number;
    headers: Record<string, string>;
    body: string;
    /** More of the body came than is shown. */
    cut: boolean;
    ms: number;
  } | null;
}

/** Really calls a webhook, for somebody who wants to see what happens. */
export async function tryWebhook(job: SendJob, client: GuardedHttp): Promise<WebhookTrial> {
  const rendering = renderMessage(job);
  if (rendering.kind === "error") {
    const { code, values } = rendering;
    return { outcome: { kind: "failed", code, values }, request: null, response: null };
  }
  if (rendering.kind !== "webhook") throw new Error("only a webhook can be tried out");
  const { rendered } = rendering;
  if (rendered.channel !== "webhook") throw new Error("a webhook was written as something else");
  const { method, url, headers, body } = rendered;
  const call = await callWebhookOf(job, rendering.request, client);
  const { response } = call;
  return {
    outcome: call.outcome,
    request: {
      method,
      url,
      headers: { ...headers, ...call.ownHeaders },
      body: method === "GET" ? "" : body.slice(0, TRIAL_SHOWN_MAX_CHARS),
    },
    response: response && {
      status: response.status,
      headers: shownHeaders(response.headers),
      body: response.body.slice(0, TRIAL_SHOWN_MAX_CHARS),
      cut: response.truncated || response.body.length > TRIAL_SHOWN_MAX_CHARS,
      ms: response.ms,
    },
  };
}

function shownHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, HEADERS_SHOWN_MAX)
      .map(([name, value]) => [name, value.slice(0, HEADER_SHOWN_MAX_CHARS)]),
  );
}
