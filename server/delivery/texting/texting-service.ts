import type { GuardedHttp, HttpResult } from "../guarded-http.ts";
import type { DeliveryOutcome, OutcomeValues } from "../outcome.ts";
import { isAccepted } from "../providers/provider.ts";
import { retryAfterMs } from "../retry-after.ts";
import type { TextingConfig } from "./config.ts";
import type { Answer, ComposedText, Meaning, TextingAdapter } from "./texting-adapter.ts";
import { twilio } from "./twilio.ts";

const ANSWER_MAX_CHARS = 300;

interface TextingContext {
  client: GuardedHttp;
  now: number;
}

/**
 * Hands one text message to the service, and says what became of it. Never rejects. Without an answer nobody can tell
 * whether it was taken, and the service recognises no repeat: such a message is not tried again.
 */
export async function sendText(
  config: TextingConfig,
  text: ComposedText,
  { client, now }: TextingContext,
): Promise<DeliveryOutcome> {
  const adapter = twilio(config);
  const result = await client.request({ ...adapter.sendRequest(text), redirectsMax: 0 });
  if (result.kind === "refused" || result.kind === "no-connection")
    return { kind: "retry", code: "text.service-unreachable", values: { answer: reasonOf(result) } };
  if (result.kind === "interrupted")
    return { kind: "unknown", code: codes.unclear, values: { answer: reasonOf(result) } };
  if (isAccepted(result)) {
    const providerId = adapter.idOf(result);
    return { kind: "sent", detail: { status: result.status }, ...(providerId ? { providerId } : {}) };
  }
  const meaning = adapter.meaningOf(result);
  const refusal = { code: codes[meaning], values: valuesOf(adapter, result) };
  switch (meaning) {
    case "unclear":
      return { kind: "unknown", ...refusal };
    case "left":
      return { kind: "failed", ...refusal, suppress: true };
    case "number":
      return { kind: "failed", ...refusal, ...(adapter.isNumberGone(result) && { suppress: true }) };
    case "refused":
    case "window":
      return { kind: "failed", ...refusal };
    default: {
      const wait = retryAfterMs(result.headers["retry-after"], now);
      return { kind: "retry", ...refusal, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
    }
  }
}

/** Asks the service whether the token works; nothing is sent. */
export async function checkTexting(
  config: TextingConfig,
  client: GuardedHttp,
): Promise<{ kind: "ok" } | { kind: "error"; code: string; values: OutcomeValues }> {
  const adapter = twilio(config);
  const result = await client.request({ ...adapter.checkRequest(), redirectsMax: 0 });
  if (result.kind !== "response")
    return { kind: "error", code: "text.service-unreachable", values: { answer: reasonOf(result) } };
  if (isAccepted(result)) return { kind: "ok" };
  return { kind: "error", code: codes[adapter.meaningOf(result)], values: valuesOf(adapter, result) };
}

const codes: Record<Meaning, string> = {
  key: "text.service-key",
  account: "text.service-account",
  sender: "text.service-sender",
  busy: "text.service-busy",
  refused: "text.service-refused",
  number: "text.bad-number",
  left: "text.recipient-left",
  window: "text.outside-window",
  unclear: "text.service-no-answer",
};

function valuesOf(adapter: TextingAdapter, answer: Answer): OutcomeValues {
  const shown = (adapter.wordsOf(answer) || answer.body).slice(0, ANSWER_MAX_CHARS);
  return { status: answer.status, ...(shown ? { answer: shown } : {}) };
}

function reasonOf({ code, values }: Exclude<HttpResult, { kind: "response" }>): string {
  return String(values.reason ?? code);
}
