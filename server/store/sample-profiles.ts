import { eq, inArray } from "drizzle-orm";
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
