import { RETURN_HEADER } from "#server/delivery/email.ts";
import { RETURN_TAG } from "#server/delivery/providers/provider.ts";
import { type Json, listOf, objectOf, type ToldBounce, told, toldComplaint } from "./told-bounce.ts";

/** What Amazon SES tells of a bounce or a complaint, by either of its two ways: notifications, or events. */
export function readSes(json: unknown): ToldBounce[] {
  const notification = objectOf(json);
  const type = notification.notificationType ?? notification.eventType;
  const id = idOf(objectOf(notification.mail));
  if (type === "Complaint") {
    // Somebody took it out of the spam folder.
    const isPraise = objectOf(notification.complaint).complaintFeedbackType === "not-spam";
    return isPraise ? [] : [toldComplaint(id)];
  }
  if (type !== "Bounce") return [];
  const bounce = objectOf(notification.bounce);
  // Each of our emails has one recipient.
  const [recipient = {}] = listOf(bounce.bouncedRecipients);
  const hint = bounce.bounceType === "Permanent" ? "hard" : "soft";
  return [told(id, { texts: [recipient.status, recipient.diagnosticCode], hint })];
}

function idOf(mail: Json): unknown {
  const tag: unknown = objectOf(mail.tags)[RETURN_TAG];
  if (Array.isArray(tag)) return tag[0];
  const header = listOf(mail.headers).find(
    ({ name }) => String(name).toLowerCase() === RETURN_HEADER.toLowerCase(),
  );
  return header?.value;
}
