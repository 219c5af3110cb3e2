import { and, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

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

/** A run's arrival at a node where it stays for now. */
export function* beginVisit(visit: NewVisit): Steps<void> {
  yield* prepared(insert, { ...visit, leftAt: null, port: null });
}

/** A visit that took no time: the run left through the port as soon as it came. */
export function* passThrough(visit: NewVisit, port: string | null): Steps<void> {
  yield* prepared(insert, { ...visit, leftAt: visit.arrivedAt, port });
}

/** `port` is null where the run was taken away or ended instead of leaving through one. */
export function* endVisit(
  runId: number,
  visit: number,
  left: { leftAt: number; port: string | null },
): Steps<void> {
  yield* prepared(leave, { runId, visit, ...left });
}
