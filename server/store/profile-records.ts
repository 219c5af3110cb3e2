import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { endValues } from "./run-lists.ts";

export interface EventsOf {
  profileId: number;
  /** The last event of the page before. */
  after: { at: number; id: number } | null;
  limit: number;
}

/** What a profile did, the newest first. */
export async function listEventsOf(db: Database, { profileId, after, limit }: EventsOf) {
  const { events, eventNames } = db.tables;
  const older =
    after === null
      ? undefined
      : or(lt(events.at, after.at), and(eq(events.at, after.at), lt(events.id, after.id)));
  const rows = await db.query
    .select({
      id: events.id,
      name: eventNames.name,
      at: events.at,
      receivedAt: events.receivedAt,
      properties: events.properties,
    })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .where(and(eq(events.profileId, profileId), older))
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit + 1);
  return { events: rows.slice(0, limit), mayFollow: rows.length > limit };
}

/** The runs of a profile in all workflows, the newest first, with what goes into the wording of their ends. */
export async function listRunsOf(
  db: Database,
  { profileId, cursor, limit }: { profileId: number; cursor: number | null; limit: number },
) {
  const { runs, workflows } = db.tables;
  const rows = await db.query
    .select({
      id: runs.id,
      workflow: { id: workflows.id, name: workflows.name },
      status: runs.status,
      nodeId: runs.nodeId,
      startedAt: runs.startedAt,
      wakeAt: runs.wakeAt,
      endedAt: runs.endedAt,
      endCode: runs.endCode,
      convertedAt: runs.convertedAt,
    })
    .from(runs)
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .where(and(eq(runs.profileId, profileId), cursor === null ? undefined : lt(runs.id, cursor)))
    .orderBy(desc(runs.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const values = await endValues(
    db,
    page.flatMap(({ id, endCode }) => (endCode === null ? [] : id)),
  );
  const listed = page.map((run) => ({ ...run, endValues: values.get(`${run.id} ${run.endCode}`) ?? {} }));
  return { runs: listed, nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
