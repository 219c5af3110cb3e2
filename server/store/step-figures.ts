import { and, count, countDistinct, desc, eq, inArray, min, ne, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import { type RunStatus, runStatuses } from "#workflows/run.ts";

/** Runs of each status that are looked at, the newest: so the cost ends somewhere, however long a workflow has run. */
const RUNS_OF_STATUS_MAX = 10_000;

/** What came of the messages of one step. */
export interface StepFigures {
  nodeId: string;
  channel: Channel;
  /** Handed over, as far as anybody can tell; with those that were kept in the app. */
  sent: number;
  /** Of these, kept in the app for want of a sender. */
  captured: number;
  /** Messages that a person opened, or for messages in the shop's pages was shown. */
  opened: number;
  clicked: number;
  /** Messages that a machine opened or clicked, whether or not a person did too. */
  machineOpened: number;
  machineClicked: number;
}

/** How many messages each step of a workflow sent to customers, and what they and machines did with them. */
export async function readStepFigures(
  db: Database,
  { workflowId, runsMax = RUNS_OF_STATUS_MAX }: { workflowId: number; runsMax?: number },
): Promise<{
  steps: StepFigures[];
  /** There are older runs, whose messages are left out. */
  partial: boolean;
}> {
  const { messages, interactions } = db.tables;
  const newest = newestRuns(db, workflowId, runsMax);
  const went = and(
    eq(messages.runId, newest.id),
    inArray(messages.status, ["sent", "unknown"]),
    ne(messages.channel, "webhook"),
  );
  // The order of a cross join is kept: from the runs to their messages, and never the other way.
  const sent = await db.query
    .select({
      nodeId: messages.nodeId,
      channel: messages.channel,
      sent: count(),
      oneId: min(messages.id),
      captured: sql<number>`count(*) filter (where ${messages.captured})`.mapWith(Number),
    })
    .from(newest)
    .crossJoin(messages)
    .where(went)
    .groupBy(messages.nodeId, messages.channel);
  const toTeam = await idsToTeam(db, sent);
  const done = await db.query
    .select({
      nodeId: messages.nodeId,
      channel: messages.channel,
      kind: interactions.kind,
      machine: interactions.machine,
      messages: countDistinct(messages.id),
    })
    .from(newest)
    .crossJoin(messages)
    .crossJoin(interactions)
    .where(and(went, eq(interactions.messageId, messages.id)))
    .groupBy(messages.nodeId, messages.channel, interactions.kind, interactions.machine);
  const steps = sent.flatMap(({ nodeId, oneId, ...figures }) => {
    if (nodeId === null || toTeam.has(oneId)) return [];
    const of = (kinds: string[], machine: boolean) =>
      done.find(
        (one) =>
          one.nodeId === nodeId &&
          one.channel === figures.channel &&
          one.machine === machine &&
          kinds.includes(one.kind),
      )?.messages ?? 0;
    const seen = figures.channel === "in-app" ? ["shown"] : ["opened"];
    return {
      ...{ nodeId, ...figures, opened: of(seen, false), clicked: of(["clicked"], false) },
      ...{ machineOpened: of(seen, true), machineClicked: of(["clicked"], true) },
    };
  });
  return { steps, partial: await hasOlder(db, workflowId, runsMax) };
}

/** A step writes to customers or to the team, so one message of it tells which; contents are long. */
export async function idsToTeam(
  { query, tables: { messages } }: Database,
  steps: { oneId: number | null }[],
): Promise<Set<number | null>> {
  const ids = steps.flatMap(({ oneId }) => oneId ?? []);
  if (ids.length === 0) return new Set();
  const isToTeam = sql`${messages.content} ->> 'team' is not null`;
  const rows = await query
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.id, ids), isToTeam));
  return new Set(rows.map(({ id }) => id));
}

function newestOfStatus({ query, tables: { runs } }: Database, workflowId: number, status: RunStatus) {
  return query
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.workflowId, workflowId), eq(runs.status, status)))
    .orderBy(desc(runs.id));
}

/** Status by status, as the index has them. */
function newestRuns(db: Database, workflowId: number, runsMax: number) {
  const [first, second, ...others] = runStatuses.map((status) => {
    const newest = newestOfStatus(db, workflowId, status).limit(runsMax).as(`newest_${status}`);
    return db.query.select({ id: newest.id }).from(newest);
  });
  return unionAll(first!, second!, ...others).as("newest");
}

async function hasOlder(db: Database, workflowId: number, runsMax: number): Promise<boolean> {
  for (const status of runStatuses) {
    const beyond = await newestOfStatus(db, workflowId, status).limit(1).offset(runsMax);
    if (beyond.length > 0) return true;
  }
  return false;
}
