import type { WebhookAnswer } from "#workflows/run.ts";
import type { GuardedHttp } from "./guarded-http.ts";
import type { SendJob } from "./job.ts";
import { keptAnswer } from "./kept-answer.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import type { WebhookParts } from "./render-webhook.ts";
import { sendWebhook, type WebhookCall } from "./webhook.ts";
import { fillInWebhookSecrets } from "./webhook-secrets.ts";

/** Calls the webhook of a message, and keeps the answer where its run wants it. Throws for a job without keys. */
export async function deliverWebhook(
  job: SendJob,
  parts: WebhookParts,
  client: GuardedHttp,
): Promise<{ outcome: DeliveryOutcome; answer?: WebhookAnswer }> {
  const { outcome, response } = await callWebhookOf(job, parts, client);
  const wanted = job.content.channel === "webhook" && job.content.answerName;
  return wanted && response ? { outcome, answer: keptAnswer(response) } : { outcome };
}

/** The call with all that is to be seen of it. Throws for a job without keys. */
export async function callWebhookOf(
  job: SendJob,
  parts: WebhookParts,
  client: GuardedHttp,
): Promise<WebhookCall> {
  const { webhook, content, key, now } = job;
  if (!webhook || content.channel !== "webhook") throw new Error("a webhook without its keys");
  const filled = fillInWebhookSecrets(parts, webhook.secrets);
  if (filled.kind === "refused") {
    const { code, values } = filled;
    return { outcome: { kind: "failed", code, values }, response: null, ownHeaders: {} };
  }
  const timeoutMs = content.timeoutSeconds === undefined ? undefined : content.timeoutSeconds * 1000;
  const { method, body } = parts;
  const request = { key, method, url: filled.url, headers: filled.headers, body, timeoutMs };
  return await sendWebhook({ ...request, secrets: filled.used }, { client, signing: webhook.signing, now });
}
