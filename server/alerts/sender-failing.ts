import type { Attempt } from "#server/store/alert-reads.ts";
import type { ReasonCode, ReasonValues } from "#workflows/reasons.ts";
import type { Check } from "./check.ts";

/** So many failures in a row are no chance. */
const IN_A_ROW = 5;
/** Fewer attempts than this within the hour say nothing about their share. */
const HOUR_ATTEMPTS_MIN = 10;
const FAILED_SHARE_MAX = 0.5;
const HOUR_MS = 3_600_000;
/** What is older tells nothing of how it stands now. */
const LOOKED_BACK_MS = 24 * HOUR_MS;

/** These lie with the address or the text of one message, and the sender had no part in it. */
const NOT_THE_SENDERS: ReadonlySet<string> = new Set<ReasonCode>([
  "email.no-such-mailbox",
  "email.bad-address",
  "email.bad-name",
  "email.bad-subject",
  "email.too-long",
  "email.too-large",
  "email.service-suppressed",
  "push.gone",
  "push.bad-subscription",
  "push.bad-request",
  "push.no-title",
  "push.no-label",
  "push.bad-link",
  "push.too-long",
  "push.too-long-for-service",
  "in-app.empty",
  "in-app.bad-link",
  "in-app.too-long",
  "text.bad-number",
  "text.recipient-left",
  "text.outside-window",
  "text.empty",
  "text.too-long",
  "text.no-variable",
  "message.interrupted",
]);
/** What could not be written was never tried. */
const NOT_WRITTEN = ["template.", "email.code-"];

/** Messages of one channel are refused again and again. */
export const senderFailing: Check = {
  code: "sender.failing",
  async find({ reads, now }) {
    const attempts = await reads.listLateAttempts();
    const channels = [...new Set(attempts.map(({ channel }) => channel))];
    return channels.flatMap((channel) => {
      const values = judgeSender(
        attempts.filter((attempt) => attempt.channel === channel),
        now,
      );
      return values ? [{ subject: channel, values }] : [];
    });
  },
};

/** What is wrong with a sender by its attempts, newest first; null when nothing is. */
export function judgeSender(attempts: readonly Attempt[], now: number): ReasonValues | null {
  const telling = attempts.filter(({ at, code }) => now - at <= LOOKED_BACK_MS && !isNotTheSenders(code));
  const newest = telling.find(failed);
  const reason = { why: newest?.code ?? "", ...statusOf(newest) };
  const firstGood = telling.findIndex((attempt) => !failed(attempt));
  const inARow = firstGood < 0 ? telling.length : firstGood;
  if (inARow >= IN_A_ROW) return { count: inARow, ...reason };
  const lastHour = telling.filter(({ at }) => now - at <= HOUR_MS);
  const count = lastHour.filter(failed).length;
  const isMost = lastHour.length >= HOUR_ATTEMPTS_MIN && count / lastHour.length > FAILED_SHARE_MAX;
  return isMost ? { count, of: lastHour.length, ...reason } : null;
}

function failed({ outcome }: Attempt): boolean {
  return outcome !== "sent";
}

function isNotTheSenders(code: string | null): boolean {
  return code !== null && (NOT_THE_SENDERS.has(code) || NOT_WRITTEN.some((start) => code.startsWith(start)));
}

/** Of what the other side said only the number is kept: its words may name a customer. */
function statusOf(attempt: Attempt | undefined): ReasonValues {
  const status = attempt?.values?.status;
  return typeof status === "number" ? { status } : {};
}
