import { asc, eq, gt, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { profileSheet } from "./profile-sheet.ts";
import { showCart, showConsentChange, showHistory, showMessage, showRun } from "./rows.ts";
import { idAfter, iso, pageOf, type Sheet } from "./sheet.ts";

/** Whom a row is about, before its own columns. */
const WHO = { profileId: "Rekindle ID", externalId: "External ID", email: "Email" } as const;

const events = {
  columns: {
    ...WHO,
    emailConfirmed: "Email confirmed",
    event: "Event",
    at: "Timestamp",
    receivedAt: "Received at",
    properties: "Properties",
  },
  async page(db, { after, limit }) {
    const { events, eventNames, profiles } = db.tables;
    const found = await db.query
      .select({
        ...who(db),
        emailClaimed: profiles.emailClaimed,
        id: events.id,
        event: eventNames.name,
        at: events.at,
        receivedAt: events.receivedAt,
        properties: events.properties,
      })
      .from(events)
      .innerJoin(eventNames, eq(eventNames.id, events.nameId))
      .innerJoin(profiles, eq(profiles.id, events.profileId))
      .where(gt(events.id, idAfter(after)))
      .orderBy(asc(events.id))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ id }) => [id],
      ({ at, receivedAt, emailClaimed, ...event }) => ({
        ...event,
        emailConfirmed: event.email === null ? null : !emailClaimed,
        at: iso(at),
        receivedAt: iso(receivedAt),
      }),
    );
  },
} as const satisfies Sheet;

const consents: Sheet = {
  columns: { ...WHO, channel: "Channel", topic: "Topic", state: "State", at: "Since" },
  async page(db, { after, limit }) {
    const { consents, profiles } = db.tables;
    const [profileId = 0, channel = "", topic = ""] = after ?? [];
    const key = sql`(${consents.profileId}, ${consents.channel}, ${consents.topic})`;
    const found = await db.query
      .select({
        ...who(db),
        channel: consents.channel,
        topic: consents.topic,
        state: consents.state,
        at: consents.updatedAt,
      })
      .from(consents)
      .innerJoin(profiles, eq(profiles.id, consents.profileId))
      .where(sql`${key} > (${profileId}, ${channel}, ${topic})`)
      .orderBy(asc(consents.profileId), asc(consents.channel), asc(consents.topic))
      .limit(limit);
    return pageOf(
      found,
      limit,
      (row) => [row.profileId, row.channel, row.topic],
      (row) => ({ ...row, at: iso(row.at) }),
    );
  },
};

const consentLog: Sheet = {
  columns: { ...WHO, channel: "Channel", topic: "Topic", state: "State", source: "Said by", at: "At" },
  async page(db, { after, limit }) {
    const { consentLog, profiles } = db.tables;
    const found = await db.query
      .select({ who: who(db), change: consentLog })
      .from(consentLog)
      .innerJoin(profiles, eq(profiles.id, consentLog.profileId))
      .where(gt(consentLog.id, idAfter(after)))
      .orderBy(asc(consentLog.id))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ change }) => [change.id],
      ({ who, change }) => ({ ...who, ...showConsentChange(change) }),
    );
  },
};

const carts: Sheet = {
  columns: {
    ...WHO,
    cart: "Cart",
    status: "Status",
    openedAt: "Opened at",
    changedAt: "Changed at",
    items: "Items",
  },
  async page(db, { after, limit }) {
    const { carts, profiles } = db.tables;
    const [profileId = 0, cartKey = ""] = after ?? [];
    const found = await db.query
      .select({ who: who(db), cart: carts })
      .from(carts)
      .innerJoin(profiles, eq(profiles.id, carts.profileId))
      .where(sql`(${carts.profileId}, ${carts.cartKey}) > (${profileId}, ${cartKey})`)
      .orderBy(asc(carts.profileId), asc(carts.cartKey))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ cart }) => [cart.profileId, cart.cartKey],
      ({ who, cart }) => ({ ...who, ...showCart(cart) }),
    );
  },
};

