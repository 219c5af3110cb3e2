import type { ComposedEmail } from "../email.ts";
import type { EmailService } from "../email-service.ts";
import type { GuardedHttp, HttpRequest, HttpResult } from "../guarded-http.ts";
import type { DeliveryOutcome, OutcomeValues } from "../outcome.ts";
import { retryAfterMs } from "../retry-after.ts";
import type { ProviderConfig } from "./config.ts";
import { mailgun } from "./mailgun.ts";
import { postmark } from "./postmark.ts";
import { type Answer, type EmailProvider, isAccepted, jsonOf, type Meaning } from "./provider.ts";
import { resend } from "./resend.ts";
import { sendgrid } from "./sendgrid.ts";
import { ses } from "./ses.ts";

const ANSWER_MAX_CHARS = 300;

export interface ProviderContext {
  client: GuardedHttp;
  /** Instead of the service's own address, for tests. */
  origin?: string;
}

/** A sending service reached over HTTP. */
export function providerService(config: ProviderConfig, context: ProviderContext): EmailService {
  const provider = providerOf(config);
  const origin = context.origin ?? provider.origin;
  return {
    async send(mail: ComposedEmail) {
      const now = mail.options.date.getTime();
      const request = await provider.sendRequest(mail, { origin, now });
      const handOver = () => context.client.request({ ...request, redirectsMax: 0 });
      const result = await handOver();
      const first = outcomeOf(provider, result, now);
      if (first.kind !== "unknown" || !provider.recognisesRepeats || isOwnAnswer(result)) return first;
      // At once and never later: by then it may read otherwise, or be wanted no more by whoever believes it never went out.
      const second = outcomeOf(provider, await handOver(), now);
      return second.kind === "sent" ? second : first;
    },
    close: () => {},
  };
}

/** Asks the service whether the key works; nothing is sent. */
export async function checkProvider(
  config: ProviderConfig,
  context: ProviderContext & { now: number },
): Promise<{ kind: "ok" } | { kind: "error"; code: string; values: OutcomeValues }> {
  const provider = providerOf(config);
  const origin = context.origin ?? provider.origin;
  const request: HttpRequest = provider.checkRequest({ origin, now: context.now });
  const result = await context.client.request({ ...request, redirectsMax: 0 });
  if (result.kind !== "response")
    return { kind: "error", code: "email.service-unreachable", values: { answer: reasonOf(result) } };
  const meaning = provider.checkProblem(result);
  if (meaning === null) return { kind: "ok" };
  return { kind: "error", code: codes[meaning], values: valuesOf(result) };
}

function providerOf(config: ProviderConfig): EmailProvider {
  switch (config.service) {
    case "ses":
      return ses(config);
    case "resend":
      return resend(config);
    case "postmark":
      return postmark(config);
    case "sendgrid":
      return sendgrid(config);
    case "mailgun":
      return mailgun(config);
  }
}

function outcomeOf(provider: EmailProvider, result: HttpResult, now: number): DeliveryOutcome {
  if (result.kind === "refused" || result.kind === "no-connection")
    return { kind: "retry", code: "email.service-unreachable", values: { answer: reasonOf(result) } };
  if (result.kind === "interrupted")
    return { kind: "unknown", code: codes.unclear, values: { answer: reasonOf(result) } };
  const values = valuesOf(result);
  if (isAccepted(result)) {
    const providerId = provider.idOf(result);
    return { kind: "sent", detail: { status: result.status }, ...(providerId ? { providerId } : {}) };
  }
  const meaning = provider.meaningOf(result) ?? byStatus(result.status);
  const code = codes[meaning];
  // Handed over, and nobody can tell whether it was taken.
  if (meaning === "unclear") return { kind: "unknown", code, values };
  if (meaning === "refused") return { kind: "failed", code, values };
  if (meaning === "suppressed") return { kind: "failed", code, values, suppress: true };
  const wait = retryAfterMs(result.headers["retry-after"], now);
  return { kind: "retry", code, values, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

/** What the service says of a message itself it would say again; a gateway in front of it only heard nothing. */
function isOwnAnswer(result: HttpResult): boolean {
  return result.kind === "response" && result.status < 500;
}

const codes: Record<Meaning, string> = {
  key: "email.service-key",
  account: "email.service-account",
  sender: "email.service-sender",
  busy: "email.service-busy",
  refused: "email.service-refused",
  suppressed: "email.service-suppressed",
  unclear: "email.service-no-answer",
};

function byStatus(status: number): Meaning {
  if (status === 401 || status === 403) return "key";
  // The service says itself that it did not do it; a gateway only says that it heard nothing.
  if (status === 408 || status === 429 || status === 500 || status === 503) return "busy";
  if (status >= 500) return "unclear";
  return status >= 400 ? "refused" : "unclear";
}

function valuesOf(answer: Answer): OutcomeValues {
  const json = jsonOf(answer);
  const [first] = Array.isArray(json.errors) ? json.errors : [];
  const words = [json.message, json.Message, first?.message].find((text) => typeof text === "string" && text);
  const shown = String(words ?? answer.body).slice(0, ANSWER_MAX_CHARS);
  return { status: answer.status, ...(shown ? { answer: shown } : {}) };
}

function reasonOf({ code, values }: Exclude<HttpResult, { kind: "response" }>): string {
  return String(values.reason ?? code);
}
