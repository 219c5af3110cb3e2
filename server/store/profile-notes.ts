import { and, desc, eq } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export const NOTE_MAX_CHARS = 5_000;
/** Of one profile, the newest; older ones stand in the timeline. */
const SHOWN_MAX = 50;

export type ProfileNote = Tables["profileNotes"]["$inferSelect"];

/** What the team wrote on a profile, the newest first, with who did. */
export async function listNotes({ query, tables: { profileNotes, users } }: Database, profileId: number) {
  return await query
    .select({ id: profileNotes.id, text: profileNotes.text, at: profileNotes.at, by: users.name })
    .from(profileNotes)
    .leftJoin(users, eq(users.id, profileNotes.byUserId))
    .where(eq(profileNotes.profileId, profileId))
    .orderBy(desc(profileNotes.at), desc(profileNotes.id))
    .limit(SHOWN_MAX);
}

export function* insertNote(tx: Transaction, note: Omit<ProfileNote, "id">): Steps<number> {
  const { profileNotes } = tx.tables;
  const [row] = yield* run(tx.query.insert(profileNotes).values(note).returning({ id: profileNotes.id }));
  return row!.id;
}

/** Writes a note anew; when it was written stays. False when there is none. */
export function* changeNote(
  tx: Transaction,
  { profileId, id, text }: Pick<ProfileNote, "profileId" | "id" | "text">,
): Steps<boolean> {
  const { profileNotes } = tx.tables;
  const changed = yield* run(
    tx.query
      .update(profileNotes)
      .set({ text })
      .where(and(eq(profileNotes.profileId, profileId), eq(profileNotes.id, id)))
      .returning({ id: profileNotes.id }),
  );
  return changed.length > 0;
}

/** Removes a note; answers with what it was, undefined when there is none. */
export function* removeNote(
  tx: Transaction,
  { profileId, id }: Pick<ProfileNote, "profileId" | "id">,
): Steps<ProfileNote | undefined> {
  const { profileNotes } = tx.tables;
  const [removed] = yield* run(
    tx.query
      .delete(profileNotes)
      .where(and(eq(profileNotes.profileId, profileId), eq(profileNotes.id, id)))
      .returning(),
  );
  return removed as ProfileNote | undefined;
}
