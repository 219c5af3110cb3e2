import { and, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { countArrival, countDeparture } from "./step-counts.ts";

export interface NewVisit {
  runId: number;
  visit: number;
  workflowId: number;
  nodeId: string;
  arrivedAt: number;
}

const insert = statement<
  { [K in keyof NewVisit]: NewVisit[K] } & { leftAt: number | null; port: string | null }
>()((query, { visits }) =>
  query.insert(visits).values({
    runId: sql.placeholder("runId"),
    visit: sql.placeholder("visit"),
    workflowId: sql.placeholder("workflowId"),
    nodeId: sql.placeholder("nodeId"),
    arrivedAt: sql.placeholder("arrivedAt"),
    leftAt: sql.placeholder("leftAt"),
    port: sql.placeholder("port"),
  }),
);
const leave = statement<{ runId: number; visit: number; leftAt: number; port: string | null }>()(
  (query, { visits }) =>
    query
      .update(visits)
      .set({ leftAt: sql`${sql.placeholder("leftAt")}`, port: sql`${sql.placeholder("port")}` })
      .where(and(eq(visits.runId, sql.placeholder("runId")), eq(visits.visit, sql.placeholder("visit")))),
);
const one = statement<{ runId: number; visit: number }>()((query, { visits }) =>
  query
    .select({ visit: visits.visit })
    .from(visits)
    .where(and(eq(visits.runId, sql.placeholder("runId")), eq(visits.visit, sql.placeholder("visit")))),
);

/** Whether a visit is kept: those of runs that ended long ago are removed. */
export function* hasVisit(runId: number, visit: number): Steps<boolean> {
  return (yield* prepared(one, { runId, visit })).length > 0;
}

/** A run's arrival at a node where it stays for now; `converted`: after it had reached its goal. */
export function* beginVisit(visit: NewVisit, converted: boolean): Steps<void> {
  yield* prepared(insert, { ...visit, leftAt: null, port: null });
  yield* countArrival(visit, visit.arrivedAt, converted);
}

/** A visit that took no time: the run left through the port as soon as it came. */
export function* passThrough(visit: NewVisit, port: string | null, converted: boolean): Steps<void> {
  yield* prepared(insert, { ...visit, leftAt: visit.arrivedAt, port });
  yield* countArrival(visit, visit.arrivedAt, converted);
  yield* countDeparture(visit, port, visit.arrivedAt);
}

/** `port` is null where the run was taken away or ended instead of leaving through one. */
export function* endVisit(
  visit: Omit<NewVisit, "arrivedAt">,
  left: { leftAt: number; port: string | null },
): Steps<void> {
  yield* prepared(leave, { runId: visit.runId, visit: visit.visit, leftAt: left.leftAt, port: left.port });
  yield* countDeparture(visit, left.port, left.leftAt);
}
