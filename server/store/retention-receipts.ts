import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lt, lte, not, or, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { isWaiting } from "./receipts.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/** For so long what waits for its hook to be switched on is kept whole, whatever is removed of the others meanwhile. */
export const WAITING_KEPT_MS = 90 * 24 * 3_600_000;

/** So many receipts are kept of each hook; the oldest go first. */
export const RECEIPTS_PER_HOOK_MAX = 10_000;
/** So much of what requests held is kept of each hook, beside what waits; the oldest is emptied first. */
export const RECEIPTS_PER_HOOK_MAX_BYTES = 200 * 1024 * 1024;
/** Receipts that are looked at in one slice: those that are empty already are stepped over fast. */
const RECEIPTS_READ = 200;

/** What came before `waitingBefore` waits no longer. */
export interface ReceiptSlice extends PruneSlice<number> {
  waitingBefore: number;
}

const EMPTY = { body: null, headers: {} };

/** Removes receipts from before a moment, the oldest first. */
export function* pruneReceipts(
  tx: Transaction,
  { after, before, limit, waitingBefore }: ReceiptSlice,
): Steps<Pruned<number>> {
  const { receipts } = tx.tables;
  const old = tx.query
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(lt(receipts.receivedAt, before), mayGo(receipts, waitingBefore)))
    .orderBy(asc(receipts.receivedAt))
    .limit(limit);
  const removed = yield* run(
    tx.query.delete(receipts).where(inArray(receipts.id, old)).returning({ id: receipts.id }),
  );
  // The oldest are gone after each slice, so every slice begins at the same place.
  return { removed: removed.length, next: removed.length === limit ? after : null };
}

/** Removes what requests from before a moment held; that they came, and what came of them, stays. */
export function* pruneReceiptContents(
  tx: Transaction,
  { after, before, limit, waitingBefore }: ReceiptSlice,
): Steps<Pruned<number>> {
  const { receipts } = tx.tables;
  const seen = yield* run(
    tx.query
      .select({ id: receipts.id, receivedAt: receipts.receivedAt })
      .from(receipts)
      .where(gt(receipts.id, after))
      .orderBy(asc(receipts.id))
      .limit(RECEIPTS_READ),
  );
  const last = seen.at(-1);
  if (!last) return { removed: 0, next: null };
  const full = tx.query
    .select({ id: receipts.id })
    .from(receipts)
    .where(
      and(
        gt(receipts.id, after),
        lte(receipts.id, last.id),
        lt(receipts.receivedAt, before),
        mayGo(receipts, waitingBefore),
        or(isNotNull(receipts.body), sql`cast(${receipts.headers} as text) <> '{}'`),
      ),
    )
    .orderBy(asc(receipts.id))
    .limit(limit);
  const emptied = yield* run(
    tx.query.update(receipts).set(EMPTY).where(inArray(receipts.id, full)).returning({ id: receipts.id }),
  );
  if (emptied.length === limit) return { removed: limit, next: Math.max(...emptied.map(({ id }) => id)) };
  const mayFollow = seen.length === RECEIPTS_READ && seen.some(({ receivedAt }) => receivedAt < before);
  return { removed: emptied.length, next: mayFollow ? last.id : null };
}

/** Removes receipts beyond what is kept of one hook; walks from hook to hook, by `after`. */
export function* pruneReceiptsBeyondCap(
  tx: Transaction,
  { after, limit, waitingBefore }: Omit<ReceiptSlice, "before">,
): Steps<Pruned<number>> {
  const { receipts } = tx.tables;
  const hookId = yield* findNextHook(tx, after);
  if (hookId === undefined) return { removed: 0, next: null };
  const ofHook = eq(receipts.hookId, hookId);
  const [firstBeyond] = yield* run(
    tx.query
      .select({ id: receipts.id })
      .from(receipts)
      .where(ofHook)
      .orderBy(desc(receipts.id))
      .limit(1)
      .offset(RECEIPTS_PER_HOOK_MAX),
  );
  if (!firstBeyond) return { removed: 0, next: hookId };
  const beyond = tx.query
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(ofHook, lte(receipts.id, firstBeyond.id), mayGo(receipts, waitingBefore)))
    .orderBy(asc(receipts.id))
    .limit(limit);
  const removed = yield* run(
    tx.query.delete(receipts).where(inArray(receipts.id, beyond)).returning({ id: receipts.id }),
  );
  return { removed: removed.length, next: removed.length === limit ? after : hookId };
}

/** A walk from hook to hook, and over the receipts of each from the newest to the oldest, with what those hold. */
export interface BytesPlace {
  hookId: number;
  /** Null before the newest. */
  receiptId: number | null;
  bytes: number;
}

/** Empties receipts beyond how much is kept of what one hook was sent; what waits is not reckoned in. */
export function* pruneReceiptBytes(
  tx: Transaction,
  {
    after,
    limit,
    waitingBefore,
  }: Pick<PruneSlice<BytesPlace>, "after" | "limit"> & { waitingBefore: number },
): Steps<Pruned<BytesPlace>> {
  const { receipts } = tx.tables;
  const hookId = after.receiptId === null ? yield* findNextHook(tx, after.hookId) : after.hookId;
  if (hookId === undefined) return { removed: 0, next: null };
  const rows = yield* run(
    tx.query
      .select({ id: receipts.id, bodyBytes: receipts.bodyBytes })
      .from(receipts)
      .where(
        and(
          eq(receipts.hookId, hookId),
          after.receiptId === null ? undefined : lt(receipts.id, after.receiptId),
          isNotNull(receipts.body),
          mayGo(receipts, waitingBefore),
        ),
      )
      .orderBy(desc(receipts.id))
      .limit(limit),
  );
  let { bytes } = after;
  const beyond: number[] = [];
  for (const row of rows) {
    bytes += row.bodyBytes;
    if (bytes > RECEIPTS_PER_HOOK_MAX_BYTES) beyond.push(row.id);
  }
  if (beyond.length > 0) yield* run(tx.query.update(receipts).set(EMPTY).where(inArray(receipts.id, beyond)));
  const last = rows.length === limit ? rows.at(-1)!.id : null;
  return { removed: beyond.length, next: { hookId, receiptId: last, bytes: last === null ? 0 : bytes } };
}

function* findNextHook(tx: Transaction, after: number): Steps<number | undefined> {
  const { hooks } = tx.tables;
  const [hook] = yield* run(
    tx.query.select({ id: hooks.id }).from(hooks).where(gt(hooks.id, after)).orderBy(asc(hooks.id)).limit(1),
  );
  return hook?.id;
}

/** Nobody has seen what waits: its sender was told that it is kept. */
function mayGo(receipts: Tables["receipts"], waitingBefore: number) {
  return not(and(isWaiting(receipts), gte(receipts.receivedAt, waitingBefore))!);
}
