import { and, desc, eq, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { type Consent, consentsOf, setConsent } from "./consents.ts";
import { eraseProfile } from "./erasure.ts";
import { type Profile, updateProfile } from "./profiles.ts";

/** The source of the consents that were made up with the people. */
export const SAMPLE_SHOP_SOURCE = "sample-shop";

const PROFILES_PER_SLICE = 10;

/** Erases the next few sample profiles; answers with how many, 0 when none is left. */
export function* eraseSomeSampleProfiles(tx: Transaction): Steps<number> {
  const { profiles } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: profiles.id })
      .from(profiles)
      .where(eq(profiles.isSample, true))
      .limit(PROFILES_PER_SLICE),
  );
  for (const { id } of rows) yield* eraseProfile(tx, id);
  return rows.length;
}

/** Forgets those of these names of events of which no event is left, so that nobody is told that they were seen. */
export function* forgetNamesWithoutEvents(tx: Transaction, names: readonly string[]): Steps<void> {
  const { eventNames, events } = tx.tables;
  const known = yield* run(
    tx.query
      .select({ id: eventNames.id })
      .from(eventNames)
      .where(inArray(eventNames.name, [...names])),
  );
  for (const { id } of known) {
    const [left] = yield* run(
      tx.query.select({ id: events.id }).from(events).where(eq(events.nameId, id)).limit(1),
    );
    if (!left) yield* run(tx.query.delete(eventNames).where(eq(eventNames.id, id)));
  }
}

/**
 * Makes a sample person one of the shop's own customers: from now on messages go out to them, and removing the sample shop
 * leaves them alone. A consent that was made up is none.
 */
export function* makeOwn(tx: Transaction, profile: Profile, now: number): Steps<Profile> {
  for (const { profileId, channel, topic } of yield* consentsOf(profile.id)) {
    if (!(yield* isMadeUp(tx, { profileId, channel, topic }))) continue;
    yield* setConsent({ profileId, channel, topic, state: "unknown", source: SAMPLE_SHOP_SOURCE, at: now });
  }
  return yield* updateProfile(tx, profile.id, { isSample: false, updatedAt: now });
}

function* isMadeUp(
  tx: Transaction,
  { profileId, channel, topic }: Pick<Consent, "profileId" | "channel" | "topic">,
): Steps<boolean> {
  const { consentLog } = tx.tables;
  const [last] = yield* run(
    tx.query
      .select({ source: consentLog.source })
      .from(consentLog)
      .where(
        and(
          eq(consentLog.profileId, profileId),
          eq(consentLog.channel, channel),
          eq(consentLog.topic, topic),
        ),
      )
      .orderBy(desc(consentLog.at), desc(consentLog.id))
      .limit(1),
  );
  return last?.source === SAMPLE_SHOP_SOURCE;
}
