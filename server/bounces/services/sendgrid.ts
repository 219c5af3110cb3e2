import { createPublicKey, verify } from "node:crypto";
import { RETURN_TAG } from "#server/delivery/providers/provider.ts";
import type { ProofRequest } from "#server/hooks/proof.ts";
import { type Json, listOf, type ToldBounce, told, toldComplaint } from "./told-bounce.ts";

const SIGNATURE_HEADER = "x-twilio-email-event-webhook-signature";
const TIMESTAMP_HEADER = "x-twilio-email-event-webhook-timestamp";
/** What it does not even try to send, because it knows the address. */
const DROPPED_HARD = new Set(["Bounced Address", "Invalid"]);

/** SendGrid's event webhook: a list of events of all kinds. */
export function readSendgrid(json: unknown): ToldBounce[] {
  return listOf(json).flatMap(readEvent);
}

function readEvent(event: Json): ToldBounce[] {
  const id = event[RETURN_TAG];
  const texts = [event.status, event.reason];
  switch (event.event) {
    case "spamreport":
      return [toldComplaint(id)];
    case "bounce": {
      const blocked = event.type === "blocked";
      return [told(id, { texts, hint: blocked ? null : "hard", blocked })];
    }
    case "dropped":
      return DROPPED_HARD.has(String(event.reason)) ? [told(id, { texts, hint: "hard" })] : [];
    default:
      return [];
  }
}

/** Whether SendGrid signed it: ECDSA over the time and the raw body, with the public key that its page shows. */
export function isSignedBySendgrid(publicKey: string, { headers, bytes }: ProofRequest): boolean {
  const signature = headers[SIGNATURE_HEADER];
  const timestamp = headers[TIMESTAMP_HEADER];
  if (!signature || !timestamp) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    const signed = Buffer.concat([Buffer.from(timestamp), bytes]);
    return verify("sha256", signed, key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** Whether it is a public key as SendGrid's page shows it. */
export function isSendgridKey(publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ec";
  } catch {
    return false;
  }
}
