import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { erasedTables } from "#server/store/erasure.ts";
import { APART_PREFIX } from "#server/store/kept-apart.ts";
import { listReceiptsNaming } from "#server/store/naming-receipts.ts";
import { plainValues, word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { type Part, type PartArgs, whole } from "./person-part.ts";
import { standingParts } from "./person-standing.ts";
import { showCart, showConsentChange, showHistory, showMessage, showRun } from "./rows.ts";
import { type Cursor, type ExportRow, idAfter, iso, pageOf } from "./sheet.ts";

/** What each table that names a profile holds of one person: a table that is erased and not here does not compile. */
export const personParts = {
  anonymousIds: whole(async ({ query, tables: { anonymousIds: t } }, id) => {
    const rows = await query.select().from(t).where(eq(t.profileId, id)).orderBy(asc(t.createdAt));
    // That they are not somebody else says more of the other one than of them.
    const own = rows.filter(({ value }) => !value.startsWith(APART_PREFIX));
    return own.map(({ value, createdAt }) => ({ value, createdAt: iso(createdAt) }));
  }),
  consents: whole(async ({ query, tables: { consents: t } }, id) => {
    const rows = await query
      .select()
      .from(t)
      .where(eq(t.profileId, id))
      .orderBy(asc(t.channel), asc(t.topic));
    return rows.map(({ channel, topic, state, updatedAt }) => ({
      channel,
      topic,
      state,
      since: iso(updatedAt),
    }));
  }),
  consentLog: async ({ query, tables: { consentLog: t } }, { profileId, after, limit }) => {
    const mine = and(eq(t.profileId, profileId), gt(t.id, idAfter(after)));
    const rows = await query.select().from(t).where(mine).orderBy(asc(t.id)).limit(limit);
    return pageOf(rows, limit, ({ id }) => [id], showConsentChange);
  },
  events: async ({ query, tables: { events: t, eventNames } }, { profileId, after, limit }) => {
    const rows = await query
      .select({
        id: t.id,
        name: eventNames.name,
        at: t.at,
        receivedAt: t.receivedAt,
        properties: t.properties,
      })
      .from(t)
      .innerJoin(eventNames, eq(eventNames.id, t.nameId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const show = ({ at, receivedAt, ...event }: (typeof rows)[number]) => ({
      ...event,
      at: iso(at),
      receivedAt: iso(receivedAt),
    });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
  carts: whole(async ({ query, tables: { carts: t } }, id) => {
    const rows = await query.select().from(t).where(eq(t.profileId, id)).orderBy(asc(t.openedAt));
    return rows.map(showCart);
  }),
  runs: async ({ query, tables: { runs: t, visits, workflows, versions } }, { profileId, after, limit }) => {
    const rows = await query
      .select({ run: t, workflow: workflows.name, version: versions.number })
      .from(t)
      .innerJoin(workflows, eq(workflows.id, t.workflowId))
      .innerJoin(versions, eq(versions.id, t.versionId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const ids = rows.map(({ run }) => run.id);
    const passed = await query
      .select()
      .from(visits)
      .where(inArray(visits.runId, ids.length > 0 ? ids : [0]))
      .orderBy(asc(visits.runId), asc(visits.visit));
    const byRun = Map.groupBy(passed, ({ runId }) => runId);
    const show = ({ run, workflow, version }: (typeof rows)[number]): ExportRow => ({
      ...showRun({ ...run, workflow, version }),
      data: run.state.data,
      visits: (byRun.get(run.id) ?? []).map(({ nodeId, arrivedAt, leftAt, port }) => ({
        step: nodeId,
        arrivedAt: iso(arrivedAt),
        leftAt: iso(leftAt),
        port,
      })),
    });
    return pageOf(rows, limit, ({ run }) => [run.id], show);
  },
  messages: async (
    { query, tables: { messages: t, deliveries, workflows } },
    { profileId, after, limit },
  ) => {
    const rows = await query
      .select({ message: t, workflow: workflows.name })
      .from(t)
      .leftJoin(workflows, eq(workflows.id, t.workflowId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const ids = rows.map(({ message }) => message.id);
    const attempts = await query
      .select()
      .from(deliveries)
      .where(inArray(deliveries.messageId, ids.length > 0 ? ids : [0]))
      .orderBy(asc(deliveries.id));
    const byMessage = Map.groupBy(attempts, ({ messageId }) => messageId);
    const show = ({ message, workflow }: (typeof rows)[number]): ExportRow => ({
      ...showMessage({ ...message, workflow }),
      values: message.data,
      deliveries: (byMessage.get(message.id) ?? []).map(({ attempt, at, outcome, code, values }) => ({
        attempt,
        at: iso(at),
        outcome,
        answer: code && word(wordReason(code, values ?? {})),
        values: values && plainValues(values),
      })),
    });
    return pageOf(rows, limit, ({ message }) => [message.id], show);
  },
  history: async ({ query, tables: { history: t, workflows } }, { profileId, after, limit }) => {
    const rows = await query
      .select({ entry: t, workflow: workflows.name })
      .from(t)
      .leftJoin(workflows, eq(workflows.id, t.workflowId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const show = ({ entry, workflow }: (typeof rows)[number]) => showHistory({ ...entry, workflow });
    return pageOf(rows, limit, ({ entry }) => [entry.id], show);
  },
  timers: whole(async ({ query, tables: { timers: t, workflows } }, id) => {
    const rows = await query
      .select({ timer: t, workflow: workflows.name })
      .from(t)
      .innerJoin(workflows, eq(workflows.id, t.workflowId))
      .where(eq(t.profileId, id))
      .orderBy(asc(t.dueAt));
    return rows.map(({ timer, workflow }) => ({
      workflow,
      key: timer.timerKey,
      dueAt: iso(timer.dueAt),
      data: timer.data,
    }));
  }),
  assignments: whole(async ({ query, tables: { assignments: t, workflows } }, id) => {
    const rows = await query
      .select({ workflow: workflows.name, step: t.nodeId, path: t.arm, at: t.at })
      .from(t)
      .innerJoin(workflows, eq(workflows.id, t.workflowId))
      .where(eq(t.profileId, id))
      .orderBy(asc(t.at));
    return rows.map((row) => ({ ...row, at: iso(row.at) }));
  }),
  oneOffPeople: whole(async ({ query, tables: { oneOffPeople: t, oneOffs } }, id) => {
    const rows = await query
      .select({ message: oneOffs.name, createdAt: oneOffs.createdAt })
      .from(t)
      .innerJoin(oneOffs, eq(oneOffs.id, t.oneOffId))
      .where(eq(t.profileId, id))
      .orderBy(asc(t.oneOffId));
    return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }));
  }),
  pushSubscriptions: whole(async ({ query, tables: { pushSubscriptions: t } }, id) => {
    const rows = await query.select().from(t).where(eq(t.profileId, id)).orderBy(asc(t.id));
    // Their keys tell nothing about a person and are for the push service alone.
    return rows.map(({ endpoint, userAgent, createdAt, endedAt }) => ({
      endpoint,
      browser: userAgent,
      createdAt: iso(createdAt),
      endedAt: iso(endedAt),
    }));
  }),
  receipts: async ({ query, tables: { receipts: t, hooks } }, { profileId, after, limit }) => {
    const rows = await query
      .select({ receipt: t, hook: hooks.name })
      .from(t)
      .innerJoin(hooks, eq(hooks.id, t.hookId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const show = ({ receipt, hook }: (typeof rows)[number]) => ({ hook, ...showReceipt(receipt) });
    return pageOf(rows, limit, ({ receipt }) => [receipt.id], show);
  },
  notices: async ({ query, tables: { notices: t } }, { profileId, after, limit }) => {
    const mine = and(eq(t.profileId, profileId), gt(t.id, idAfter(after)));
    const rows = await query.select().from(t).where(mine).orderBy(asc(t.id)).limit(limit);
    const show = ({ id, kind, payload, status, createdAt, endedAt }: (typeof rows)[number]) => ({
      ...{ id, kind, payload, status },
      createdAt: iso(createdAt),
      endedAt: iso(endedAt),
    });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
  interactions: async ({ query, tables: { interactions: t } }, { profileId, after, limit }) => {
    const mine = and(eq(t.profileId, profileId), gt(t.id, idAfter(after)));
    const rows = await query.select().from(t).where(mine).orderBy(asc(t.id)).limit(limit);
    const show = ({ messageId, kind, machine, url, at }: (typeof rows)[number]) => ({
      ...{ messageId, kind, machine, url },
      at: iso(at),
    });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
  bounces: whole(async ({ query, tables: { bounces: t } }, id) => {
    const rows = await query.select().from(t).where(eq(t.profileId, id)).orderBy(asc(t.id));
    return rows.map(({ messageId, channel, kind, code, detail, at }) => ({
      ...{ messageId, channel, kind, code, detail },
      at: iso(at),
    }));
  }),
  ...standingParts,
} as const satisfies Record<(typeof erasedTables)[number], Part>;

export type PersonPart = keyof typeof personParts;

/** The next rows of one part of what is stored about a person, as JSON. */
export async function readPersonPage(
  db: Database,
  { part, ...args }: PartArgs & { part: PersonPart },
): Promise<{ rows: string[]; next: Cursor | null }> {
  const { rows, next } = await personParts[part](db, args);
  return { rows: rows.map((row) => JSON.stringify(row)), next };
}

/** What is stored about a person beside those tables; null when there is no such profile. */
export async function readPersonHead(
  db: Database,
  profileId: number,
  addressHash: (email: string) => string,
): Promise<{ profile: ExportRow; suppressions: ExportRow[]; unassignedReceipts: ExportRow[] } | null> {
  const { profiles, suppressions } = db.tables;
  const [profile] = await db.query.select().from(profiles).where(eq(profiles.id, profileId));
  if (!profile) return null;
  const { createdAt, updatedAt, lastSeenAt, email, ...fields } = profile;
  const hash = email === null ? null : addressHash(email);
  const suppressed =
    hash === null ? [] : await db.query.select().from(suppressions).where(eq(suppressions.addressHash, hash));
  const receipts = email === null ? [] : await listReceiptsNaming(db, email);
  return {
    profile: {
      ...fields,
      email,
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
      lastSeenAt: iso(lastSeenAt),
    },
    suppressions: suppressed.map(({ channel, reason, at }) => ({
      channel,
      reason: word(wordReason(reason)),
      at: iso(at),
    })),
    unassignedReceipts: receipts.map(showReceipt),
  };
}

type ReceiptRow = Database["tables"]["receipts"]["$inferSelect"];

function showReceipt({ id, receivedAt, headers, body, verdict, eventName }: ReceiptRow): ExportRow {
  return { id, receivedAt: iso(receivedAt), verdict, event: eventName, headers, body };
}
