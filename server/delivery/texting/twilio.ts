import { jsonOf, textIn } from "../providers/provider.ts";
import { isMessagingService, type TextChannel, type TextingConfig, textsFrom } from "./config.ts";
import type { Answer, ComposedText, Meaning, TextingAdapter } from "./texting-adapter.ts";
import { isNumberGone, meaningOfCode } from "./twilio-codes.ts";

/** The part of the callback's address that says which message it is about. */
export const RETURN_PARAM = "message";

/** Twilio's Messages resource, which other services speak too. It recognises no repeats. */
export function twilio(config: TextingConfig): TextingAdapter {
  const { accountSid, authToken, baseUrl } = config;
  const account = `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return {
    sendRequest: (text) => ({
      url: `${account}/Messages.json`,
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/x-www-form-urlencoded;charset=utf-8",
        accept: "application/json",
        "user-agent": "Rekindle",
      },
      body: formOf(config, text).toString(),
    }),
    idOf: (answer) => textIn(jsonOf(answer), "sid"),
    meaningOf: (answer) => meaningOfCode(codeOf(answer)) ?? byStatus(answer.status),
    isNumberGone: (answer) => isNumberGone(codeOf(answer)),
    wordsOf: (answer) => textIn(jsonOf(answer), "message") ?? "",
    checkRequest: () => ({
      url: `${account}.json`,
      method: "GET",
      headers: { authorization, accept: "application/json", "user-agent": "Rekindle" },
    }),
  };
}

function formOf(config: TextingConfig, { channel, to, body, template, returnId }: ComposedText) {
  const from = textsFrom(config, channel);
  const form = new URLSearchParams({ To: addressed(channel, to) });
  if (isMessagingService(from)) form.set("MessagingServiceSid", from);
  else form.set("From", addressed(channel, from));
  if (template === null) form.set("Body", body);
  else {
    form.set("ContentSid", template.id);
    const variables = template.variables.map((value, index) => [String(index + 1), value]);
    if (variables.length > 0) form.set("ContentVariables", JSON.stringify(Object.fromEntries(variables)));
  }
  if (config.statusCallback !== null && returnId !== null)
    form.set("StatusCallback", `${config.statusCallback}?${RETURN_PARAM}=${returnId}`);
  return form;
}

function addressed(channel: TextChannel, number: string): string {
  return channel === "whatsapp" ? `whatsapp:${number}` : number;
}

function codeOf(answer: Answer): string {
  const { code } = jsonOf(answer);
  return typeof code === "number" || typeof code === "string" ? String(code) : "";
}

function byStatus(status: number): Meaning {
  if (status === 401 || status === 403) return "key";
  // The service says itself that it did not do it; a gateway only says that it heard nothing.
  if (status === 408 || status === 429 || status === 503) return "busy";
  if (status >= 500) return "unclear";
  return status >= 400 ? "refused" : "unclear";
}
