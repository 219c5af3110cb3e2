import { and, eq, inArray, sql } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";

/** What the keys of all test messages begin with that this person's data fills; null: an invented person's. */
export function testsWith(profileId: number | null): string {
  return `test-for-${profileId ?? "sample"}-`;
}

/** Removes the test messages that colleagues sent to themselves with the data of this person. */
export function* eraseTestsWith(tx: Transaction, profileId: number): Steps<void> {
  const { deliveries, interactions, messages, profiles, users } = tx.tables;
  // Tests went to colleagues: only their few messages are looked at.
  const colleagues = tx.query
    .select({ id: profiles.id })
    .from(profiles)
    .innerJoin(users, eq(profiles.email, sql`lower(${users.email})`));
  const keyStart = testsWith(profileId);
  const found = yield* run(
    tx.query
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          inArray(messages.profileId, colleagues),
          eq(sql`substr(${messages.key}, 1, ${sql.raw(String(keyStart.length))})`, keyStart),
        ),
      ),
  );
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return;
  for (const table of [deliveries, interactions])
    yield* run(tx.query.delete(table).where(inArray(table.messageId, ids)));
  yield* run(tx.query.delete(messages).where(inArray(messages.id, ids)));
}
