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
import type { Channel } from "#workflows/node.ts";
import {
  ERASED_TEXT_WITHDRAWAL,
  ERASED_WITHDRAWAL,
  findSuppression,
  PREFERENCES_SOURCE,
  suppress,
} from "./consents.ts";
import { addressesOf } from "./profile-details.ts";
import { TEXT_SOURCE } from "./text-leaving.ts";

/** Sources of a consent by which only the person themselves can have said yes. */
const OWN_SOURCES = ["double-opt-in", "unsubscribe-link", TEXT_SOURCE];
/** The same, followed by the words that they were shown. */
const OWN_SOURCE_START = `${PREFERENCES_SOURCE}:`;

type Yes = {
  profileId: number;
  channel: Channel;
  topic: string;
  since: number;
};

const ownYes = statement<Yes>()((query, { consentLog }) =>
  query
    .select({ id: consentLog.id })
    .from(consentLog)
    .where(
      and(
        eq(consentLog.profileId, sql.placeholder("profileId")),
        eq(consentLog.channel, sql.placeholder("channel")),
        inArray(consentLog.topic, [sql.placeholder("topic"), DEFAULT_TOPIC]),
        eq(consentLog.state, "granted"),
        gte(consentLog.at, sql.placeholder("since")),
        or(inArray(consentLog.source, OWN_SOURCES), like(consentLog.source, `${OWN_SOURCE_START}%`)),
      ),
    )
    .limit(1),
);

/**
 * Before a person is erased: of each channel that they had left, the keyed hash of their address stays, so that the same
 * address, once it comes in again, is not written to as if they had never said so. Not while somebody else with that
 * address has agreed, who speaks for it as well.
 */
export function* rememberWithdrawal(
  tx: Transaction,
  profileId: number,
  hashOf: (channel: Channel, address: string) => string,
  now: number,
): Steps<void> {
  const { consents, profiles } = tx.tables;
  const [person] = yield* run(tx.query.select().from(profiles).where(eq(profiles.id, profileId)));
  if (!person || person.isSample) return;
  const withdrawn = yield* run(
    tx.query
      .selectDistinct({ channel: consents.channel })
      .from(consents)
      .where(and(eq(consents.profileId, profileId), eq(consents.state, "withdrawn"))),
  );
  for (const { channel, address } of addressesOf(person)) {
    if (!withdrawn.some((one) => one.channel === channel)) continue;
    const addressHash = hashOf(channel, address);
    if ((yield* findSuppression(channel, addressHash)) !== null) continue;
    if (yield* hasOtherAgreed(tx, { profileId, channel, address })) continue;
    const reason = channel === "email" ? ERASED_WITHDRAWAL : ERASED_TEXT_WITHDRAWAL;
    yield* suppress(tx, { channel, addressHash, reason, at: now });
  }
}

function* hasOtherAgreed(
  tx: Transaction,
  { profileId, channel, address }: { profileId: number; channel: Channel; address: string },
): Steps<boolean> {
  const { consents, profiles } = tx.tables;
  const agreed = yield* run(
    tx.query
      .select({ id: profiles.id })
      .from(profiles)
      .innerJoin(consents, eq(consents.profileId, profiles.id))
      .where(
        and(
          eq(channel === "email" ? profiles.email : profiles.phone, address),
          ne(profiles.id, profileId),
          eq(consents.channel, channel),
          eq(consents.state, "granted"),
        ),
      )
      .limit(1),
  );
  return agreed.length > 0;
}

/**
 * Whether somebody who came in again under such an address, or called an email spam, has said yes themselves since that
 * moment, and not by a program: to the topic, or to the one that speaks for all.
 */
export function* hasAgreedAnew(yes: Yes): Steps<boolean> {
  return (yield* prepared(ownYes, { ...yes })).length > 0;
}

/** As `hasAgreedAnew`, outside a transaction. */
export async function agreedAnew(db: Database, yes: Yes): Promise<boolean> {
  return (await db.execute(ownYes, { ...yes })).length > 0;
}
