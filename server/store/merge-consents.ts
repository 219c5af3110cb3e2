import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import { type Consent, consentsOf, setConsent } from "./consents.ts";
import type { Profile } from "./profiles.ts";

/**
 * A "no" of either counts, and so does a "yes" against not having been asked or not having answered: only a "no" takes
 * back a "yes".
 */
const weight: Record<ConsentState, number> = { unknown: 0, pending: 1, granted: 2, withdrawn: 3 };

const SOURCE = "merge";

type Address = "email" | "phone";
/** Where a channel writes to, of what profiles bring along. */
const addressOf: Partial<Record<Channel, Address>> = { email: "email", sms: "phone", whatsapp: "phone" };

const remove = statement<{ profileId: number }>()((query, { consents }) =>
  query.delete(consents).where(eq(consents.profileId, sql.placeholder("profileId"))),
);

/** Gives the survivor what the other profile agreed to or refused. */
export function* mergeConsents(from: Profile, into: Pick<Profile, "id" | Address>, now: number): Steps<void> {
  const theirs = yield* consentsOf(from.id);
  if (theirs.length === 0) return;
  const own = yield* consentsOf(into.id);
  for (const { channel, topic, state, before } of unitedConsents({ theirs, own }, from, into)) {
    if (state !== before)
      yield* setConsent({ profileId: into.id, channel, topic, state, source: SOURCE, at: now });
  }
  yield* prepared(remove, { profileId: from.id });
}

/** What the survivor agrees to once the other is a part of it, of all that either spoke of, and what it did before. */
export function unitedConsents(
  { theirs, own }: Record<"theirs" | "own", Said[]>,
  from: Pick<Profile, Address>,
  into: Pick<Profile, Address>,
): (Pick<Consent, "channel" | "topic" | "state"> & { before: ConsentState })[] {
  return spokenOf([...theirs, ...own]).map(({ channel, topic }) => {
    const of = (side: Said[]) => side.filter((consent) => consent.channel === channel);
    const before = of(own).find((consent) => consent.topic === topic)?.state ?? "unknown";
    const said = of(theirs).find((consent) => consent.topic === topic);
    const given = said && isForThis(said, from, into) ? said.state : "unknown";
    // A no that a profile has not given to the topic itself, but to the one that speaks for it, counts as well.
    const left = [of(theirs), of(own)].some((side) => consentFor(side, topic) === "withdrawn");
    const state = left ? "withdrawn" : given;
    return { channel, topic, before, state: weight[state] > weight[before] ? state : before };
  });
}

/**
 * What a profile's own consents come to when it gets another address or number: a "yes" was for the one that it had, a
 * "no" holds for all.
 */
export function consentsAtNewAddress(
  own: Said[],
  before: Pick<Profile, Address>,
  after: Pick<Profile, Address>,
): Said[] {
  return own.map((consent) =>
    isForThis(consent, before, after) ? consent : { ...consent, state: "unknown" as const },
  );
}

/** Takes back what a profile agreed to for an address or number that it has no more. */
export function* leaveOldAddresses(
  before: Profile,
  after: Pick<Profile, "id" | Address>,
  now: number,
): Steps<void> {
  const own = yield* consentsOf(before.id);
  const kept = consentsAtNewAddress(own, before, after);
  for (const [index, { channel, topic, state }] of kept.entries()) {
    if (state !== own[index]!.state)
      yield* setConsent({ profileId: before.id, channel, topic, state, source: SOURCE, at: now });
  }
}

type Said = Pick<Consent, "channel" | "topic" | "state">;

/** Each channel and topic once. */
function spokenOf(consents: Said[]): Pick<Consent, "channel" | "topic">[] {
  return [...new Map(consents.map((consent) => [`${consent.channel} ${consent.topic}`, consent])).values()];
}

/** Who agreed to be written to at one address or number has not agreed to it at another. */
function isForThis(
  { channel, state }: Said,
  from: Pick<Profile, Address>,
  into: Pick<Profile, Address>,
): boolean {
  const address = addressOf[channel];
  return !address || state === "withdrawn" || from[address] === null || from[address] === into[address];
}
