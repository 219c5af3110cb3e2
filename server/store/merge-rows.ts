import { eq } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";

/**
 * Tables of which a profile has a row once: at a split, the survivor stays on the path that it was given; who stands on
 * a list twice stands on it once.
 */
export const unitedTables = [
  "assignments",
  "oneOffPeople",
  "profileTags",
  "profileWords",
] as const satisfies readonly (keyof Tables)[];

/** Gives the rows of one profile to another, but for those that it has itself. */
export function* uniteRows(
  tx: Transaction,
  name: (typeof unitedTables)[number] | "segmentMembers" | "lifecycleStages",
  from: number,
  into: number,
): Steps<void> {
  const table = tx.tables[name] as Tables["profileTags"];
  const rows = yield* run(tx.query.select().from(table).where(eq(table.profileId, from)));
  if (rows.length === 0) return;
  const moved = rows.map((row) => ({ ...row, profileId: into }));
  yield* run(tx.query.insert(table).values(moved).onConflictDoNothing());
  yield* run(tx.query.delete(table).where(eq(table.profileId, from)));
}
