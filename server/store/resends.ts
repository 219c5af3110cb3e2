import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { MessageStatus } from "#drizzle/tables.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Reason } from "#workflows/reasons.ts";
import type { Message } from "./messages.ts";

export interface Resend {
  id: number;
  key: string;
  at: number;
  status: MessageStatus;
}

/** The messages whose keys begin so, which repeat one of the same person's; the oldest first. */
export function* resendsOf(
  tx: Transaction,
  original: Pick<Message, "profileId" | "createdAt">,
  keyStart: string,
): Steps<Resend[]> {
  const { messages } = tx.tables;
  return yield* run(
    tx.query
      .select({ id: messages.id, key: messages.key, at: messages.createdAt, status: messages.status })
      .from(messages)
      .where(
        and(
          // By what there is an index for.
          eq(messages.profileId, original.profileId),
          gte(messages.createdAt, original.createdAt),
          eq(sql`substr(${messages.key}, 1, ${sql.raw(String(keyStart.length))})`, keyStart),
        ),
      )
      .orderBy(asc(messages.id)),
  );
}

/** The workflow of a message and the graph of the version that sent it; null for a message outside of runs. */
export function* findSender(
  tx: Transaction,
  messageId: number,
): Steps<{ name: string; graph: Graph } | null> {
  const { messages, runs, versions, workflows } = tx.tables;
  const [found] = yield* run(
    tx.query
      .select({ name: workflows.name, graph: versions.graph })
      .from(messages)
      .innerJoin(runs, eq(runs.id, messages.runId))
      .innerJoin(workflows, eq(workflows.id, runs.workflowId))
      .innerJoin(versions, eq(versions.id, runs.versionId))
      .where(eq(messages.id, messageId)),
  );
  return found ?? null;
}

/** Lets one transaction after the other decide about a message. */
export function* lockMessage(tx: Transaction, id: number): Steps<void> {
  const { messages } = tx.tables;
  yield* run(
    tx.query
      .update(messages)
      .set({ key: sql`${messages.key}` })
      .where(eq(messages.id, id)),
  );
}

/** Whether any attempt to hand a message over is still on record. */
export function* hasDeliveries(tx: Transaction, messageId: number): Steps<boolean> {
  const { deliveries } = tx.tables;
  const found = yield* run(
    tx.query
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(eq(deliveries.messageId, messageId))
      .limit(1),
  );
  return found.length > 0;
}

/** Ends a message that nobody has taken up yet; false when somebody has. */
export function* stopQueued(
  tx: Transaction,
  id: number,
  { code, values }: Reason,
  now: number,
): Steps<boolean> {
  const { messages } = tx.tables;
  const stopped = yield* run(
    tx.query
      .update(messages)
      .set({ status: "skipped", reasonCode: code, reasonValues: values ?? {}, dueAt: null, endedAt: now })
      .where(and(eq(messages.id, id), eq(messages.status, "queued")))
      .returning({ id: messages.id }),
  );
  return stopped.length > 0;
}
