import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { type ConsentChange, findConsent } from "./consents.ts";
import { findProfile } from "./profiles.ts";
import { endPushSubscription, pushSubscriptionsOf, savePushSubscription } from "./push-subscriptions.ts";

/** Living subscriptions of one profile; with more, the oldest end. */
export const BROWSERS_PER_PROFILE_MAX = 20;

const holder = statement<{ endpoint: string }>()((query, { pushSubscriptions }) =>
  query
    .select({ profileId: pushSubscriptions.profileId })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.endpoint, sql.placeholder("endpoint"))),
);

/** A browser on the shop's site, as its push service knows it. */
export interface Browser {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  userAgent: string | null;
  /** Now. */
  at: number;
}

/**
 * Subscribes a browser for a profile, which grants web push. When it is not certain that the person said so just now (`agreed` is
 * false), somebody who has withdrawn stays so. `setConsent` writes the consent and tells of it. False when there is no such profile any more.
 */
export function* subscribeBrowser(
  tx: Transaction,
  profileId: number,
  {
    browser,
    agreed,
    setConsent,
  }: { browser: Browser; agreed: boolean; setConsent: (change: ConsentChange) => Steps<void> },
): Steps<boolean> {
  if (!(yield* findProfile(profileId))) return false;
  const { at, ...subscription } = browser;
  yield* savePushSubscription(tx, { ...subscription, profileId, createdAt: at });
  yield* endOldest(tx, profileId, browser);
  const consent = { profileId, channel: "web-push" as const, topic: DEFAULT_TOPIC };
  const before = yield* findConsent(profileId, consent.channel, consent.topic);
  if (agreed || before !== "withdrawn")
    yield* setConsent({ ...consent, state: "granted", source: "browser", at });
  return true;
}

/**
 * Puts a browser's new subscription in the place of its old one: nobody was asked, so consent stays as it is. Answers
 * whose it is; null when the old one is not known.
 */
export function* replaceBrowser(
  tx: Transaction,
  oldEndpoint: string,
  { at, ...subscription }: Browser,
): Steps<number | null> {
  const profileId = yield* holderOf(oldEndpoint);
  if (profileId === null) return null;
  if (oldEndpoint !== subscription.endpoint) yield* endPushSubscription(tx, oldEndpoint, at);
  yield* savePushSubscription(tx, { ...subscription, profileId, createdAt: at });
  return profileId;
}

/** Answers whose it was; null when it is not known. Consent stays: other browsers may go on. */
export function* endBrowser(tx: Transaction, endpoint: string, at: number): Steps<number | null> {
  const profileId = yield* holderOf(endpoint);
  if (profileId !== null) yield* endPushSubscription(tx, endpoint, at);
  return profileId;
}

function* holderOf(endpoint: string): Steps<number | null> {
  return (yield* prepared(holder, { endpoint }))[0]?.profileId ?? null;
}

function* endOldest(tx: Transaction, profileId: number, { endpoint, at }: Browser): Steps<void> {
  const living = (yield* pushSubscriptionsOf(profileId)).filter((known) => known.endpoint !== endpoint);
  const surplus = living.length + 1 - BROWSERS_PER_PROFILE_MAX;
  const oldest = living.sort((a, b) => a.id - b.id).slice(0, Math.max(surplus, 0));
  for (const known of oldest) yield* endPushSubscription(tx, known.endpoint, at);
}
