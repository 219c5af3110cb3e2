import { and, count, countDistinct, eq, min, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { idsToTeam } from "#server/store/step-figures.ts";
import type { Channel } from "#workflows/node.ts";
import { wentToCustomers } from "./cohort.ts";

/** What one step of a workflow sent to the people of some runs, and what they did with it. */
export interface StepMessages {
  nodeId: string;
  channel: Channel;
  /** People who got at least one. */
  people: number;
  sent: number;
  /** Of these, kept in the app for want of a sender. */
  captured: number;
  /** Opened by a person, or for messages in the shop's pages shown to one. */
  opened: number;
  clicked: number;
}

/** The messages of these runs by step; steps that write to the team are named apart. */
export async function messagesOf(
  db: Database,
  cohort: SQL | undefined,
): Promise<{ steps: StepMessages[]; toTeam: string[] }> {
  const { runs, messages } = db.tables;
  // The order of a cross join is kept: from the runs to their messages, and never the other way.
  const rows = await db.query
    .select({
      nodeId: messages.nodeId,
      channel: messages.channel,
      people: countDistinct(messages.profileId),
      sent: count(),
      oneId: min(messages.id),
      captured: sql<number>`count(*) filter (where ${messages.captured})`.mapWith(Number),
    })
    .from(runs)
    .crossJoin(messages)
    .where(and(cohort, eq(messages.runId, runs.id), wentToCustomers(db)))
    .groupBy(messages.nodeId, messages.channel);
  const teamIds = await idsToTeam(db, rows);
  const done = await reactionsTo(db, cohort);
  const steps = rows.flatMap(({ nodeId, oneId, ...figures }) => {
    if (nodeId === null || teamIds.has(oneId)) return [];
    const of = (kind: string) =>
      done.find((one) => one.nodeId === nodeId && one.channel === figures.channel && one.kind === kind)
        ?.messages ?? 0;
    const seen = of(figures.channel === "in-app" ? "shown" : "opened");
    return { nodeId, ...figures, opened: seen, clicked: of("clicked") };
  });
  const toTeam = rows.flatMap(({ nodeId, oneId }) => (nodeId !== null && teamIds.has(oneId) ? nodeId : []));
  return { steps, toTeam };
}

function reactionsTo(db: Database, cohort: SQL | undefined) {
  const { runs, messages, interactions } = db.tables;
  return db.query
    .select({
      nodeId: messages.nodeId,
      channel: messages.channel,
      kind: interactions.kind,
      messages: countDistinct(messages.id),
    })
    .from(runs)
    .crossJoin(messages)
    .crossJoin(interactions)
    .where(
      and(
        cohort,
        eq(messages.runId, runs.id),
        wentToCustomers(db),
        eq(interactions.messageId, messages.id),
        eq(interactions.machine, false),
      ),
    )
    .groupBy(messages.nodeId, messages.channel, interactions.kind);
}
