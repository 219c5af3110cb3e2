import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { RETURN_PARAM } from "#server/delivery/texting/twilio.ts";
import type { Env } from "#server/env.ts";
import { publicUrl } from "#server/links.ts";
import { isCallbackToken } from "#server/texts/callback-address.ts";
import { type IncomingText, takeIncoming } from "#server/texts/take-incoming.ts";
import { takeStatus } from "#server/texts/take-status.ts";
import type { TextsServices } from "#server/texts/texts-services.ts";
import { isSignedByTwilio } from "#server/texts/twilio-signature.ts";
import { twiml } from "#server/texts/twiml.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { textKeyword } from "#workflows/text-keywords.ts";
import { answerError } from "./answer.ts";
import { readBody } from "./body.ts";

/** Long texts have 1,600 characters; what is told beside them is little. */
const BODY_MAX_BYTES = 64 * 1024;
/** A message with ten pictures has about sixty. */
const FIELDS_MAX = 200;
const TEXT_MAX_CHARS = 5000;
const door = /^\/texts\/([\w-]{1,100})(?:\?(.*))?$/;

type DoorServices = TextsServices & { env: Env; log: Logger };

/** Where the service for text messages tells of answers and of what became of messages. False when it is not for it. */
export async function handleTexts(
  services: DoorServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, token, query = ""] = door.exec(request.url ?? "") ?? [];
  if (token === undefined) return false;
  if (request.method !== "POST") {
    answerError(response, 405, "method-not-allowed", "Use POST", { allow: "POST" });
    return true;
  }
  const { env, keys, engine, log } = services;
  const { texting } = engine.live.settings;
  if (texting === null || !isCallbackToken(keys, texting, token)) {
    answerError(response, 404, "unknown-address", "There is nothing at this address");
    return true;
  }
  const body = await readBody(request, BODY_MAX_BYTES);
  if (body.kind === "aborted") return true;
  if (body.kind === "too-large") {
    answerError(response, 413, "too-large", "The body is too large");
    return true;
  }
  const form = new URLSearchParams(body.bytes.toString("utf8"));
  if (form.size > FIELDS_MAX) {
    answerError(response, 413, "too-large", "The form has too many fields");
    return true;
  }
  const signature = String(request.headers["x-twilio-signature"] ?? "");
  const url = `${publicUrl(env)}${request.url}`;
  if (!isSignedByTwilio(keys.decrypt(texting.sealedToken), { url, form, signature })) {
    log.warn("what told of a text message was not signed as it should be");
    answerError(response, 403, "wrong-signature", "The signature is missing or does not fit");
    return true;
  }
  const message = new URLSearchParams(query).get(RETURN_PARAM);
  const answer = message === null ? await takeText(services, form) : await note(services, message, form);
  response.writeHead(200, { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" });
  response.end(twiml(answer));
  return true;
}

async function note(services: DoorServices, message: string, form: URLSearchParams): Promise<null> {
  const status = form.get("MessageStatus") ?? form.get("SmsStatus") ?? "";
  await takeStatus(services, { message, status, errorCode: form.get("ErrorCode") || null });
  return null;
}

async function takeText(services: DoorServices, form: URLSearchParams): Promise<string | null> {
  const text = readIncoming(form);
  return text && (await takeIncoming(services, text));
}

/** Null for what is no message of somebody with a phone number. */
function readIncoming(form: URLSearchParams): IncomingText | null {
  const [, whatsapp, number = ""] = /^(whatsapp:)?(.*)$/s.exec(form.get("From") ?? "") ?? [];
  const from = phoneAddress(number);
  const sid = form.get("MessageSid") ?? form.get("SmsMessageSid") ?? "";
  const body = form.get("Body");
  if (from === null || sid === "" || body === null) return null;
  // A service that keeps such words itself says which of them it was, also for words of other languages.
  const kept = form.get("OptOutType");
  return {
    ...{ sid, from, body: body.slice(0, TEXT_MAX_CHARS) },
    channel: whatsapp ? "whatsapp" : "sms",
    keyword: textKeyword(kept ?? "") ?? textKeyword(body),
    isAnswered: kept !== null,
  };
}
