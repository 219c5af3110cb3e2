import { eq, inArray } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { countOutOfSegments } from "./member-counts.ts";
import { eraseReceiptsNaming, type ReceiptsSearch } from "./naming-receipts.ts";
import { findProfile } from "./profiles.ts";
import { eraseTestsWith } from "./tests-with-data.ts";

/**
 * Every table that names a profile, in the order in which its rows can go. A test fails for a table that names one and
 * is not here. `deliveries` and `visits` hang on messages and runs and go first.
 */
export const erasedTables = [
  "interactions",
  "bounces",
  "messages",
  "history",
  "timers",
  "assignments",
  "oneOffPeople",
  "runs",
  "carts",
  "events",
  "pushSubscriptions",
  "consentLog",
  "consents",
  "anonymousIds",
  "receipts",
  "notices",
  "segmentMembers",
  "segmentChanges",
  "segmentLooks",
  "lifecycleStages",
  "profileWords",
  "profileTags",
  "profileNotes",
  "activityTimes",
  "orderFacts",
] as const satisfies readonly (keyof Tables)[];

/**
 * Removes a person and everything that names them. Suppressions stay: they hold only keyed hashes. `searched`: what was
 * found in a search before is removed already, and only receipts that came since are read; without it all are.
 */
export function* eraseProfile(
  tx: Transaction,
  profileId: number,
  searched: Pick<ReceiptsSearch, "email" | "upTo"> | null = null,
): Steps<void> {
  const { deliveries, messages, visits, runs, profiles } = tx.tables;
  const profile = yield* findProfile(profileId);
  yield* eraseTestsWith(tx, profileId);
  const theirMessages = tx.query
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.profileId, profileId));
  yield* run(tx.query.delete(deliveries).where(inArray(deliveries.messageId, theirMessages)));
  const theirRuns = tx.query.select({ id: runs.id }).from(runs).where(eq(runs.profileId, profileId));
  yield* run(tx.query.delete(visits).where(inArray(visits.runId, theirRuns)));
  yield* countOutOfSegments(tx, profileId);
  for (const name of erasedTables) {
    const table = tx.tables[name];
    yield* run(tx.query.delete(table).where(eq(table.profileId, profileId)));
  }
  // Nobody sends requests about people of the sample shop, and many of them are erased at once.
  if (profile?.email && !profile.isSample) {
    const after = searched?.email === profile.email ? searched.upTo : 0;
    yield* eraseReceiptsNaming(tx, profile.email, after);
  }
  yield* run(tx.query.delete(profiles).where(eq(profiles.id, profileId)));
}
