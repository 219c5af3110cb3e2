import { createHmac, timingSafeEqual } from "node:crypto";
import { RETURN_TAG } from "#server/delivery/providers/provider.ts";
import { objectOf, type ToldBounce, textOf, told, toldComplaint } from "./told-bounce.ts";

/** Mailgun's webhooks for permanent failures and for complaints. It goes on trying after temporary ones by itself. */
export function readMailgun(json: unknown): ToldBounce[] {
  const event = objectOf(objectOf(json)["event-data"]);
  const id = objectOf(event["user-variables"])[RETURN_TAG];
  if (event.event === "complained") return [toldComplaint(id)];
  if (event.event !== "failed" || event.severity !== "permanent") return [];
  const status = objectOf(event["delivery-status"]);
  const texts = [status["enhanced-code"], status.description, status.message];
  switch (event.reason) {
    case "bounce":
    case "suppress-bounce":
      return [told(id, { texts, hint: "hard" })];
    case "espblock":
      return [told(id, { texts, hint: null, blocked: true })];
    case "suppress-complaint":
    case "suppress-unsubscribe":
      return [];
    default:
      return [told(id, { texts, hint: "soft" })];
  }
}

/** Whether Mailgun signed it: an HMAC over a time and a token. It does not cover the rest of the body. */
export function isSignedByMailgun(signingKey: string, json: unknown): boolean {
  const { timestamp, token, signature } = objectOf(objectOf(json).signature);
  const when = typeof timestamp === "number" ? String(timestamp) : textOf(timestamp);
  if (when === "" || textOf(token) === "") return false;
  const right = createHmac("sha256", signingKey)
    .update(`${when}${textOf(token)}`)
    .digest();
  const given = Buffer.from(textOf(signature), "hex");
  return given.length === right.length && timingSafeEqual(given, right);
}
