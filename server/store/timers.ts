import { and, asc, eq, lte, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export interface Timer {
  workflowId: number;
  profileId: number;
  timerKey: string;
  dueAt: number;
  setAt: number;
  data: Record<string, unknown>;
}

// By workflow, so that the timers of a paused one, which stay until it goes on, are never walked over.
const due = statement<{ workflowId: number; now: number; limit: number }>()((query, { timers }) =>
  query
    .select()
    .from(timers)
    .where(
      and(eq(timers.workflowId, sql.placeholder("workflowId")), lte(timers.dueAt, sql.placeholder("now"))),
    )
    .orderBy(asc(timers.dueAt))
    .limit(sql.placeholder("limit")),
);
const arm = statement<{ [K in keyof Timer]: Timer[K] }>()((query, { timers }) =>
  query
    .insert(timers)
    .values({
      workflowId: sql.placeholder("workflowId"),
      profileId: sql.placeholder("profileId"),
      timerKey: sql.placeholder("timerKey"),
      dueAt: sql.placeholder("dueAt"),
      setAt: sql.placeholder("setAt"),
      data: sql.placeholder("data"),
    })
    .onConflictDoUpdate({
      target: [timers.workflowId, timers.profileId, timers.timerKey],
      set: { dueAt: sql`excluded.due_at`, setAt: sql`excluded.set_at`, data: sql`excluded.data` },
      setWhere: sql`${timers.setAt} < excluded.set_at`,
    }),
);
const remove = statement<{ workflowId: number; profileId: number; timerKey: string }>()((query, { timers }) =>
  query
    .delete(timers)
    .where(
      and(
        eq(timers.workflowId, sql.placeholder("workflowId")),
        eq(timers.profileId, sql.placeholder("profileId")),
        eq(timers.timerKey, sql.placeholder("timerKey")),
      ),
    ),
);
const earliest = statement<{ workflowId: number }>()((query, { timers }) =>
  query
    .select({ at: timers.dueAt })
    .from(timers)
    .where(eq(timers.workflowId, sql.placeholder("workflowId")))
    .orderBy(asc(timers.dueAt))
    .limit(1),
);

/** Sets a timer; one that rests on a newer event stays as it is. */
export function* armTimer(timer: Timer): Steps<void> {
  yield* prepared(arm, { ...timer });
}

export function* disarmTimer(key: { workflowId: number; profileId: number; timerKey: string }): Steps<void> {
  yield* prepared(remove, { workflowId: key.workflowId, profileId: key.profileId, timerKey: key.timerKey });
}

export function* dueTimers(workflowId: number, now: number, limit: number): Steps<Timer[]> {
  return yield* prepared(due, { workflowId, now, limit });
}

export function* nextTimerAt(workflowId: number): Steps<number | null> {
  return (yield* prepared(earliest, { workflowId }))[0]?.at ?? null;
}

/** A workflow that is switched off no longer watches anybody. */
export function* disarmAll(tx: Transaction, workflowId: number): Steps<void> {
  const { timers } = tx.tables;
  yield* run(tx.query.delete(timers).where(eq(timers.workflowId, workflowId)));
}
