import type { Steps, Transaction } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { tellBounce } from "#server/notices/messages.ts";
import { leaveChannelAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { hasBounced, insertBounce, lastReadAt, softBouncesSince } from "#server/store/bounces.ts";
import { COMPLAINED, suppress } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import type { Message } from "#server/store/messages.ts";
import { findProfile, profileIdsWithEmail } from "#server/store/profiles.ts";
import { storable } from "#server/store/storable.ts";
import type { ReasonCode, ReasonValues } from "#workflows/reasons.ts";
import {
  type BounceReport,
  judgeBounce,
  kindOf,
  liesWithMailbox,
  type Verdict,
  verdictOf,
} from "./judge-bounce.ts";

const DAY_MS = 24 * 3_600_000;
/** An address is given up when emails to it came back on so many days … */
export const SOFT_DAYS = 3;
/** … of the last so many, and nobody opened one in between. */
export const SOFT_WITHIN_MS = 30 * DAY_MS;
const DETAIL_MAX_CHARS = 500;
export const COMPLAINT_SOURCE = "complaint";

const reasons: Record<Verdict, ReasonCode> = {
  "no-mailbox": "bounce.no-mailbox",
  full: "bounce.full",
  temporary: "bounce.temporary",
  refused: "bounce.refused",
  policy: "bounce.policy",
  "our-address": "bounce.our-address",
  complaint: "bounce.complaint",
};

export interface BounceServices {
  live: Listeners;
  keys: Keys;
}

/**
 * Writes down that an email came back or was called spam, and does what follows: an address that does not exist, or that
 * emails came back from again and again, is not written to any more; a complaint unsubscribes. Told again, it does
 * nothing. `noted`: the history says already what happened.
 */
export function* recordBounce(
  tx: Transaction,
  services: BounceServices,
  message: Message,
  report: BounceReport,
  { at, noted = false }: { at: number; noted?: boolean },
): Steps<"recorded" | "known" | "ignored"> {
  const { content, channel, captured, profileId } = message;
  // What never left cannot come back, and a notice to the team is nobody's subscription.
  const isTeams = "team" in content && content.team !== undefined;
  if (channel !== "email" || captured || (isTeams && report.kind === "complaint")) return "ignored";
  if (!(yield* findProfile(profileId))) return "ignored";
  const verdict = judgeBounce(report);
  const kind = kindOf(verdict);
  if (yield* hasBounced(tx, message, kind)) return "known";
  const answer = storable(plain(report.detail));
  const detail = answer === "" ? null : answer;
  yield* insertBounce(tx, { profileId, messageId: message.id, channel, kind, code: report.code, detail, at });
  const values: ReasonValues = detail === null ? {} : { answer: detail };
  if (!noted) yield* note({ ...message, at, reason: { code: reasons[verdict], values } });
  if (verdict === "no-mailbox") yield* giveUp(tx, services, message, "email.no-such-mailbox", values, at);
  else if (verdict === "complaint") yield* unsubscribe(tx, services, message, at);
  else if (liesWithMailbox(verdict)) yield* countSoft(tx, services, message, at);
  return "recorded";
}

function* giveUp(
  tx: Transaction,
  { live, keys }: BounceServices,
  message: Message,
  code: "email.no-such-mailbox" | "bounce.repeated",
  values: ReasonValues,
  at: number,
): Steps<void> {
  const { endpoint } = message;
  yield* suppress(tx, {
    channel: "email",
    addressHash: addressHash(keys, "email", endpoint),
    reason: code,
    at,
  });
  if (live.subscriptions.any) yield* tellBounce(live, message, { code, values }, at);
}

/** Who calls it spam wants no more of it, whatever other profiles have the address too. What they need still comes. */
function* unsubscribe(
  tx: Transaction,
  { live, keys }: BounceServices,
  { profileId, endpoint }: Message,
  at: number,
): Steps<void> {
  const hash = addressHash(keys, "email", endpoint);
  yield* suppress(tx, { channel: "email", addressHash: hash, reason: COMPLAINED, at });
  for (const id of new Set([profileId, ...(yield* profileIdsWithEmail(endpoint))]))
    yield* leaveChannelAndTell(live, { profileId: id, channel: "email", source: COMPLAINT_SOURCE, at });
}

function* countSoft(tx: Transaction, services: BounceServices, message: Message, at: number): Steps<void> {
  const where = { profileId: message.profileId, endpoint: message.endpoint, since: at - SOFT_WITHIN_MS };
  const readAt = (yield* lastReadAt(tx, where)) ?? where.since;
  const counted = (yield* softBouncesSince(tx, where)).filter(
    (bounce) => bounce.at > readAt && liesWithMailbox(verdictOf(bounce)),
  );
  const days = new Set(counted.map((bounce) => Math.floor(bounce.at / DAY_MS))).size;
  if (days < SOFT_DAYS) return;
  yield* note({ ...message, at, reason: { code: "bounce.repeated", values: { days } } });
  yield* giveUp(tx, services, message, "bounce.repeated", { days }, at);
}

/** One line, so that what a stranger's server says cannot be taken for more than that. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, DETAIL_MAX_CHARS);
}
