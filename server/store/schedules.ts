import { asc, inArray, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export interface Schedule {
  workflowId: number;
  /** The cron line and zone that it follows. */
  plan: string;
  dueAt: number;
}

const all = statement<Record<string, never>>()((query, { schedules }) =>
  query.select().from(schedules).orderBy(asc(schedules.dueAt)),
);
const upsert = statement<{ [K in keyof Schedule]: Schedule[K] }>()((query, { schedules }) =>
  query
    .insert(schedules)
    .values({
      workflowId: sql.placeholder("workflowId"),
      plan: sql.placeholder("plan"),
      dueAt: sql.placeholder("dueAt"),
    })
    .onConflictDoUpdate({
      target: schedules.workflowId,
      set: { plan: sql`excluded.plan`, dueAt: sql`excluded.due_at` },
    }),
);

/** Every schedule, the next one due first: one for each workflow that starts by the clock, so they are few. */
export function* listSchedules(): Steps<Schedule[]> {
  return yield* prepared(all, {});
}

export function* saveSchedule(schedule: Schedule): Steps<void> {
  yield* prepared(upsert, { ...schedule });
}

export function* removeSchedules(tx: Transaction, workflowIds: number[]): Steps<void> {
  if (workflowIds.length === 0) return;
  const { schedules } = tx.tables;
  yield* run(tx.query.delete(schedules).where(inArray(schedules.workflowId, workflowIds)));
}
