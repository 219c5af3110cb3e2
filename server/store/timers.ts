import { and, asc, eq, lte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

export interface Timer {
  workflowId: number;
  profileId: number;
  timerKey: string;
  dueAt: number;
  setAt: number;
  /** The version since which its trigger is the same; another one's timers are void. */
  since: number;
  /** How many workflows stand behind it; 0 when left out. */
  depth?: number;
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
const given = {
  workflowId: sql.placeholder("workflowId"),
  profileId: sql.placeholder("profileId"),
  timerKey: sql.placeholder("timerKey"),
  dueAt: sql.placeholder("dueAt"),
  setAt: sql.placeholder("setAt"),
  since: sql.placeholder("since"),
  depth: sql.placeholder("depth"),
  data: sql.placeholder("data"),
};
const arm = statement<Required<Timer>>()((query, { timers }) =>
  query
    .insert(timers)
    .values(given)
    .onConflictDoUpdate({
      target: [timers.workflowId, timers.profileId, timers.timerKey],
      set: {
        dueAt: sql`excluded.due_at`,
        setAt: sql`excluded.set_at`,
        since: sql`excluded.since`,
        depth: sql`excluded.depth`,
        data: sql`excluded.data`,
      },
      setWhere: sql`${timers.setAt} < excluded.set_at or ${timers.since} <> excluded.since`,
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
const replace = statement<Required<Timer>>()((query, { timers }) => query.insert(timers).values(given));
const ofProfile = statement<{ profileId: number }>()((query, { timers }) =>
  query
    .select()
    .from(timers)
    .where(eq(timers.profileId, sql.placeholder("profileId"))),
);
const removeOf = statement<{ workflowId: number; profileId: number }>()((query, { timers }) =>
  query
    .delete(timers)
    .where(
      and(
        eq(timers.workflowId, sql.placeholder("workflowId")),
        eq(timers.profileId, sql.placeholder("profileId")),
      ),
    ),
);
const moveDue = statement<{ workflowId: number; profileId: number; timerKey: string; dueAt: number }>()(
  (query, { timers }) =>
    query
      .update(timers)
      .set({ dueAt: sql`${sql.placeholder("dueAt")}` })
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

/** Sets a timer; one that rests on a newer event stays as it is, unless it is void. */
export function* armTimer(timer: Timer): Steps<void> {
  yield* prepared(arm, { depth: 0, ...timer });
}

/** Sets a timer that follows from the profile as it is now; the one before it was disarmed. */
export function* setTimer(timer: Timer): Steps<void> {
  yield* prepared(replace, { depth: 0, ...timer });
}

export function* timersOf(profileId: number): Steps<Timer[]> {
  return yield* prepared(ofProfile, { profileId });
}

/** Changes when a timer is due, and nothing else about it. */
export function* moveTimer({ workflowId, profileId, timerKey }: Timer, dueAt: number): Steps<void> {
  yield* prepared(moveDue, { workflowId, profileId, timerKey, dueAt });
}

export function* disarmTimersOf(workflowId: number, profileId: number): Steps<void> {
  yield* prepared(removeOf, { workflowId, profileId });
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
