import { RETURN_HEADER } from "#server/delivery/email.ts";
import { enhancedCodeIn } from "../judge-bounce.ts";
import { type ToldBounce, toldComplaint } from "../services/told-bounce.ts";
import { type Headers, type MimePart, mimeParts, readHeaders } from "./mime-parts.ts";

/** Complaints are these; other reports tell of a failed signature, or that something is no spam after all. */
const COMPLAINTS = new Set(["abuse", "fraud", "opt-out", "opt-out-list"]);

/**
 * What a mail tells of one of ours that it brings back: a report of a failed delivery (RFC 3464), or of a complaint
 * (RFC 5965). Null when it is another mail, tells only of a delay, or does not hold our message's headers.
 */
export function readReturnedMail(raw: Buffer): ToldBounce | null {
  const parts = mimeParts(raw);
  const returnId = returnIdIn(parts);
  if (returnId === null) return null;
  const feedback = parts.find(({ type }) => type === "message/feedback-report");
  if (feedback) {
    const kind = readHeaders(feedback.body.trimStart()).get("feedback-type") ?? "";
    return COMPLAINTS.has(kind.toLowerCase()) ? toldComplaint(returnId) : null;
  }
  const status = parts.find(({ type }) =>
    ["message/delivery-status", "message/global-delivery-status"].includes(type),
  );
  const failed =
    status && recipientsIn(status).find((fields) => /^failed\b/i.test(fields.get("action") ?? ""));
  if (!failed) return null;
  const detail = (failed.get("diagnostic-code") ?? "").replace(/^\s*[\w-]+\s*;\s*/, "");
  return { returnId, report: { kind: "bounce", code: codeOf(failed, detail), hint: null, detail } };
}

/** Our own mark, in the headers of the message that came back, whole or in part. */
function returnIdIn(parts: MimePart[]): string | null {
  const types = ["message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"];
  for (const { type, body } of parts) {
    if (!types.includes(type)) continue;
    const id = readHeaders(body.trimStart()).get(RETURN_HEADER.toLowerCase());
    if (id !== undefined) return id;
  }
  return null;
}

/** Groups of fields, the first about the message and each further one about a recipient. */
function recipientsIn({ body }: MimePart): Headers[] {
  return body
    .trim()
    .split(/\n\s*\n/)
    .slice(1)
    .map((group) => readHeaders(group.trimStart()));
}

/** What the receiving side said is more exact than a status which only says that it failed. */
function codeOf(fields: Headers, detail: string): string | null {
  const status = enhancedCodeIn(fields.get("status") ?? "");
  const isVague = status === null || status.endsWith(".0.0");
  return isVague ? (enhancedCodeIn(detail) ?? status) : status;
}
