import { asc, eq } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

/** More lists than that, nobody finds theirs in. */
export const VIEWS_MAX = 50;

export type ProfileView = Tables["profileViews"]["$inferSelect"];

/** The lists that the team has saved, by name. */
export async function listViews({ query, tables: { profileViews } }: Database): Promise<ProfileView[]> {
  return await query.select().from(profileViews).orderBy(asc(profileViews.name), asc(profileViews.id));
}

/** Saves a list; one of the same name is replaced. Null when there are too many. */
export function* saveView(tx: Transaction, view: Omit<ProfileView, "id">): Steps<number | null> {
  const { profileViews } = tx.tables;
  const [known] = yield* run(
    tx.query.select({ id: profileViews.id }).from(profileViews).where(eq(profileViews.name, view.name)),
  );
  if (known) {
    const { filter, columns } = view;
    yield* run(tx.query.update(profileViews).set({ filter, columns }).where(eq(profileViews.id, known.id)));
    return known.id;
  }
  const all = yield* run(tx.query.select({ id: profileViews.id }).from(profileViews).limit(VIEWS_MAX));
  if (all.length >= VIEWS_MAX) return null;
  const [row] = yield* run(tx.query.insert(profileViews).values(view).returning({ id: profileViews.id }));
  return row!.id;
}

/** Removes a saved list; answers with what it was, undefined when there is none. */
export function* removeView(tx: Transaction, id: number): Steps<ProfileView | undefined> {
  const { profileViews } = tx.tables;
  const [removed] = yield* run(tx.query.delete(profileViews).where(eq(profileViews.id, id)).returning());
  return removed as ProfileView | undefined;
}
