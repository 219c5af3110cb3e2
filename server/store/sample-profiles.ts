import { eq } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { eraseProfile } from "./erasure.ts";

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
