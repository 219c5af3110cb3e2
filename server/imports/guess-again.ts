import type { Database } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import { findImport, type Import, type ImportPlan, savePlan } from "#server/store/imports.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { UnreadableFile } from "./csv-rows.ts";
import { guessPlan } from "./guess.ts";
import type { Imports } from "./imports.ts";
import { GONE } from "./word-failure.ts";

const TOO_LATE = phrase("This import has begun already");

/**
 * Reads a file that has not begun with another sign between its cells, and guesses anew what its columns are. What was
 * said of the people in it stays. Answers with why it cannot be, in words for the owner, or null.
 */
export async function guessAgain(
  { db, engine, imports }: { db: Database; engine: Pick<Engine, "live">; imports: Pick<Imports, "head"> },
  row: Import,
  delimiter: ImportPlan["delimiter"],
): Promise<FilledPhrase | null> {
  try {
    const head = await imports.head({ ...row, plan: { ...row.plan, delimiter } });
    if (!head) return GONE;
    const shopZone = engine.live.settings.shop.timezone;
    const { columns, timezone, dayFirst } = guessPlan(row.kind, head, { fileName: row.fileName, shopZone });
    const guessed = { columns, timezone, dayFirst, delimiter, check: null };
    const isSaved = await db.transaction(function* (tx) {
      const now = yield* findImport(row.id);
      return now ? yield* savePlan(tx, row.id, { ...now.plan, ...guessed }) : false;
    });
    return isSaved ? null : TOO_LATE;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.phrase;
    throw error;
  }
}
