import type { IncomingMessage, ServerResponse } from "node:http";
import { readChoiceForm, writeBefore } from "#server/preferences/choice-form.ts";
import { choosePreferences } from "#server/preferences/choose.ts";
import { answerError } from "./answer.ts";
import { readBody } from "./body.ts";

const BODY_MAX_BYTES = 32 * 1024;
const FORM_TYPE = "application/x-www-form-urlencoded";
const path = /^\/preferences\/([\w.-]{1,300})(?:\?.*)?$/;

/**
 * Takes what a customer chose on their page of preferences. A GET is the page itself and changes nothing, because
 * scanners open every link in a mail. False when it is not a POST to it.
 */
export async function handlePreferences(
  services: Parameters<typeof choosePreferences>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const token = request.method === "POST" ? path.exec(request.url ?? "")?.[1] : undefined;
  if (!token) return false;
  const body = await readBody(request, BODY_MAX_BYTES);
  if (body.kind !== "ok") {
    answerError(response, 413, "too-large", "This is more than the page can have sent");
    return true;
  }
  if (request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() !== FORM_TYPE) {
    answerError(response, 415, "bad-content-type", `Send the page's form, as ${FORM_TYPE}`);
    return true;
  }
  const form = readChoiceForm(new URLSearchParams(body.bytes.toString("utf8")));
  // Some scanners post to what they find, without the fields of the form.
  if (!form) {
    answerError(response, 400, "nothing-to-do", "Open this link in a browser and choose there");
    return true;
  }
  const acceptLanguage = request.headers["accept-language"] ?? null;
  const before = await choosePreferences(services, { token, form, acceptLanguage });
  if (!before) {
    answerError(response, 404, "unknown-link", "This link is not valid");
    return true;
  }
  const done = new URLSearchParams([
    ["done", before.length === 0 ? "nothing" : form.kind],
    ...before.map((one) => ["was", writeBefore(one)]),
  ]);
  response.writeHead(303, { location: `/preferences/${token}?${done}`, "cache-control": "no-store" });
  response.end();
  return true;
}
