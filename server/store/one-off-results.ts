import { and, eq, gte, inArray, isNotNull, ne, notExists, sql } from "drizzle-orm";
import type { MessageStatus } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";

export interface OneOffResults {
  /** People who were let in. */
  entered: number;
  /** Of these, those who are still to get theirs. */
  active: number;
  /** People who were sent one; it was kept in the captured outbox for `captured` of them. */
  reached: number;
  captured: number;
  /** Messages: one person may have one for each of their browsers. */
  messages: { waiting: number; sent: number; unknown: number; failed: number; skipped: number };
  /** Why people got none, the most frequent reason first. */
  reasons: { code: string; values: ReasonValues; count: number }[];
  /** People who did it themselves, and those for whom only a program did. */
  opened: ByWhom;
  clicked: ByWhom;
  shown: ByWhom;
  dismissed: ByWhom;
  /** People who left the channel, or a topic of it, within the window after they had got it. */
  unsubscribed: number;
  bounced: number;
  complained: number;
}

interface ByWhom {
  people: number;
  machines: number;
}

/** What came of a one-off message. `windowMs`: for so long after it, an unsubscription is taken as its answer. */
export async function readOneOffResults(
  db: Database,
  wanted: { workflowId: number; windowMs: number },
): Promise<OneOffResults> {
  const { workflowId } = wanted;
  const sent = await readMessages(db, workflowId);
  return {
    ...(await readPeople(db, workflowId)),
    ...sent,
    reasons: [...sent.reasons, ...(await readUnwritten(db, workflowId))].sort((a, b) => b.count - a.count),
    ...(await readInteractions(db, workflowId)),
    unsubscribed: await countUnsubscribed(db, wanted),
    ...(await readBounces(db, workflowId)),
  };
}

const number = (text: ReturnType<typeof sql>) => sql<number>`${text}`.mapWith(Number);

async function readPeople({ query, tables: { runs } }: Database, workflowId: number) {
  const [row] = await query
    .select({
      entered: number(sql`count(*)`),
      active: number(sql`count(*) filter (where ${runs.status} = 'active')`),
    })
    .from(runs)
    .where(eq(runs.workflowId, workflowId));
  return row!;
}

const groupOf: Record<MessageStatus, keyof OneOffResults["messages"]> = {
  queued: "waiting",
  handed: "waiting",
  sent: "sent",
  unknown: "unknown",
  failed: "failed",
  skipped: "skipped",
};

async function readMessages({ query, tables: { runs, messages } }: Database, workflowId: number) {
  const rows = await query
    .select({
      status: messages.status,
      code: messages.reasonCode,
      count: number(sql`count(*)`),
      people: number(sql`count(distinct ${messages.runId})`),
      // One of them, for the words: a limit, say.
      values: sql<string | null>`max(cast(${messages.reasonValues} as text))`,
    })
    .from(runs)
    .innerJoin(messages, eq(messages.runId, runs.id))
    .where(eq(runs.workflowId, workflowId))
    .groupBy(messages.status, messages.reasonCode);
  const counts = { waiting: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 };
  for (const { status, count } of rows) counts[groupOf[status]] += count;
  const reasons = rows
    .filter(({ status }) => status === "skipped" || status === "failed")
    .map(({ code, values, people }) => ({
      code: code ?? "",
      values: values === null ? {} : (JSON.parse(values) as ReasonValues),
      count: people,
    }));
  const [out] = await query
    .select({
      reached: number(sql`count(distinct ${messages.runId})`),
      captured: number(sql`count(distinct case when ${messages.captured} then ${messages.runId} end)`),
    })
    .from(runs)
    .innerJoin(messages, eq(messages.runId, runs.id))
    .where(and(eq(runs.workflowId, workflowId), inArray(messages.status, ["sent", "unknown"])));
  return { ...out!, messages: counts, reasons };
}

/** People for whom no message was even written: they have no address, say. */
async function readUnwritten(db: Database, workflowId: number) {
  const { runs, messages, history } = db.tables;
  const written = db.query.select({ one: sql`1` }).from(messages).where(eq(messages.runId, runs.id));
  const rows = await db.query
    .select({ code: history.code, count: number(sql`count(distinct ${runs.id})`) })
    .from(runs)
    .innerJoin(history, eq(history.runId, runs.id))
    .where(
      and(
        eq(runs.workflowId, workflowId),
        ne(runs.status, "active"),
        sql`${history.code} not in ('run.started', 'run.finished')`,
        notExists(written),
      ),
    )
    .groupBy(history.code);
  return rows.map((row) => ({ ...row, values: {} }));
}

async function readInteractions(db: Database, workflowId: number) {
  const { runs, messages, interactions } = db.tables;
  const rows = await db.query
    .select({
      kind: interactions.kind,
      people: number(sql`count(distinct case when not ${interactions.machine} then ${messages.runId} end)`),
      any: number(sql`count(distinct ${messages.runId})`),
    })
    .from(runs)
    .innerJoin(messages, eq(messages.runId, runs.id))
    .innerJoin(interactions, eq(interactions.messageId, messages.id))
    .where(eq(runs.workflowId, workflowId))
    .groupBy(interactions.kind);
  const by = (kind: (typeof rows)[number]["kind"]): ByWhom => {
    const { people = 0, any = 0 } = rows.find((row) => row.kind === kind) ?? {};
    return { people, machines: any - people };
  };
  return { opened: by("opened"), clicked: by("clicked"), shown: by("shown"), dismissed: by("dismissed") };
}

async function countUnsubscribed(
  { query, tables: { runs, messages, consentLog } }: Database,
  { workflowId, windowMs }: { workflowId: number; windowMs: number },
): Promise<number> {
  const [row] = await query
    .select({ people: number(sql`count(distinct ${messages.runId})`) })
    .from(runs)
    .innerJoin(messages, eq(messages.runId, runs.id))
    .innerJoin(
      consentLog,
      and(
        eq(consentLog.profileId, messages.profileId),
        eq(consentLog.channel, messages.channel),
        eq(consentLog.state, "withdrawn"),
        gte(consentLog.at, messages.handedAt),
        sql`${consentLog.at} < ${messages.handedAt} + ${windowMs}`,
      ),
    )
    .where(
      and(
        eq(runs.workflowId, workflowId),
        isNotNull(messages.handedAt),
        inArray(messages.status, ["sent", "unknown"]),
      ),
    );
  return row!.people;
}

async function readBounces({ query, tables: { runs, messages, bounces } }: Database, workflowId: number) {
  const [row] = await query
    .select({
      bounced: number(
        sql`count(distinct case when ${bounces.kind} <> 'complaint' then ${messages.runId} end)`,
      ),
      complained: number(
        sql`count(distinct case when ${bounces.kind} = 'complaint' then ${messages.runId} end)`,
      ),
    })
    .from(runs)
    .innerJoin(messages, eq(messages.runId, runs.id))
    .innerJoin(
      bounces,
      // By what there is an index for.
      and(eq(bounces.profileId, messages.profileId), eq(bounces.messageId, messages.id)),
    )
    .where(eq(runs.workflowId, workflowId));
  return row!;
}
