import { and, asc, eq, gt, inArray, lt, notExists, sql } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";

/**
 * A slice of a walk over rows in the order of their key, which for most tables is that of their age: so nothing but the
 * old end of a table is ever read. `next` is where the walk goes on; null when what follows is young.
 */
export interface Pruned<Key> {
  removed: number;
  next: Key | null;
}

/** What a slice begins after, what counts as old, and how many rows it may look at. */
export interface PruneSlice<Key> {
  after: Key;
  before: number;
  limit: number;
}

/** Removes history from before a moment. */
export function pruneHistory(tx: Transaction, slice: PruneSlice<number>): Steps<Pruned<number>> {
  return removeOld(tx, "history", slice);
}

/** Removes who came into segments and left them before a moment. Who is in one stays in it. */
export function pruneSegmentChanges(tx: Transaction, slice: PruneSlice<number>): Steps<Pruned<number>> {
  return removeOld(tx, "segmentChanges", slice);
}

/** Rows with an age that are noted in the order of their ids. */
type Noted = "history" | "interactions" | "bounces" | "segmentChanges";

/** Removes what was noted before a moment. */
export function removeOld(tx: Transaction, name: Noted, slice: PruneSlice<number>): Steps<Pruned<number>> {
  const table = tx.tables[name];
  return pruneOld(tx, name, slice, function* (ids) {
    yield* run(tx.query.delete(table).where(inArray(table.id, ids)));
    return ids.length;
  });
}

/** Walks on over what was noted; `prune` does what is to be done with old rows, and says with how many it was. */
export function* pruneOld(
  tx: Transaction,
  name: Noted,
  { after, before, limit }: PruneSlice<number>,
  prune: (ids: number[]) => Steps<number>,
): Steps<Pruned<number>> {
  const table = tx.tables[name];
  const rows = yield* run(
    tx.query
      .select({ id: table.id, at: table.at })
      .from(table)
      .where(gt(table.id, after))
      .orderBy(asc(table.id))
      .limit(limit),
  );
  const old = rows.filter(({ at }) => at < before).map(({ id }) => id);
  if (old.length === 0) return { removed: 0, next: null };
  const removed = yield* prune(old);
  // A clock that was set back leaves a young row among old ones; it is stepped over.
  return { removed, next: rows.length === limit ? rows.at(-1)!.id : null };
}

/** Removes what let many people in at once and was done before a moment. */
export function* pruneAdmissions(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { admissions } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: admissions.id, createdAt: admissions.createdAt, endedAt: admissions.endedAt })
      .from(admissions)
      .where(gt(admissions.id, after))
      .orderBy(asc(admissions.id))
      .limit(limit),
  );
  const old = rows.filter(({ endedAt }) => endedAt !== null && endedAt < before).map(({ id }) => id);
  if (old.length > 0) yield* run(tx.query.delete(admissions).where(inArray(admissions.id, old)));
  const mayFollow = rows.length === limit && rows.some(({ createdAt }) => createdAt < before);
  return { removed: old.length, next: mayFollow ? rows.at(-1)!.id : null };
}

export interface CartPlace {
  profileId: number;
  cartKey: string;
}

/** Removes carts that nobody changed since a moment and no timer waits for. Their key tells no age: it walks over all. */
export function* pruneCarts(
  tx: Transaction,
  { after, before, limit }: PruneSlice<CartPlace>,
): Steps<Pruned<CartPlace>> {
  const { carts, timers } = tx.tables;
  const key = sql`(${carts.profileId}, ${carts.cartKey})`;
  const beyond = sql`${key} > (${after.profileId}, ${after.cartKey})`;
  const rows = yield* run(
    tx.query
      .select({ profileId: carts.profileId, cartKey: carts.cartKey, changedAt: carts.changedAt })
      .from(carts)
      .where(beyond)
      .orderBy(asc(carts.profileId), asc(carts.cartKey))
      .limit(limit),
  );
  const last = rows.at(-1);
  const next = last && rows.length === limit ? { profileId: last.profileId, cartKey: last.cartKey } : null;
  if (!last || !rows.some(({ changedAt }) => changedAt < before)) return { removed: 0, next };
  const timer = tx.query
    .select({ key: timers.timerKey })
    .from(timers)
    .where(and(eq(timers.profileId, carts.profileId), eq(timers.timerKey, carts.cartKey)));
  const removed = yield* run(
    tx.query
      .delete(carts)
      .where(
        and(
          beyond,
          sql`${key} <= (${last.profileId}, ${last.cartKey})`,
          lt(carts.changedAt, before),
          notExists(timer),
        ),
      )
      .returning({ profileId: carts.profileId }),
  );
  return { removed: removed.length, next };
}

/** Removes sessions and links that ran out before a moment. There are as many as people signed in, so never many. */
export function* pruneSignIns(tx: Transaction, before: number): Steps<number> {
  let removed = 0;
  for (const table of [tx.tables.sessions, tx.tables.verifications]) {
    const rows = yield* run(
      tx.query
        .delete(table)
        .where(lt(table.expiresAt, new Date(before)))
        .returning({ id: table.id }),
    );
    removed += rows.length;
  }
  return removed;
}
