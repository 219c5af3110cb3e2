import { RETURN_TAG } from "#server/delivery/providers/provider.ts";
import { objectOf, type ToldBounce, textOf, told, toldComplaint } from "./told-bounce.ts";

/** https://postmarkapp.com/developer/api/bounce-api#bounce-types */
const HARD = new Set(["HardBounce", "BadEmailAddress"]);
const SOFT = new Set(["SoftBounce", "Transient", "DnsError", "Undeliverable"]);
const BLOCKED = new Set(["Blocked", "SpamNotification", "DMARCPolicy"]);

/** The bounce and the spam complaint webhooks of Postmark, which signs neither. */
export function readPostmark(json: unknown): ToldBounce[] {
  const { RecordType, Type, Metadata, Description, Details } = objectOf(json);
  const id = objectOf(Metadata)[RETURN_TAG];
  if (RecordType === "SpamComplaint" || Type === "SpamComplaint") return [toldComplaint(id)];
  const type = textOf(Type);
  if (RecordType !== "Bounce" || !(HARD.has(type) || SOFT.has(type) || BLOCKED.has(type))) return [];
  const texts = [Details ? "" : Description, Details];
  const hint = HARD.has(type) ? "hard" : SOFT.has(type) ? "soft" : null;
  return [told(id, { texts, hint, blocked: BLOCKED.has(type) })];
}
