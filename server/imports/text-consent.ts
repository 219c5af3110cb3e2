import type { Steps } from "#server/database/database.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { findConsent, leavingChannel, saidOf, setConsent } from "#server/store/consents.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import type { Profile } from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { consentFor, toWithdrawAll } from "#workflows/topic-consent.ts";
import { readConsent, readUnsubscribed } from "./consent-words.ts";
import { decideConsent } from "./decide-consent.ts";
import type { ProfileRow } from "./read-row.ts";
import type { TextTarget } from "./targets.ts";

export const textChannels = ["sms", "whatsapp"] as const;
type TextChannel = (typeof textChannels)[number];

/** What a row says of text messages and of WhatsApp. */
export type TextConsents = Partial<Record<TextChannel, "granted" | "withdrawn">>;

/** A bare no, where the column asks whether somebody wants messages to their phone. */
const NO = /^\W*(no|n|false|0)\W*$/i;

/**
 * What the cells of a row say of messages to the phone, or the column of a cell that nobody understands. A no is always
 * taken, and counts for more than a yes beside it; what waits to be confirmed says nothing, because nothing would ask.
 */
export function readTextConsents(
  cells: readonly { target: TextTarget; text: string; header: string }[],
  activeIsYes: boolean,
): { texts: TextConsents } | { unreadable: string } {
  const texts: TextConsents = {};
  for (const { target, text, header } of cells) {
    const channel = target.startsWith("sms") ? "sms" : "whatsapp";
    const said = target.endsWith("consent") ? readAnswer(text, channel, activeIsYes) : readUnsubscribed(text);
    if (said === "unreadable") return { unreadable: header };
    if (said === "withdrawn" || said === "suppressed") texts[channel] = "withdrawn";
    else if (said === "granted") texts[channel] ??= "granted";
  }
  return { texts };
}

/** Of a list of the channels that somebody agreed to, only its own name is a yes here. */
function readAnswer(text: string, channel: TextChannel, activeIsYes: boolean) {
  if (NO.test(text)) return "withdrawn";
  return text.trim().toLowerCase() === channel ? "granted" : readConsent(text, activeIsYes);
}

/** What a row makes of one channel; `others` have the same number, and leave with it. */
export interface TextPlan {
  channel: TextChannel;
  state: "granted" | "withdrawn" | null;
  others: number[];
}

/**
 * By the rules of emails: a withdrawal stays whatever the file says, a no means the number whoever has it, and a yes is
 * one to a number that the person has.
 */
export function* planTexts(known: Profile | null, row: ProfileRow): Steps<TextPlan[]> {
  const plans: TextPlan[] = [];
  const number = phoneAddress(row.fields.phone ?? known?.phone ?? null);
  for (const channel of textChannels) {
    const said = row.texts?.[channel] ?? null;
    if (said === null) continue;
    const sharers = number === null ? [] : yield* profileIdsWithPhone(number);
    const states = new Map<number, string>();
    for (const id of new Set([...sharers, ...(known ? [known.id] : [])]))
      states.set(id, yield* findConsent(id, channel, DEFAULT_TOPIC));
    const others = sharers.filter((id) => id !== known?.id);
    const isReached = number !== null && !row.emailClaimed;
    const decided = decideConsent({
      known: known ? yield* findKnown(known.id, channel, said) : "unknown",
      withdrawnElsewhere: others.some((id) => states.get(id) === "withdrawn"),
      takesAddress: false,
      row: said === "withdrawn" || isReached ? said : null,
      ownerSays: null,
    });
    const state = decided?.state === "granted" || decided?.state === "withdrawn" ? decided.state : null;
    const leaving = said === "withdrawn" && !row.emailClaimed ? others : [];
    const toLeave = leaving.filter((id) => states.get(id) !== "withdrawn");
    if (state !== null || toLeave.length > 0) plans.push({ channel, state, others: toLeave });
  }
  return plans;
}

/** Somebody who left, and has agreed to a topic since, has not left in the eyes of a row that says no. */
function* findKnown(
  profileId: number,
  channel: TextChannel,
  said: "granted" | "withdrawn",
): Steps<ConsentState> {
  const known = yield* saidOf(profileId, channel);
  const state = consentFor(known, DEFAULT_TOPIC);
  const hasMore = said === "withdrawn" && state === "withdrawn" && toWithdrawAll(known).length > 0;
  return hasMore ? "granted" : state;
}

/** Carries it out; the no of a file is about everything that comes through the channel. */
export function* applyTexts(
  profileId: number,
  plans: readonly TextPlan[],
  { source, now: at, tells }: { source: string; now: number; tells?: Listeners },
): Steps<void> {
  for (const { channel, state, others } of plans) {
    const leaving = state === "withdrawn" ? [profileId, ...others] : others;
    for (const id of leaving)
      for (const change of yield* leavingChannel({ profileId: id, channel, source, at }))
        yield* tells ? setConsentAndTell(tells, change) : setConsent(change);
    const granted = { profileId, channel, topic: DEFAULT_TOPIC, state: "granted" as const, source, at };
    if (state === "granted") yield* tells ? setConsentAndTell(tells, granted) : setConsent(granted);
  }
}
