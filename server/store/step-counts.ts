import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { MessageStatus } from "#drizzle/tables.ts";
import {
  type Counting,
  counted,
  type Database,
  prepared,
  type Steps,
  statement,
} from "#server/database/database.ts";

const HOUR_MS = 3_600_000;

// What `step_counts` has in place of a port for what is no way out of a step.
const CAME = "";
/** They left through no port, because their run ended there or was moved. */
const LEFT_OTHERWISE = "-";
/** Of those who came, whose run has reached the workflow's goal; counted in the hour in which they came. */
const CONVERTED = "=converted";
export type EndedStatus = Exclude<MessageStatus, "queued" | "handed">;
const ENDED: Record<EndedStatus, string> = {
  sent: "=sent",
  failed: "=failed",
  skipped: "=skipped",
  unknown: "=unknown",
};
const endedStatuses = Object.keys(ENDED) as EndedStatus[];
/** What became of a visit's messages is what became of the first of these that there is. */
export const visitOutcomes = [
  "sent",
  "unknown",
  "failed",
  "skipped",
] as const satisfies readonly EndedStatus[];

type Place = { workflowId: number; nodeId: string };

/**
 * One more in a row. Rows of an hour lie in the first milliseconds of it, one for each lane: an update of the same row
 * by two transactions at once would make PostgreSQL run one of them again.
 */
const add = statement<Place & { port: string; hourAt: number } & Counting>()((query, { stepCounts }) =>
  query
    .insert(stepCounts)
    .values({
      workflowId: sql.placeholder("workflowId"),
      nodeId: sql.placeholder("nodeId"),
      port: sql.placeholder("port"),
      hourAt: sql`cast(${sql.placeholder("hourAt")} as bigint) + cast(${sql.placeholder("lane")} as bigint)`,
      people: sql.placeholder("times"),
    })
    .onConflictDoUpdate({
      target: [stepCounts.workflowId, stepCounts.hourAt, stepCounts.nodeId, stepCounts.port],
      set: { people: sql`${stepCounts.people} + excluded.people` },
    }),
);
const visitsOf = statement<{ runId: number }>()((query, { visits }) =>
  query
    .select({ workflowId: visits.workflowId, nodeId: visits.nodeId, arrivedAt: visits.arrivedAt })
    .from(visits)
    .where(eq(visits.runId, sql.placeholder("runId"))),
);

/** Somebody came to a node; `converted`: after their run had reached its goal. */
export function* countArrival(place: Place, at: number, converted: boolean): Steps<void> {
  yield* addOne(place, CAME, at);
  if (converted) yield* addOne(place, CONVERTED, at);
}

/** Somebody left a node through a port; null: because the run ended or was moved. */
export function countDeparture(place: Place, port: string | null, at: number): Steps<void> {
  return addOne(place, port ?? LEFT_OTHERWISE, at);
}

/** All messages that one visit sends have come to their end: those to several browsers of a person are one. */
export function countMessages(place: Place, status: EndedStatus, at: number): Steps<void> {
  return addOne(place, ENDED[status], at);
}

/** A run has reached its goal: so have those who came to its nodes, as far as that is still known. */
export function* countConversion(runId: number): Steps<void> {
  for (const { arrivedAt, ...place } of yield* prepared(visitsOf, { runId }))
    yield* addOne(place, CONVERTED, arrivedAt);
}

function addOne({ workflowId, nodeId }: Place, port: string, at: number): Steps<void> {
  const hourAt = at - (at % HOUR_MS);
  return counted(add, `${workflowId}\n${hourAt}\n${nodeId}\n${port}`, { workflowId, nodeId, port, hourAt });
}

export interface StepCount {
  nodeId: string;
  entered: number;
  /** How many left through each port. */
  left: Record<string, number>;
  /** Left through none. */
  leftOtherwise: number;
  messages: Record<EndedStatus, number>;
  converted: number;
}

export interface Span {
  /** The beginning of an hour; null: from the first day on. */
  from: number | null;
  /** Up to this moment, without it; null: until now. */
  until: number | null;
}

/** What was counted at each node of a workflow within a span. Days that are long past count as of their beginning, UTC. */
export async function readStepCounts(
  db: Database,
  { workflowId, from, until }: Span & { workflowId: number },
): Promise<StepCount[]> {
  const { stepCounts } = db.tables;
  const rows = await db.query
    .select({
      nodeId: stepCounts.nodeId,
      port: stepCounts.port,
      people: sql<number>`sum(${stepCounts.people})`.mapWith(Number),
    })
    .from(stepCounts)
    .where(
      and(
        eq(stepCounts.workflowId, workflowId),
        from === null ? undefined : gte(stepCounts.hourAt, from),
        until === null ? undefined : lt(stepCounts.hourAt, until),
      ),
    )
    .groupBy(stepCounts.nodeId, stepCounts.port);
  const steps = new Map<string, StepCount>();
  for (const { nodeId, port, people } of rows) {
    const step = steps.get(nodeId) ?? nothingAt(nodeId);
    steps.set(nodeId, step);
    const status = endedStatuses.find((known) => ENDED[known] === port);
    if (status) step.messages[status] = people;
    else if (port === CAME) step.entered = people;
    else if (port === LEFT_OTHERWISE) step.leftOtherwise = people;
    else if (port === CONVERTED) step.converted = people;
    else step.left[port] = people;
  }
  return [...steps.values()];
}

/** A node that nobody came to. */
export function nothingAt(nodeId: string): StepCount {
  const messages = { sent: 0, failed: 0, skipped: 0, unknown: 0 };
  return { nodeId, entered: 0, left: {}, leftOtherwise: 0, messages, converted: 0 };
}
