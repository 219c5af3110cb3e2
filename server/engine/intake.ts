import type { Steps, Transaction } from "#server/database/database.ts";
import { leaveChannelAndTell, setConsentAndTell, tellProfileCreated } from "#server/notices/profiles.ts";
import { fillAttributes, noteLeftOut } from "#server/store/attributes.ts";
import { type ConsentChange, saidOf } from "#server/store/consents.ts";
import { noteDaily } from "#server/store/daily-notes.ts";
import { claimMessageIds } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { isLinkId } from "#server/store/merge.ts";
import { storedPhone } from "#server/store/phone-owners.ts";
import {
  claimAnonymousId,
  findProfileByExternalId,
  type Identity,
  type Profile,
  resolveProfile,
  updateProfile,
} from "#server/store/profiles.ts";
import { makeOwn } from "#server/store/sample-profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import { askToConfirm } from "./confirmation.ts";
import { followProfile } from "./follow-profile.ts";
import { mergeProfiles } from "./merge.ts";
import { recordEvent, seeProfile } from "./record-event.ts";
import { noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";

const NAME_PART_MAX_CHARS = 300;
const KNOWN_ID = { kind: "attributes" as const, names: ["externalId"] };
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

/** Profile fields that traits may set, and everything else they carry. */
export interface Traits {
  fields: Partial<Pick<Profile, "email" | "phone" | "name" | "timezone" | "locale">>;
  attributes: Record<string, unknown>;
  /** What was said in place of an email address, and is none. */
  badEmail?: string;
}

/** What a browser or phone is set to: it fills what nobody has told, and never exchanges anything. */
export type Hints = Partial<Pick<Profile, "timezone" | "locale">>;

interface Arrival extends Identity {
  /** The sender's own id for it, as its door names it; a second arrival under the same id is a repeat. */
  messageId: string | null;
  /** Other ids for it: it is a repeat when any of them has arrived before. */
  otherIds?: string[];
  /** Writes what must be stored together with the item, in the same transaction, knowing what came of it. */
  alongside?: (result: IntakeResult) => Steps<void>;
  at: number;
  receivedAt: number;
  traits: Traits;
  hints?: Hints;
  /** It came with a write key, which anybody can read in a web page. */
  isPublic?: boolean;
}

/** What somebody said of a channel: of one topic of it, or of the channel as a whole. */
export interface SaidConsent {
  channel: Channel;
  topic?: string;
  state: ConsentState;
}

/** One thing that a program told us. */
export type IntakeItem =
  | (Arrival & {
      kind: "identify";
      consent: SaidConsent[];
      /** Whoever has still to confirm is not written to because of it. */
      asksNobody?: boolean;
    })
  | (Arrival & { kind: "track"; name: string; properties: Record<string, unknown> })
  /** Two ids are one person: what was known as `previousId` is known from now on as `externalId`. */
  | (Arrival & { kind: "alias"; previousId: string });

export type IntakeResult =
  | { kind: "accepted"; profileId: number }
  /** It has arrived before, under these of its ids. */
  | { kind: "duplicate"; ids: string[] };

/** Takes items in, one after the other, with all they start and end, in the caller's transaction. */
export function* takeIn(tx: Transaction, services: StepServices, items: IntakeItem[]): Steps<IntakeResult[]> {
  const claimed = yield* claimMessageIds(items.flatMap(idsOf), Math.max(...items.map(receivedAt)));
  const results: IntakeResult[] = [];
  for (const item of items) {
    // An id twice in one list is new the first time.
    const repeated = idsOf(item).filter((id) => !claimed.delete(id));
    const result: IntakeResult =
      repeated.length > 0
        ? { kind: "duplicate", ids: repeated }
        : { kind: "accepted", profileId: yield* takeInOne(tx, services, item) };
    if (item.alongside) yield* item.alongside(result);
    results.push(result);
  }
  return results;
}

/** It is remembered under all its ids, whichever of them it comes under the next time. */
function idsOf({ messageId, otherIds = [] }: IntakeItem): string[] {
  return messageId === null ? otherIds : [messageId, ...otherIds];
}

function receivedAt(item: IntakeItem): number {
  return item.receivedAt;
}

/** Answers with the profile that it was about. */
function* takeInOne(tx: Transaction, services: StepServices, item: IntakeItem): Steps<number> {
  const identified = yield* identify(tx, services, item);
  const profile = yield* applyTraits(tx, services, identified, item);
  if (item.kind === "identify") {
    yield* applyConsent(services, profile, item);
    yield* askToConfirm(services, profile, item);
  } else if (item.kind === "track") {
    yield* seeProfile(services, profile, item, item.receivedAt);
    yield* recordEvent(services, profile, item, item.receivedAt);
  }
  return profile.id;
}

/** Whose it is. Profiles that turn out to be the same person are one from then on. */
function* identify(tx: Transaction, services: StepServices, item: IntakeItem): Steps<Profile> {
  const { isPublic = false, receivedAt: now } = item;
  const email = isPublic ? null : (item.traits.fields.email ?? null);
  const resolved = yield* resolveProfile(tx, identityOf(item), email, now);
  let { profile } = resolved;
  // Whoever holds a secret key tells of a customer of their own, whoever was made up under that id.
  if (profile.isSample && tellsOfPerson(item)) profile = yield* makeOwn(tx, profile, now);
  if (resolved.isNew) yield* tellProfileCreated(services.live, profile, now);
  if (resolved.isNew) yield* noteTouched(services, profile.id, { kind: "everything" }, now);
  else if (resolved.isNamed) yield* noteTouched(services, profile.id, KNOWN_ID, now);
  for (const from of resolved.same)
    profile = yield* mergeProfiles(tx, services, { from, into: profile, isPublic }, now);
  if (item.kind !== "alias") return profile;

  const from = isLinkId(item.previousId) ? null : yield* claimAnonymousId(profile, item.previousId, now);
  if (from) return yield* mergeProfiles(tx, services, { from, into: profile, isPublic }, now);
  yield* noteKeptApart(profile, item.previousId, now);
  return profile;
}

function tellsOfPerson(item: IntakeItem): boolean {
  if (item.isPublic) return false;
  return !saysNothing(item.traits) || (item.kind === "identify" && item.consent.length > 0);
}

function identityOf({ externalId, anonymousId }: IntakeItem): Identity {
  return { externalId, anonymousId: anonymousId !== null && isLinkId(anonymousId) ? null : anonymousId };
}

/** Two numbers of the shop are two customers, even where a program says that they are one. */
function* noteKeptApart(profile: Profile, previousId: string, now: number): Steps<void> {
  const other = yield* findProfileByExternalId(previousId);
  if (!other || other.id === profile.id) return;
  const reason = { code: "profile.kept-apart" as const, values: { externalId: previousId } };
  yield* note({ profileId: profile.id, at: now, reason });
}

function* applyTraits(
  tx: Transaction,
  services: StepServices,
  profile: Profile,
  item: IntakeItem,
): Steps<Profile> {
  const { traits, hints } = item;
  if (saysNothing(traits) && !hints) return profile;
  if (traits.badEmail !== undefined) yield* noteBadEmail(profile.id, traits.badEmail, item.receivedAt);
  if (item.isPublic) yield* noteUnvouchedPhone(profile, traits.fields.phone, item.receivedAt);
  const told = withNameOfParts(profile, hints ? withHints(profile, traits, hints) : traits);
  const fields = item.isPublic ? claimedFields(profile, told.fields) : vouchedFields(told.fields);
  const { attributes, leftOut } = fillAttributes(
    profile.attributes,
    withKnownGroup(profile, told.attributes),
  );
  yield* noteLeftOut(profile.id, leftOut, item.receivedAt);
  // What is told again as it was costs nothing, such as reading by which words the profile is found.
  for (const name of Object.keys(fields) as (keyof Fields)[])
    if (fields[name] === profile[name]) delete fields[name];
  if (attributes === profile.attributes && isEmpty(fields)) return profile;
  const updated = yield* updateProfile(tx, profile.id, { ...fields, attributes, updatedAt: item.receivedAt });
  yield* followProfile(services, { before: profile, after: updated, depth: 0 }, item.receivedAt);
  return updated;
}

/** Most events: nothing in them is about the person. */
function saysNothing({ fields, attributes, badEmail }: Traits): boolean {
  return badEmail === undefined && isEmpty(fields) && isEmpty(attributes);
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}

/** Once a day: a program that knows no better address sends it again and again. */
function* noteBadEmail(profileId: number, said: string, at: number): Steps<void> {
  yield* noteDaily({ profileId, at, reason: { code: "profile.bad-email", values: { said } } });
}

/** Once a day too: a page may say it whenever it is looked at. */
function* noteUnvouchedPhone(
  { id: profileId, phone }: Profile,
  said: string | undefined | null,
  at: number,
): Steps<void> {
  if (!said || storedPhone(said) === phone) return;
  yield* noteDaily({ profileId, at, reason: { code: "profile.unvouched-phone", values: { said } } });
}

function withHints(profile: Profile, traits: Traits, { timezone, locale }: Hints): Traits {
  const fillsZone = timezone !== undefined && profile.timezone === null;
  const fillsLocale = locale !== undefined && profile.locale === null;
  if (!fillsZone && !fillsLocale) return traits;
  const filled = { ...(fillsZone && { timezone }), ...(fillsLocale && { locale }) };
  return { ...traits, fields: { ...filled, ...traits.fields } };
}

/** A first or last name alone is the name of somebody who has no other, and never shortens one that is known. */
function withNameOfParts(profile: Profile, { fields, attributes }: Traits): Traits {
  const { firstName, lastName } = attributes;
  if (fields.name !== undefined || (firstName === undefined && lastName === undefined))
    return { fields, attributes };
  const isMadeOfParts = profile.name === null || profile.name === nameOfParts(profile.attributes);
  const name = nameOfParts({ ...profile.attributes, ...attributes });
  return isMadeOfParts && name !== "" ? { fields: { ...fields, name }, attributes } : { fields, attributes };
}

function nameOfParts({ firstName, lastName }: Record<string, unknown>): string {
  return [firstName, lastName].filter(isPartOfName).join(" ");
}

/** Attributes may hold anything; in an email, what follows a line break in a name could become another header. */
function isPartOfName(value: unknown): boolean {
  const isShort = typeof value === "string" && value !== "" && value.length <= NAME_PART_MAX_CHARS;
  return isShort && !UNPRINTABLE.test(value);
}

/** A group that is only named has all that is known of it already. */
function withKnownGroup(
  { attributes: known }: Profile,
  attributes: Traits["attributes"],
): Traits["attributes"] {
  if (attributes.group === undefined || groupId(known.group) === undefined) return attributes;
  const isOnlyNamed = Object.keys(attributes.group ?? {}).length === 1;
  if (!isOnlyNamed || groupId(attributes.group) !== groupId(known.group)) return attributes;
  return { ...attributes, group: known.group };
}

function groupId(group: unknown): unknown {
  return typeof group === "object" && group !== null && "groupId" in group ? group.groupId : undefined;
}

type Fields = Traits["fields"] & { emailClaimed?: boolean };
const otherFields = ["name", "timezone", "locale"] as const;

/** Who holds a secret key may say anything, and vouches for the address. */
function vouchedFields(fields: Traits["fields"]): Fields {
  const { email, phone } = fields;
  return {
    ...fields,
    ...(phone !== undefined && { phone: storedPhone(phone) }),
    ...(email !== undefined && { emailClaimed: false }),
  };
}

/**
 * What anybody could have sent: it never exchanges the address of anybody, nor anything else of somebody who is known by
 * more than a browser. A phone is never taken from it: texts go to it, and cost money, before anybody has confirmed it.
 */
function claimedFields(profile: Profile, { email, phone, ...others }: Traits["fields"]): Fields {
  const fields: Fields = others;
  const isKnown = profile.externalId !== null || (profile.email !== null && !profile.emailClaimed);
  if (isKnown) for (const name of otherFields) if (profile[name] !== null) delete fields[name];
  if (email && profile.email === null) Object.assign(fields, { email, emailClaimed: true });
  return fields;
}

/**
 * Whoever comes with a write key can ask to be written to, where nothing was said yet: that still has to be confirmed.
 * A program speaks of a topic, or of a channel: then its no is one to every topic, its yes one to whatever the person has
 * not refused.
 */
function* applyConsent(
  { live }: StepServices,
  { id: profileId }: Profile,
  { consent, isPublic, receivedAt: at }: Extract<IntakeItem, { kind: "identify" }>,
): Steps<void> {
  const source = isPublic ? "browser" : "api";
  for (const { channel, topic, state } of consent) {
    const change = { profileId, channel, topic: topic ?? DEFAULT_TOPIC, state, source, at };
    if (isPublic && !(state === "pending" && (yield* isUnsaid(change)))) continue;
    if (state === "withdrawn" && topic === undefined)
      yield* leaveChannelAndTell(live, { profileId, channel, source, at });
    else yield* setConsentAndTell(live, change);
  }
}

/** Neither a yes nor a no stands for the topic, also none to the channel that would count for it. */
function* isUnsaid({ profileId, channel, topic }: ConsentChange): Steps<boolean> {
  const said = yield* saidOf(profileId, channel);
  const own = said.find((one) => one.topic === topic)?.state ?? "unknown";
  const counts = consentFor(said, topic);
  return own === "unknown" && (counts === "unknown" || counts === "pending");
}
