import { and, asc, desc, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export type OutgoingHook = Tables["outgoingHooks"]["$inferSelect"];

/** Those that are told what happens now. */
export async function activeOutgoingHooks(
  db: Database,
): Promise<Pick<OutgoingHook, "id" | "url" | "kinds">[]> {
  const { outgoingHooks } = db.tables;
  const { id, url, kinds } = outgoingHooks;
  return await db.query
    .select({ id, url, kinds })
    .from(outgoingHooks)
    .where(and(isNull(outgoingHooks.offAt), isNull(outgoingHooks.removedAt)))
    .orderBy(asc(id));
}

/** Every outgoing hook that is not removed, the newest first. */
export async function listOutgoingHooks(db: Database): Promise<OutgoingHook[]> {
  const { outgoingHooks } = db.tables;
  return await db.query
    .select()
    .from(outgoingHooks)
    .where(isNull(outgoingHooks.removedAt))
    .orderBy(desc(outgoingHooks.id));
}

export function* findOutgoingHook(tx: Transaction, id: number): Steps<OutgoingHook | undefined> {
  const { outgoingHooks } = tx.tables;
  const [row] = yield* run(
    tx.query
      .select()
      .from(outgoingHooks)
      .where(and(eq(outgoingHooks.id, id), isNull(outgoingHooks.removedAt))),
  );
  return row;
}

export function* insertOutgoingHook(
  tx: Transaction,
  hook: Pick<OutgoingHook, "url" | "kinds" | "sealedSecret" | "createdAt">,
): Steps<number> {
  const { outgoingHooks } = tx.tables;
  const [row] = yield* run(tx.query.insert(outgoingHooks).values(hook).returning({ id: outgoingHooks.id }));
  return row!.id;
}

/** False when there is no such hook. */
export function* changeOutgoingHook(
  tx: Transaction,
  id: number,
  changes: Partial<Pick<OutgoingHook, "url" | "kinds" | "sealedSecret" | "offAt" | "removedAt">>,
): Steps<boolean> {
  const { outgoingHooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(outgoingHooks)
      .set(changes)
      .where(and(eq(outgoingHooks.id, id), isNull(outgoingHooks.removedAt)))
      .returning({ id: outgoingHooks.id }),
  );
  return rows.length > 0;
}

/** Brings a removed one back; false when it is not removed. */
export function* restoreOutgoingHook(tx: Transaction, id: number): Steps<boolean> {
  const { outgoingHooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(outgoingHooks)
      .set({ removedAt: null })
      .where(and(eq(outgoingHooks.id, id), isNotNull(outgoingHooks.removedAt)))
      .returning({ id: outgoingHooks.id }),
  );
  return rows.length > 0;
}

/** Forgets those that were removed before a moment, with their secrets. There are never many. */
export function* forgetRemovedOutgoingHooks(tx: Transaction, before: number): Steps<number> {
  const { outgoingHooks } = tx.tables;
  const old = tx.query
    .select({ id: outgoingHooks.id })
    .from(outgoingHooks)
    .where(lt(outgoingHooks.removedAt, before));
  const rows = yield* run(
    tx.query.delete(outgoingHooks).where(inArray(outgoingHooks.id, old)).returning({ id: outgoingHooks.id }),
  );
  return rows.length;
}
