import { asc, eq, gt, inArray, isNotNull, or } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { goneHooks, type Notice } from "./notices.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

const KIND = "profile.erased";
/**
 * A notice of an erasure names the person by the shop's number while it is still to be delivered, and no longer than
 * this after the erasure: all its tries take a good three days, the rest is for somebody to mend the receiver.
 */
export const ERASED_NAMED_MS = 7 * 24 * 3_600_000;

/** A notice of an erasure without the shop's number of the person; null when it names nobody. */
export function withoutErased({ kind, payload }: Pick<Notice, "kind" | "payload">): Notice["payload"] | null {
  const data = payload.data as Record<string, unknown>;
  if (kind !== KIND || data.externalId === null) return null;
  return { ...payload, data: { ...data, externalId: null } };
}

/**
 * Takes the shop's number of the person out of notices of erasures that are too long in coming, or that wait for a hook
 * which is removed or whose receiver said that it is gone. They go on waiting without it.
 */
export function* forgetErasedNames(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { notices } = tx.tables;
  const seen = yield* run(
    tx.query
      .select({ id: notices.id, kind: notices.kind, status: notices.status })
      .from(notices)
      .where(gt(notices.id, after))
      .orderBy(asc(notices.id))
      .limit(limit),
  );
  const next = seen.length === limit ? seen.at(-1)!.id : null;
  const waiting = seen.filter(({ kind, status }) => kind === KIND && status !== "delivered");
  if (waiting.length === 0) return { removed: 0, next };
  const rows = yield* run(
    tx.query
      .select()
      .from(notices)
      .where(
        inArray(
          notices.id,
          waiting.map(({ id }) => id),
        ),
      ),
  );
  const ended = yield* endedHooks(tx);
  let removed = 0;
  for (const notice of rows) {
    const payload = withoutErased(notice);
    if (!payload || (notice.createdAt >= before && !ended.has(notice.hookId))) continue;
    yield* run(tx.query.update(notices).set({ payload }).where(eq(notices.id, notice.id)));
    removed += 1;
  }
  return { removed, next };
}

/** The hooks that nobody waits for any more. */
function* endedHooks(tx: Transaction): Steps<Set<number>> {
  const { outgoingHooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: outgoingHooks.id, removedAt: outgoingHooks.removedAt })
      .from(outgoingHooks)
      .where(or(isNotNull(outgoingHooks.removedAt), isNotNull(outgoingHooks.offAt))),
  );
  const removed = rows.filter(({ removedAt }) => removedAt !== null);
  const gone = yield* goneHooks(
    tx,
    rows.map(({ id }) => id),
  );
  return new Set([...removed.map(({ id }) => id), ...gone]);
}
