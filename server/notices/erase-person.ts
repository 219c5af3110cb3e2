import type { Database } from "#server/database/database.ts";
import { eraseFromImports } from "#server/imports/erased-people.ts";
import type { Imports } from "#server/imports/imports.ts";
import type { Keys } from "#server/keys.ts";
import type { Reads } from "#server/reads/reads.ts";
import { eraseReceipts } from "#server/store/naming-receipts.ts";
import { findProfile } from "#server/store/profiles.ts";
import { eraseAndTell } from "./profiles.ts";
import type { Listeners } from "./write.ts";

/** Each may hold a whole request, and no event should wait for more than a few. */
const SLICE_RECEIPTS = 20;

export interface EraseServices {
  db: Database;
  reads: Reads;
  live: Listeners;
  keys: Keys;
  imports: Pick<Imports, "removeErased">;
}

/**
 * Erases a person with everything that names them, and tells of it. Receipts that name them without being theirs are
 * searched where that keeps nobody waiting and go first, a few at a time; the person goes with those that came meanwhile.
 * Files of imports that may hold them are removed.
 */
export async function erasePerson(
  { db, reads, live, keys, imports }: EraseServices,
  profileId: number,
  now: number,
): Promise<void> {
  const person = await db.transaction(() => findProfile(profileId));
  const searched = person?.email && !person.isSample ? await reads.searchReceiptsNaming(person.email) : null;
  const receiptIds = searched?.receiptIds ?? [];
  for (let from = 0; from < receiptIds.length; from += SLICE_RECEIPTS) {
    const slice = receiptIds.slice(from, from + SLICE_RECEIPTS);
    await db.transaction((tx) => eraseReceipts(tx, slice));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await db.transaction(function* (tx) {
    const erased = yield* findProfile(profileId);
    if (erased && !erased.isSample) yield* eraseFromImports(tx, keys, erased);
    yield* eraseAndTell(tx, { live, keys }, profileId, now, searched);
  });
  await imports.removeErased();
}
