import { createHmac } from "node:crypto";
import { type ReceivedRequest, type ScriptedAnswer, startWebhookReceiver } from "./webhook-receiver.ts";

export const ACCOUNT_SID = "AC0123456789abcdef0123456789abcdef";
export const AUTH_TOKEN = "f7a2b8c4d1e0493aa5c6b7d8e9f01234";
const BODY_MAX_CHARS = 1600;

/** A service that answers as Twilio documents it: `POST /2010-04-01/Accounts/{sid}/Messages.json`, and the account itself. */
export async function startTextingService() {
  let count = 0;
  const receiver = await startWebhookReceiver((request) => {
    if (!isAuthorised(request)) return refusal(401, 20003, "Authenticate");
    if (request.path === `/2010-04-01/Accounts/${ACCOUNT_SID}.json` && request.method === "GET")
      return json(200, { sid: ACCOUNT_SID, status: "active" });
    if (request.path !== `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json` || request.method !== "POST")
      return refusal(404, 20404, `The requested resource ${request.path} was not found`);
    count += 1;
    return take(formOf(request), count);
  });
  return Object.assign(receiver, {
    /** The form of the next message that it is sent. */
    nextForm: async () => Object.fromEntries(formOf(await receiver.next())),
  });
}
export type TextingService = Awaited<ReturnType<typeof startTextingService>>;

function take(form: URLSearchParams, count: number): ScriptedAnswer {
  const to = form.get("To");
  const from = form.get("From") ?? form.get("MessagingServiceSid");
  const body = form.get("Body");
  if (!to) return refusal(400, 21604, "A 'To' phone number is required.");
  if (!from) return refusal(400, 21603, "A 'From' phone number is required.");
  if (!body && !form.get("ContentSid")) return refusal(400, 21602, "Message body is required.");
  if ((body?.length ?? 0) > BODY_MAX_CHARS)
    return refusal(400, 21617, "The concatenated message body exceeds the 1600 character limit");
  if (!/^(whatsapp:)?\+\d{7,15}$/.test(to))
    return refusal(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  const sid = `SM${String(count).padStart(32, "0")}`;
  return json(201, { sid, account_sid: ACCOUNT_SID, to, from, body, status: "queued", error_code: null });
}

/** An error as Twilio's API tells it. */
export function refusal(status: number, code: number, message: string): ScriptedAnswer {
  return json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

/** Signs a request as the documentation says: the address, then each field's name and value by the order of the names. */
export function signAsService(url: string, fields: Record<string, string>, token = AUTH_TOKEN): string {
  const names = Object.keys(fields).sort();
  const signed = names.reduce((text, name) => text + name + fields[name], url);
  return createHmac("sha1", token).update(Buffer.from(signed, "utf8")).digest("base64");
}

function json(status: number, body: unknown): ScriptedAnswer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function formOf({ headers, body }: ReceivedRequest): URLSearchParams {
  const isForm = String(headers["content-type"]).startsWith("application/x-www-form-urlencoded");
  return new URLSearchParams(isForm ? body : "");
}

function isAuthorised({ headers }: ReceivedRequest): boolean {
  const right = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
  return headers.authorization === `Basic ${right}`;
}
