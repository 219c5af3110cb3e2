import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { runStatuses } from "#workflows/run.ts";

/** Clocks are set back now and then: ids follow the time of entering, give or take this. */
const CLOCK_SET_BACK_MS = 24 * 3_600_000;

/** The runs whose results are asked for: those of a workflow that began in a span of time. */
export interface Cohort {
  workflowId: number;
  /** Milliseconds since 1970; `until` is not in it. */
  from: number;
  until: number;
}

/** The condition that finds them, by the index over workflow, status and id, without a walk over older runs. */
export async function cohortOf(db: Database, { workflowId, from, until }: Cohort): Promise<SQL | undefined> {
  const { runs } = db.tables;
  return and(
    eq(runs.workflowId, workflowId),
    inArray(runs.status, [...runStatuses]),
    gte(runs.id, await firstRunSince(db, from - CLOCK_SET_BACK_MS)),
    gte(runs.startedAt, from),
    lt(runs.startedAt, until),
  );
}

/** Of messages that went to customers: handed over, as far as anybody can tell. */
export function wentToCustomers({ tables: { messages } }: Pick<Database, "tables">): SQL | undefined {
  return and(inArray(messages.status, ["sent", "unknown"]), ne(messages.channel, "webhook"));
}

/** The id of the first run that began at or after a moment, looked for by halving. */
async function firstRunSince({ query, tables: { runs } }: Database, from: number): Promise<number> {
  const [last] = await query.select({ id: runs.id }).from(runs).orderBy(desc(runs.id)).limit(1);
  let low = 0;
  let high = (last?.id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = await query
      .select({ id: runs.id, startedAt: runs.startedAt })
      .from(runs)
      .where(gte(runs.id, middle))
      .orderBy(asc(runs.id))
      .limit(1);
    if (next && next.startedAt < from) low = next.id + 1;
    else high = middle;
  }
  return low;
}
