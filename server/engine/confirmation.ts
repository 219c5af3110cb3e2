import type { Steps } from "#server/database/database.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash, confirmUrl } from "#server/links.ts";
import { confirmationsSince } from "#server/store/confirmations.ts";
import { findConsent, lastSaid } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import { insertMessage, type Message } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import type { EffectContent } from "#workflows/node.ts";
import type { IntakeItem } from "./intake.ts";
import type { StepServices } from "./step.ts";

/** How long the link in the mail can be used after it was sent. */
export const CONFIRM_LINK_MS = 7 * 24 * 3_600_000;
/** Somebody who asks again within this time is not written to a second time. */
export const CONFIRM_AGAIN_MS = 24 * 3_600_000;
/** The same after a mail that was left out: only so long that a page which asks at every visit does not fill the list. */
const CONFIRM_AFTER_SKIP_MS = 10 * 60_000;
/** Mails in all, until the person says yes or no. */
export const CONFIRMATIONS_MAX = 3;

const CHANNEL = "email";
const KEY_PREFIX = "confirm-";

/**
 * Asks by email whether the person wants emails, in the transaction in which a program said so: when it asked with this
 * item, or has asked before and the address comes only now. Who has unsubscribed may ask anew on the web page.
 */
export function* askToConfirm(
  services: StepServices,
  { id: profileId, email, locale }: Profile,
  {
    consent,
    traits,
    isPublic = false,
    asksNobody,
    receivedAt: now,
  }: Extract<IntakeItem, { kind: "identify" }>,
): Steps<void> {
  if (asksNobody) return;
  const asks = consent.some(({ channel, state }) => channel === CHANNEL && state === "pending");
  if (email === null || (!asks && traits.fields.email === undefined)) return;
  const state = yield* findConsent(profileId, CHANNEL, DEFAULT_TOPIC);
  if (state !== "pending" && !(state === "withdrawn" && asks && isPublic)) return;

  const { yes, no } = yield* lastSaid(profileId, CHANNEL, DEFAULT_TOPIC);
  const prefix = `${KEY_PREFIX}${CHANNEL}-${DEFAULT_TOPIC}-`;
  const since = Math.max(yes ?? 0, no ?? 0);
  const earlier = yield* confirmationsSince({ profileId, prefix, since });
  if (!asks && earlier.some(({ endpoint }) => endpoint === email)) return;
  if (earlier.some((one) => one.createdAt > now - againAfterMs(one))) return;
  const sent = earlier.filter(({ status }) => status !== "skipped" && status !== "failed");
  if (sent.length >= CONFIRMATIONS_MAX) return;

  yield* insertMessage({
    key: `${prefix}${profileId}-${now}`,
    profileId,
    workflowId: null,
    runId: null,
    nodeId: null,
    visit: null,
    channel: CHANNEL,
    endpoint: email,
    content: contentFor(locale, services.live.settings.shop.language),
    data: { askedFrom: isPublic ? "browser" : "api" },
    createdAt: now,
  });
  yield* note({ profileId, at: now, reason: { code: "consent.asked" } });
  services.dueAt(now);
}

/** Nothing that came from outside stands in it: a stranger must not have the shop carry words to somebody. */
function contentFor(locale: string | null, shopLanguage: string): EffectContent {
  const language = customerLanguage(locale, shopLanguage);
  const { subject, preview, body, button } = customerTexts(language).confirm.mail;
  return {
    ...{ channel: CHANNEL, language, subject, preview, body, buttonLabel: button },
    buttonUrl: "{{ confirm_url }}",
    transactional: true,
    topic: DEFAULT_TOPIC,
  };
}

/** What was never sent keeps nobody from asking again. */
function againAfterMs({ status }: Pick<Message, "status">): number {
  return status === "skipped" ? CONFIRM_AFTER_SKIP_MS : CONFIRM_AGAIN_MS;
}

/** Whether a message asks for a confirmation because somebody with a write key, which anybody has, said so. */
export function isAskedFromBrowser({ key, data }: Pick<Message, "key" | "data">): boolean {
  return isConfirmation(key) && data.askedFrom === "browser";
}

/** Whether a message asks for a confirmation and the person has said yes or no since. */
export function* isAnswered(message: Message): Steps<boolean> {
  if (!isConfirmation(message.key)) return false;
  const { yes, no } = yield* lastSaid(message.profileId, CHANNEL, DEFAULT_TOPIC);
  return Math.max(yes ?? 0, no ?? 0) > message.createdAt;
}

/** What a confirmation mail needs beside what every message can read: its link. Made when it goes out, not before. */
export function confirmationData(
  { env, keys }: { env: Env; keys: Keys },
  { key, profileId, channel, endpoint, createdAt: askedAt }: Message,
  now: number,
): { confirm_url?: string } {
  if (!isConfirmation(key)) return {};
  const target = {
    ...{ profileId, channel, topic: DEFAULT_TOPIC, askedAt },
    addressHash: addressHash(keys, channel, endpoint),
    expiresAt: now + CONFIRM_LINK_MS,
  };
  return { confirm_url: confirmUrl(env, keys, target) };
}

function isConfirmation(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}
