import { eq, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

/**
 * Of two customers whom somebody has made one by hand, the number that is not kept goes on leading to the one that is
 * left: it stays behind as an anonymous id, which no program is let send.
 */
export const FORMER_PREFIX = "rekindle:customer:";

const byFormerId = statement<{ value: string }>()((query, { profiles, anonymousIds }) =>
  query
    .select({ profile: profiles })
    .from(anonymousIds)
    .innerJoin(profiles, eq(profiles.id, anonymousIds.profileId))
    .where(eq(anonymousIds.value, sql.placeholder("value"))),
);

/** The profile that a customer with this number has become a part of. */
export function* findByFormerId(externalId: string) {
  return (yield* prepared(byFormerId, { value: `${FORMER_PREFIX}${externalId}` }))[0]?.profile;
}

/** Has a number lead to a profile that has another one. */
export function* keepFormerId(
  tx: Transaction,
  { profileId, externalId }: { profileId: number; externalId: string },
  now: number,
): Steps<void> {
  yield* run(
    tx.query
      .insert(tx.tables.anonymousIds)
      .values({ value: `${FORMER_PREFIX}${externalId}`, profileId, createdAt: now })
      .onConflictDoNothing(),
  );
}
