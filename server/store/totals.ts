import { and, desc, eq, gte, isNull, notInArray, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** The few numbers of the overview. */
export async function readTotals(db: Database, dayStart: number) {
  const { profiles, events, runs, workflows } = db.tables;
  const [anyEvent] = await db.query.select({ id: events.id }).from(events).limit(1);
  const shown = and(isNull(workflows.removedAt), eq(workflows.kind, "workflow"));
  const live = and(shown, eq(workflows.status, "live"));
  const sending = db.query.select({ id: workflows.id }).from(workflows).where(eq(workflows.kind, "one-off"));
  const [workflow] = await db.query
    .select({ id: workflows.id, name: workflows.name, status: workflows.status })
    .from(workflows)
    .where(shown)
    .orderBy(desc(sql`case when ${workflows.status} = 'live' then 1 else 0 end`), desc(workflows.updatedAt))
    .limit(1);
  return {
    /** The one that was changed last, of those that are live if there are any. */
    workflow: workflow ?? null,
    profiles: await db.query.$count(profiles),
    eventsToday: await db.query.$count(events, gte(events.at, dayStart)),
    activeRuns: await db.query.$count(
      runs,
      and(eq(runs.status, "active"), notInArray(runs.workflowId, sending)),
    ),
    hasEvents: anyEvent !== undefined,
    hasWorkflow: (await db.query.$count(workflows, shown)) > 0,
    hasLiveWorkflow: (await db.query.$count(workflows, live)) > 0,
  };
}
