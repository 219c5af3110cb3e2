import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { confirm } from "#server/engine/confirmation-answer.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { Keys } from "#server/keys.ts";
import { answerError } from "./answer.ts";
import { readBody } from "./body.ts";

const BODY_MAX_BYTES = 4 * 1024;
const path = /^\/confirm\/([\w.-]+)(?:\?.*)?$/;

/**
 * Takes the press of the button on the page that a confirmation mail leads to. A GET is the page itself, because
 * scanners open every link in a mail. False when it is not a POST to it.
 */
export async function handleConfirm(
  services: { db: Database; keys: Keys; clock: Clock; engine: Engine },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const token = request.method === "POST" ? path.exec(request.url ?? "")?.[1] : undefined;
  if (!token) return false;
  const body = await readBody(request, BODY_MAX_BYTES);
  const form = new URLSearchParams(body.kind === "ok" ? body.bytes.toString("utf8") : "");
  // Some scanners post to what they find, without the fields of the form.
  if (form.get("do") !== "confirm") {
    answerError(response, 400, "nothing-to-do", "Open this link in a browser and press the button");
    return true;
  }
  const { kind } = await confirm(services, token);
  if (kind === "invalid") answerError(response, 404, "unknown-link", "This link is not valid");
  else {
    response.writeHead(303, { location: `/confirm/${token}` });
    response.end();
  }
  return true;
}
