import { and, eq, gte, isNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** The few numbers of the overview. */
export async function readTotals(db: Database, dayStart: number) {
  const { profiles, events, runs, workflows } = db.tables;
  const [anyEvent] = await db.query.select({ id: events.id }).from(events).limit(1);
  const live = and(eq(workflows.status, "live"), isNull(workflows.removedAt));
  return {
    profiles: await db.query.$count(profiles),
    eventsToday: await db.query.$count(events, gte(events.at, dayStart)),
    activeRuns: await db.query.$count(runs, eq(runs.status, "active")),
    hasEvents: anyEvent !== undefined,
    hasWorkflow: (await db.query.$count(workflows, isNull(workflows.removedAt))) > 0,
    hasLiveWorkflow: (await db.query.$count(workflows, live)) > 0,
  };
}
