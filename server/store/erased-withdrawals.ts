import { and, eq, gte, inArray, like, ne, or, sql } from "drizzle-orm";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { ERASED_WITHDRAWAL, findSuppression, PREFERENCES_SOURCE, suppress } from "./consents.ts";

/** Sources of a consent by which only the person themselves can have said yes. */
const OWN_SOURCES = ["double-opt-in", "unsubscribe-link"];
/** The same, followed by the words that they were shown. */
const OWN_SOURCE_START = `${PREFERENCES_SOURCE}:`;

const ownYes = statement<{ profileId: number; topic: string; since: number }>()((query, { consentLog }) =>
  query
    .select({ id: consentLog.id })
    .from(consentLog)
    .where(
      and(
        eq(consentLog.profileId, sql.placeholder("profileId")),
        eq(consentLog.channel, "email"),
        inArray(consentLog.topic, [sql.placeholder("topic"), DEFAULT_TOPIC]),
        eq(consentLog.state, "granted"),
        gte(consentLog.at, sql.placeholder("since")),
        or(inArray(consentLog.source, OWN_SOURCES), like(consentLog.source, `${OWN_SOURCE_START}%`)),
      ),
    )
    .limit(1),
);

/**
 * Before a person is erased: when they had unsubscribed from emails, the keyed hash of their address stays, so that the
 * same address, once it comes in again, is not written to as if they had never said so. Not while somebody else with
 * that address has agreed, who speaks for it as well.
 */
export function* rememberWithdrawal(
  tx: Transaction,
  profileId: number,
  hashOf: (email: string) => string,
  now: number,
): Steps<void> {
  const { consents, profiles } = tx.tables;
  const [person] = yield* run(tx.query.select().from(profiles).where(eq(profiles.id, profileId)));
  if (!person?.email || person.isSample) return;
  const withdrawn = yield* run(
    tx.query
      .select({ topic: consents.topic })
      .from(consents)
      .where(
        and(
          eq(consents.profileId, profileId),
          eq(consents.channel, "email"),
          eq(consents.state, "withdrawn"),
        ),
      ),
  );
  const addressHash = hashOf(person.email);
  if (withdrawn.length === 0 || (yield* findSuppression("email", addressHash)) !== null) return;
  const agreed = yield* run(
    tx.query
      .select({ id: profiles.id })
      .from(profiles)
      .innerJoin(consents, eq(consents.profileId, profiles.id))
      .where(
        and(
          eq(profiles.email, person.email),
          ne(profiles.id, profileId),
          eq(consents.channel, "email"),
          eq(consents.state, "granted"),
        ),
      ),
  );
  if (agreed.length > 0) return;
  yield* suppress(tx, { channel: "email", addressHash, reason: ERASED_WITHDRAWAL, at: now });
}

/**
 * Whether somebody who came in again under such an address, or called an email spam, has said yes themselves since that
 * moment, and not by a program: to the topic, or to the one that speaks for all.
 */
export function* hasAgreedAnew(profileId: number, topic: string, since: number): Steps<boolean> {
  return (yield* prepared(ownYes, { profileId, topic, since })).length > 0;
}

/** As `hasAgreedAnew`, outside a transaction. */
export async function agreedAnew(
  db: Database,
  profileId: number,
  topic: string,
  since: number,
): Promise<boolean> {
  return (await db.execute(ownYes, { profileId, topic, since })).length > 0;
}
