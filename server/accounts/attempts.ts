import { eq, lt } from "drizzle-orm";
import { type Database, run } from "#server/database/database.ts";

/** Counts are kept this long after their last attempt; every limit's window is shorter. */
const KEPT_MS = 24 * 60 * 60_000;

export interface AttemptLimit {
  max: number;
  windowMs: number;
}

/**
 * Counts one attempt under the key, unless the limit is reached: then it tells how long to wait. The count starts anew
 * once `windowMs` have passed without a counted attempt.
 */
export function countAttempt(
  db: Database,
  key: string,
  limit: AttemptLimit,
  now: number,
): Promise<{ waitMs: number }> {
  return db.transaction(function* (tx) {
    const { rateLimits } = tx.tables;
    const [found] = yield* run(tx.query.select().from(rateLimits).where(eq(rateLimits.key, key)));
    const current = found && now - found.lastRequest < limit.windowMs ? found : null;
    if (current && current.count >= limit.max) return { waitMs: current.lastRequest + limit.windowMs - now };
    const count = (current?.count ?? 0) + 1;
    if (found) {
      yield* run(tx.query.update(rateLimits).set({ count, lastRequest: now }).where(eq(rateLimits.key, key)));
      return { waitMs: 0 };
    }
    yield* run(tx.query.delete(rateLimits).where(lt(rateLimits.lastRequest, now - KEPT_MS)));
    yield* run(tx.query.insert(rateLimits).values({ id: key, key, count, lastRequest: now }));
    return { waitMs: 0 };
  });
}

/** Forgets the attempts under the key. */
export async function forgetAttempts(db: Database, key: string): Promise<void> {
  const { rateLimits } = db.tables;
  await db.query.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** Forgets all attempts of everybody. */
export async function forgetAllAttempts(db: Database): Promise<void> {
  await db.query.delete(db.tables.rateLimits);
}
