import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Condition } from "#workflows/condition.ts";
import type { Facts } from "#workflows/facts.ts";
import { holds } from "#workflows/holds.ts";
import { needsIn } from "#workflows/needs.ts";
import type { Channel } from "#workflows/node.ts";
import {
  contentFor,
  type MessageContent,
  type OneOffAudience,
  type OneOffMessage,
  readMessage,
} from "#workflows/one-off.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { consentFor, consentRuleFor, isWritten, type Said } from "#workflows/topic-consent.ts";
import { COMPLAINED, MARKETING_ONLY } from "./consents.ts";
import { agreedAnew } from "./erased-withdrawals.ts";
import { readKnown } from "./measures-of-many.ts";
import type { Profile } from "./profiles.ts";

export interface PageWanted {
  oneOffId: number;
  audience: OneOffAudience;
  message: OneOffMessage;
  shopTimezone: string;
  shopLanguage: string;
  consentRule: "granted" | "soft";
  now: number;
  afterProfileId: number;
  limit: number;
}

/** Somebody whom it is meant for and who has an address. */
export interface Candidate {
  profileId: number;
  /** Where it would go: one, or each of their browsers. */
  addresses: string[];
  agreed: boolean;
}

export interface CountedPage {
  /** Whom it is meant for. */
  people: number;
  candidates: Candidate[];
  channel: Channel | null;
  topic: string;
  transactional: boolean;
  /** Where the next page begins; null after the last one. */
  next: number | null;
}

/** Some of the people of a one-off message, in the order of their ids: whom it is meant for and who can be written to. */
export async function countOneOffPage(db: Database, wanted: PageWanted): Promise<CountedPage> {
  const { audience, message, consentRule, limit } = wanted;
  const page = await readPage(db, wanted);
  const condition = audience.kind === "condition" ? audience.condition : null;
  const facts = await readFacts(db, page, condition, wanted);
  const meant = page.filter(
    (profile) => condition === null || holds(condition, facts.get(profile.id)!.facts, {}, wanted.now),
  );
  const candidates: Candidate[] = [];
  const step = readMessage(message);
  let content: MessageContent | null = null;
  for (const profile of meant) {
    const { facts: known, browsers, said } = facts.get(profile.id)!;
    const theirs = step && contentFor(step, known);
    if (!theirs) continue;
    content = theirs;
    const { channel, topic, transactional } = theirs;
    candidates.push({
      profileId: profile.id,
      addresses: addressesOf(theirs, profile, browsers),
      agreed: transactional || isAgreed(profile, channel, consentFor(said(channel), topic), consentRule),
    });
  }
  return {
    people: meant.length,
    candidates,
    channel: content?.channel ?? null,
    topic: content?.topic ?? "",
    transactional: content?.transactional ?? false,
    next: page.length < limit ? null : page.at(-1)!.id,
  };
}

async function readPage(
  { query, tables: { profiles, oneOffPeople } }: Database,
  { oneOffId, audience, afterProfileId, limit }: PageWanted,
): Promise<Profile[]> {
  const listed = query
    .select({ id: oneOffPeople.profileId })
    .from(oneOffPeople)
    .where(and(eq(oneOffPeople.oneOffId, oneOffId), gt(oneOffPeople.profileId, afterProfileId)))
    .orderBy(asc(oneOffPeople.profileId))
    .limit(limit);
  return await query
    .select()
    .from(profiles)
    .where(audience.kind === "list" ? inArray(profiles.id, listed) : gt(profiles.id, afterProfileId))
    .orderBy(asc(profiles.id))
    .limit(limit);
}

interface Known {
  facts: Facts;
  browsers: string[];
  said(channel: Channel): Said;
}

/** What rules and consents read about everybody of a page, in a few queries for all of them. */
export async function readFacts(
  db: Database,
  page: Profile[],
  condition: Condition | null,
  { shopTimezone, shopLanguage, now }: Pick<PageWanted, "shopTimezone" | "shopLanguage" | "now">,
): Promise<Map<number, Known>> {
  const { query, tables } = db;
  const { pushSubscriptions, consents } = tables;
  const ids = page.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const subscribed = await query
    .select({ profileId: pushSubscriptions.profileId, endpoint: pushSubscriptions.endpoint })
    .from(pushSubscriptions)
    .where(and(inArray(pushSubscriptions.profileId, ids), isNull(pushSubscriptions.endedAt)));
  const spoken = await query.select().from(consents).where(inArray(consents.profileId, ids));
  const people = page.map(({ id, timezone }) => ({ id, zone: timezone ?? shopTimezone }));
  const known = await readKnown(db, people, condition ? needsIn(condition) : [], now);
  const browsers = Map.groupBy(subscribed, ({ profileId }) => profileId);
  const consentsOf = Map.groupBy(spoken, ({ profileId }) => profileId);
  return new Map(
    page.map((profile) => {
      const { id } = profile;
      const theirs = (browsers.get(id) ?? []).map(({ endpoint }) => endpoint);
      const facts: Facts = {
        workflowId: 0,
        profile,
        shopTimezone,
        shopLanguage,
        reachable: {
          email: profile.email !== null,
          webPush: theirs.length > 0,
          phone: phoneAddress(profile.phone) !== null,
        },
        ...known.get(id)!,
        assignments: {},
      };
      const said = (channel: Channel) => (consentsOf.get(id) ?? []).filter((one) => one.channel === channel);
      return [id, { facts, browsers: theirs, said }];
    }),
  );
}

/** Whoever has merely not said no may be written to as a customer, but not at an address that only a stranger named. */
function isAgreed(
  { emailClaimed }: Profile,
  channel: Channel,
  state: ReturnType<typeof consentFor>,
  rule: "granted" | "soft",
): boolean {
  if (!isWritten(state, consentRuleFor(channel, rule))) return false;
  return state === "granted" || channel !== "email" || !emailClaimed;
}

function addressesOf({ channel }: MessageContent, profile: Profile, browsers: string[]): string[] {
  switch (channel) {
    case "email":
      return [profile.email!];
    case "sms":
    case "whatsapp":
      return [phoneAddress(profile.phone)!];
    case "web-push":
      return browsers;
    case "in-app":
      return [`profile-${profile.id}`];
  }
}

/** Which of these addresses must not be written to, by their keyed hashes. */
export async function listSuppressedAmong(
  db: Database,
  wanted: {
    channel: Channel;
    topic: string;
    transactional: boolean;
    places: { profileId: number; addressHash: string }[];
  },
): Promise<string[]> {
  const { suppressions } = db.tables;
  const { channel, topic, transactional, places } = wanted;
  const rows = await db.query
    .select({ addressHash: suppressions.addressHash, reason: suppressions.reason, at: suppressions.at })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.channel, channel),
        inArray(
          suppressions.addressHash,
          places.map(({ addressHash }) => addressHash),
        ),
      ),
    );
  const suppressed: string[] = [];
  for (const { addressHash, reason, at } of rows) {
    if (MARKETING_ONLY.includes(reason)) {
      const { profileId } = places.find((place) => place.addressHash === addressHash)!;
      const since = reason === COMPLAINED ? at : 0;
      if (transactional || (await agreedAnew(db, { profileId, channel, topic, since }))) continue;
    }
    suppressed.push(addressHash);
  }
  return suppressed;
}