const messages: Sheet = {
  columns: {
    ...WHO,
    id: "Message ID",
    channel: "Channel",
    workflow: "Workflow",
    to: "To",
    subject: "Subject",
    status: "Status",
    reason: "Reason",
    captured: "Kept in the outbox",
    createdAt: "Created at",
    handedAt: "Handed over at",
    endedAt: "Ended at",
  },
  async page(db, { after, limit }) {
    const { messages, profiles, workflows } = db.tables;
    const found = await db.query
      .select({ who: who(db), message: messages, workflow: workflows.name })
      .from(messages)
      .innerJoin(profiles, eq(profiles.id, messages.profileId))
      .leftJoin(workflows, eq(workflows.id, messages.workflowId))
      .where(gt(messages.id, idAfter(after)))
      .orderBy(asc(messages.id))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ message }) => [message.id],
      ({ who, message, workflow }) => ({ ...who, ...showMessage({ ...message, workflow }) }),
    );
  },
};

const runs: Sheet = {
  columns: {
    ...WHO,
    id: "Run ID",
    workflow: "Workflow",
    version: "Version",
    status: "Status",
    startedAt: "Started at",
    endedAt: "Ended at",
    ended: "How it ended",
    reachedGoalAt: "Reached the goal at",
  },
  async page(db, { after, limit }) {
    const { runs, profiles, workflows, versions } = db.tables;
    const found = await db.query
      .select({ who: who(db), run: runs, workflow: workflows.name, version: versions.number })
      .from(runs)
      .innerJoin(profiles, eq(profiles.id, runs.profileId))
      .innerJoin(workflows, eq(workflows.id, runs.workflowId))
      .innerJoin(versions, eq(versions.id, runs.versionId))
      .where(gt(runs.id, idAfter(after)))
      .orderBy(asc(runs.id))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ run }) => [run.id],
      ({ who, run, workflow, version }) => {
        const { id, status, startedAt, endedAt, endCode, convertedAt } = run;
        const shown = { id, workflow, version, status, startedAt, endedAt, endCode, convertedAt };
        return { ...who, ...showRun(shown) };
      },
    );
  },
};

const history: Sheet = {
  columns: { ...WHO, at: "At", workflow: "Workflow", runId: "Run ID", text: "What happened", code: "Code" },
  async page(db, { after, limit }) {
    const { history, profiles, workflows } = db.tables;
    const found = await db.query
      .select({ who: who(db), entry: history, workflow: workflows.name })
      .from(history)
      .innerJoin(profiles, eq(profiles.id, history.profileId))
      .leftJoin(workflows, eq(workflows.id, history.workflowId))
      .where(gt(history.id, idAfter(after)))
      .orderBy(asc(history.id))
      .limit(limit);
    return pageOf(
      found,
      limit,
      ({ entry }) => [entry.id],
      ({ who, entry, workflow }) => ({ ...who, ...showHistory({ ...entry, workflow }) }),
    );
  },
};

/** Keyed hashes: they tell nobody's address. */
const suppressions: Sheet = {
  columns: { channel: "Channel", addressHash: "Address hash", reason: "Reason", at: "At" },
  async page(db, { after, limit }) {
    const { suppressions } = db.tables;
    const [channel = "", hash = ""] = after ?? [];
    const found = await db.query
      .select()
      .from(suppressions)
      .where(sql`(${suppressions.channel}, ${suppressions.addressHash}) > (${channel}, ${hash})`)
      .orderBy(asc(suppressions.channel), asc(suppressions.addressHash))
      .limit(limit);
    return pageOf(
      found,
      limit,
      (row) => [row.channel, row.addressHash],
      (row) => ({ ...row, at: iso(row.at) }),
    );
  },
};

/** Every file of rows, by its name. */
export const sheets = {
  profiles: profileSheet,
  events,
  carts,
  consents,
  "consent-log": consentLog,
  messages,
  runs,
  history,
  suppressions,
} as const satisfies Record<string, Sheet>;

export type SheetName = keyof typeof sheets;

export function isSheetName(name: string): name is SheetName {
  return Object.hasOwn(sheets, name);
}

function who({ tables: { profiles } }: Database) {
  return { profileId: profiles.id, externalId: profiles.externalId, email: profiles.email };
}
