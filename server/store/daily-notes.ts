import { and, eq, gt, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { type HistoryEntry, note } from "./history.ts";

const NOTE_EVERY_MS = 24 * 3_600_000;

const lastNote = statement<{ profileId: number; code: string; after: number }>()((query, { history }) =>
  query
    .select({ id: history.id })
    .from(history)
    .where(
      and(
        eq(history.profileId, sql.placeholder("profileId")),
        eq(history.code, sql.placeholder("code")),
        gt(history.at, sql.placeholder("after")),
      ),
    )
    .limit(1),
);

/** Writes down what happens again and again to a person, once a day. */
export function* noteDaily(entry: HistoryEntry): Steps<void> {
  const { profileId, at, reason } = entry;
  const after = at - NOTE_EVERY_MS;
  if ((yield* prepared(lastNote, { profileId, code: reason.code, after })).length > 0) return;
  yield* note(entry);
}
