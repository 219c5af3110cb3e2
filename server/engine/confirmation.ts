import type { Steps } from "#server/database/database.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash, confirmUrl } from "#server/links.ts";
import { confirmationsOf } from "#server/store/confirmations.ts";
import { lastAnswer, lastSaid, saidOf } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import { insertMessage, type Message } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Channel } from "#workflows/node.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import { type Topic, topicsNamed } from "#workflows/topics.ts";
import type { IntakeItem } from "./intake.ts";
import type { StepServices } from "./step.ts";

/** How long the link in the mail can be used after it was sent. */
export const CONFIRM_LINK_MS = 7 * 24 * 3_600_000;
/** Somebody who asks again for the same within this time is not written to a second time. */
export const CONFIRM_AGAIN_MS = 24 * 3_600_000;
/** The same after a mail that was left out: only so long that a page which asks at every visit does not fill the list. */
const CONFIRM_AFTER_SKIP_MS = 10 * 60_000;
/** Mails in all, whatever they ask about, until the person says yes or no. */
export const CONFIRMATIONS_MAX = 3;

const CHANNEL = "email";
const KEY_PREFIX = "confirm-";

type Identify = Extract<IntakeItem, { kind: "identify" }>;
type Earlier = Pick<Message, "endpoint" | "status" | "data" | "createdAt">;

/**
 * Asks by email whether the person wants emails, in the transaction in which a program said so: when it asked with this
 * item, or has asked before and the address comes only now. One mail asks about every topic that waits for an answer.
 * Who has unsubscribed may ask anew on the web page.
 */
export function* askToConfirm(
  services: StepServices,
  { id: profileId, email, locale }: Profile,
  item: Identify,
): Steps<void> {
  const { traits, isPublic = false, receivedAt: now } = item;
  const asked = askedIn(item);
  if (item.asksNobody || email === null) return;
  if (asked.length === 0 && traits.fields.email === undefined) return;
  const { shop, topics } = services.live.settings;
  const waiting = (yield* waitingTopics(profileId, { asked, isPublic })).filter((key) =>
    isOffered(topics, key),
  );
  const sought = asked.length === 0 ? waiting : waiting.filter((topic) => asked.includes(topic));
  if (sought.length === 0) return;
  const earlier = yield* confirmationsOf({ profileId, prefix: `${KEY_PREFIX}${CHANNEL}-` });
  const unasked: string[] = [];
  for (const topic of sought) {
    const mails = yield* unansweredMails(profileId, topic, earlier);
    const isHeld = mails.some((one) => one.createdAt > now - againAfterMs(one));
    const isAsked = asked.length === 0 && mails.some(({ endpoint }) => endpoint === email);
    if (!isHeld && !isAsked) unasked.push(topic);
  }
  if (unasked.length === 0) return;
  const answeredAt = (yield* lastAnswer(profileId, CHANNEL)) ?? 0;
  const sent = earlier.filter(
    ({ status, createdAt }) => createdAt > answeredAt && status !== "skipped" && status !== "failed",
  );
  if (sent.length >= CONFIRMATIONS_MAX) return;

  yield* insertMessage({
    // More than one may be asked for at the same moment, each about something else.
    key: `${KEY_PREFIX}${CHANNEL}-${unasked[0]}-${profileId}-${now}`,
    profileId,
    workflowId: null,
    runId: null,
    nodeId: null,
    visit: null,
    channel: CHANNEL,
    endpoint: email,
    content: contentFor(locale, shop.language),
    data: { askedFrom: isPublic ? "browser" : "api", topics: waiting },
    createdAt: now,
  });
  yield* note({ profileId, at: now, reason: { code: "consent.asked" } });
  services.dueAt(now);
}

/** The topics that a program asks about; of the channel as a whole it is the default one. */
function askedIn({ consent }: Identify): string[] {
  return consent.flatMap(({ channel, state, topic = DEFAULT_TOPIC }) =>
    channel === CHANNEL && state === "pending" ? [topic] : [],
  );
}

/** What the person has still to answer, the default topic first; with what a visitor asks about who had said no. */
function* waitingTopics(
  profileId: number,
  { asked, isPublic }: { asked: string[]; isPublic: boolean },
): Steps<string[]> {
  const said = yield* saidOf(profileId, CHANNEL);
  const keys = new Set([DEFAULT_TOPIC, ...asked, ...said.map(({ topic }) => topic)]);
  return [...keys].filter((topic) => {
    const isPending = said.some((one) => one.topic === topic && one.state === "pending");
    const counts = consentFor(said, topic);
    if (!asked.includes(topic)) return isPending && counts === "pending";
    return isPending || (counts === "withdrawn" && isPublic);
  });
}

function isOffered(topics: readonly Topic[], key: string): boolean {
  return topics.some((topic) => topic.key === key && !topic.archived);
}

/** Of the earlier mails those that asked about a topic, since the person last answered for it. */
function* unansweredMails(profileId: number, topic: string, earlier: Earlier[]): Steps<Earlier[]> {
  const { yes, no } = yield* lastSaid(profileId, CHANNEL, topic);
  const since = Math.max(yes ?? 0, no ?? 0);
  return earlier.filter((one) => one.createdAt > since && askedTopics(one).includes(topic));
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

/** Whether a message asks for a confirmation and the person has said yes or no since to all that it asks about. */
export function* isAnswered(message: Message): Steps<boolean> {
  if (!isConfirmation(message.key)) return false;
  for (const topic of askedTopics(message)) {
    const { yes, no } = yield* answersTo(message.profileId, CHANNEL, topic);
    if (Math.max(yes ?? 0, no ?? 0) <= message.createdAt) return false;
  }
  return true;
}

/** When somebody last said yes to a topic, and when no: to it, or to the default topic, which speaks for it too. */
export function* answersTo(
  profileId: number,
  channel: Channel,
  topic: string,
): Steps<{ yes: number | null; no: number | null }> {
  const own = yield* lastSaid(profileId, channel, topic);
  if (topic === DEFAULT_TOPIC) return own;
  const main = yield* lastSaid(profileId, channel, DEFAULT_TOPIC);
  return { yes: own.yes, no: main.no === null ? own.no : Math.max(own.no ?? 0, main.no) };
}

/**
 * What a confirmation mail needs beside what every message can read: its link, and the names of what it asks about. Made
 * when it goes out, not before.
 */
export function confirmationData(
  { env, keys, live }: { env: Env; keys: Keys; live: { settings: Pick<Settings, "topics"> } },
  message: Message,
  now: number,
): { confirm_url?: string; confirm_topics?: string } {
  const { key, profileId, channel, endpoint, content, createdAt: askedAt } = message;
  if (!isConfirmation(key)) return {};
  const topics = askedTopics(message);
  const target = {
    ...{ profileId, channel, topics, askedAt },
    addressHash: addressHash(keys, channel, endpoint),
    expiresAt: now + CONFIRM_LINK_MS,
  };
  const language = customerLanguage("language" in content ? (content.language ?? null) : null, "en");
  return {
    confirm_url: confirmUrl(env, keys, target),
    confirm_topics: topicsNamed(live.settings.topics, topics, language),
  };
}

/** What a mail asks about; earlier ones asked about the default topic and did not say so. */
function askedTopics({ data: { topics } }: Pick<Message, "data">): string[] {
  const named = Array.isArray(topics) ? topics.filter((topic) => typeof topic === "string") : [];
  return named.length > 0 ? named : [DEFAULT_TOPIC];
}

function isConfirmation(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}
