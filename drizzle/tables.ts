import { sql } from "drizzle-orm";
import type { Cart, CartItem } from "#workflows/cart.ts";
import type { Condition } from "#workflows/condition.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Channel, EffectContent, InAppDisplay, PushButton, PushUrgency } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { RunState } from "#workflows/run.ts";
import type { Columns } from "./columns.postgres.ts";

export type Role = "owner" | "editor" | "viewer";
export type WorkflowStatus = "draft" | "live" | "paused";
/** A one-off message is sent by a workflow of its own, which no list of workflows shows. */
export type WorkflowKind = "workflow" | "one-off";
/** draft · scheduled: begins by itself at its time · sending · stopped: by the owner, midway · done */
export type OneOffStatus = "draft" | "scheduled" | "sending" | "stopped" | "done";
export type RunStatus = "active" | "finished" | "exited" | "failed";
/**
 * queued: waits for its turn · handed: given to a sender, so it may be out already · sent · skipped: a rule said no ·
 * failed: refused for good · unknown: the connection broke after hand-over, so nobody can tell.
 */
export type MessageStatus = "queued" | "handed" | "sent" | "skipped" | "failed" | "unknown";

export type ApiKeyKind = "secret" | "write";
export type HookScheme =
  | "none"
  | "standard-webhooks"
  | "stripe"
  | "shopify"
  | "github"
  | "hmac"
  | "basic"
  | "bearer";
/**
 * taken: it made an event · duplicate: one like it was taken before · waiting: the hook was off · refused: with a reason
 */
export type ReceiptVerdict = "taken" | "duplicate" | "waiting" | "refused";
export type ImportKind = "profiles" | "events";
/**
 * uploaded: waits for the owner to say what the columns mean · queued · running · done · stopped: by the owner, what is in
 * stays in · failed
 */
export type ImportStatus = "uploaded" | "queued" | "running" | "done" | "stopped" | "failed";
/** opened · clicked · dismissed: a notification or a message in the page was put away · shown: in the page */
export type InteractionKind = "opened" | "clicked" | "shown" | "dismissed";
/** hard: the address does not exist · soft: full or away, for now · complaint: the person called it spam */
export type BounceKind = "hard" | "soft" | "complaint";
export type NoticeStatus = "queued" | "handed" | "delivered" | "failed";

/** Every table, once, for both engines. */
export function defineTables(c: Columns) {
  const people = profileTables(c);
  return {
    ...settingTables(c),
    ...accountTables(c),
    ...people,
    ...doorTables(c, people.profiles),
    ...workflowTables(c, people.profiles),
    ...messageTables(c, people.profiles),
    ...studioTables(c),
  };
}

function settingTables(c: Columns) {
  const settings = c.table("settings", {
    key: c.text().primaryKey(),
    value: c.json<unknown>().notNull(),
  });
  const apiKeys = c.table("api_keys", {
    id: c.id(),
    name: c.text().notNull(),
    /** The first characters, shown so that keys can be told apart. */
    prefix: c.text().notNull(),
    /** SHA-256 of the whole key: a key is random, so a slow hash would add nothing. */
    hash: c.text().notNull().unique(),
    /** A write key stands in web pages for everybody to read: it sends events in and does nothing else. */
    kind: c.text().$type<ApiKeyKind>().notNull().default("secret"),
    /** What a secret key may do; null for everything. */
    scopes: c.json<string[]>(),
    /** A write key in full: it is no secret. */
    writeKey: c.text(),
    /** The source on the Connect page that it was made for. */
    source: c.text(),
    createdAt: c.instant().notNull(),
    lastUsedAt: c.instant(),
    revokedAt: c.instant(),
  });
  return { settings, apiKeys };
}

/** What comes in from other programs and goes out to them. */
function doorTables(c: Columns, profiles: ProfilesTable) {
  const ofProfile = () => c.reference().references(() => profiles.id, { onDelete: "cascade" });

  /** Addresses at which other programs may send anything: each turns what arrives into an event of a profile. */
  const hooks = c.table("hooks", {
    id: c.id(),
    name: c.text().notNull(),
    /** The name of the events it makes; never changed, because workflows listen to it. */
    eventName: c.text().notNull().unique(),
    /** SHA-256 of the token in its address. */
    tokenHash: c.text().notNull().unique(),
    /** The token, encrypted with the installation's key, so that the owner can read the address again. */
    sealedToken: c.text().notNull(),
    /** Whom it is about: what the value at `personPath` is. */
    personKind: c.text().$type<"email" | "external-id">().notNull(),
    /** Empty until the owner has said where. */
    personPath: c.text().notNull(),
    /** Where a request says what happened, for senders of several kinds of events; null when it is always the same. */
    eventPath: c.text(),
    /** What the events are called here, by the value at `eventPath`. */
    eventNames: c.json<Record<string, string>>(),
    /** How requests prove that they come from the sender. */
    scheme: c.text().$type<HookScheme>().notNull().default("none"),
    schemeOptions: c.json<HookSchemeOptions>(),
    /** The secret of the scheme, encrypted with the installation's key. */
    sealedSecret: c.text(),
    /** Where a request says which one it is, so that a repeat is seen; null for the usual headers. */
    idPath: c.text(),
    /** The address before the last change goes on working until then. */
    previousTokenHash: c.text().unique(),
    previousTokenUntil: c.instant(),
    /** Off since then: what arrives is kept and makes no event. */
    offAt: c.instant(),
    createdAt: c.instant().notNull(),
    lastReceivedAt: c.instant(),
    removedAt: c.instant(),
  });
  /** Every request that a hook received, with what came of it. */
  const receipts = c.table(
    "receipts",
    {
      id: c.id(),
      hookId: c
        .reference()
        .notNull()
        .references(() => hooks.id, { onDelete: "cascade" }),
      receivedAt: c.instant().notNull(),
      /** Without the secrets in them. */
      headers: c.json<Record<string, string>>().notNull(),
      /** As it was sent; null when it was no text, or is no longer kept. */
      body: c.text(),
      bodyBytes: c.bytes().notNull(),
      verdict: c.text().$type<ReceiptVerdict>().notNull(),
      reasonCode: c.text(),
      reasonValues: c.json<ReasonValues>(),
      /** What the sender calls this request, where it says so. */
      requestId: c.text(),
      profileId: ofProfile(),
      eventName: c.text(),
      /** The receipt that this one repeats because somebody asked for it. */
      replayOf: c.reference(),
    },
    (t) => [
      c.index("receipts_hook").on(t.hookId, t.id),
      c.index("receipts_profile").on(t.profileId).where(sql`profile_id is not null`),
      c.index("receipts_received").on(t.receivedAt),
    ],
  );
  /** Files of customers or events that are being taken in, or were. */
  const imports = c.table("imports", {
    id: c.id(),
    kind: c.text().$type<ImportKind>().notNull(),
    status: c.text().$type<ImportStatus>().notNull(),
    fileName: c.text().notNull(),
    fileBytes: c.bytes().notNull(),
    /** What each column means, and how to read it. */
    mapping: c.json<ImportMapping>(),
    /** How far it got in the file, so that a restart goes on from there. */
    doneBytes: c.bytes().notNull().default(0),
    rows: c.count().notNull().default(0),
    created: c.count().notNull().default(0),
    updated: c.count().notNull().default(0),
    /** Already there, exactly so. */
    unchanged: c.count().notNull().default(0),
    rejected: c.count().notNull().default(0),
    /** Why it could not go on, where that is so. */
    failure: c.text(),
    createdBy: c.text(),
    createdAt: c.instant().notNull(),
    startedAt: c.instant(),
    endedAt: c.instant(),
  });
  /** Addresses of other programs that are told what happens here, signed after Standard Webhooks. */
  const outgoingHooks = c.table("outgoing_hooks", {
    id: c.id(),
    url: c.text().notNull(),
    /** The signing secret, encrypted with the installation's key. */
    sealedSecret: c.text().notNull(),
    /** The kinds of notices it is told. */
    kinds: c.json<string[]>().notNull(),
    createdAt: c.instant().notNull(),
    /** Off since then, by the owner or because it has refused everything for days. */
    offAt: c.instant(),
    removedAt: c.instant(),
  });
  /** One thing that happened, on its way to one outgoing hook. */
  const notices = c.table(
    "notices",
    {
      id: c.id(),
      hookId: c
        .reference()
        .notNull()
        .references(() => outgoingHooks.id, { onDelete: "cascade" }),
      /** Its webhook-id, by which the receiver knows a repeat. */
      webhookId: c.text().notNull().unique(),
      kind: c.text().notNull(),
      profileId: ofProfile(),
      payload: c.json<Record<string, unknown>>().notNull(),
      status: c.text().$type<NoticeStatus>().notNull(),
      attempts: c.count().notNull().default(0),
      dueAt: c.instant(),
      /** What the receiver answered last, or why nothing came back. */
      lastAnswer: c.text(),
      createdAt: c.instant().notNull(),
      endedAt: c.instant(),
    },
    (t) => [
      c.index("notices_due").on(t.dueAt).where(sql`due_at is not null`),
      c.index("notices_hook").on(t.hookId, t.id),
      c.index("notices_profile").on(t.profileId).where(sql`profile_id is not null`),
    ],
  );
  return { hooks, receipts, imports, outgoingHooks, notices };
}

/** users, sessions, accounts, verifications and rateLimits have the columns that better-auth asks for. */
function accountTables(c: Columns) {
  const users = c.table("users", {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    email: c.text().notNull().unique(),
    emailVerified: c.flag().notNull().default(false),
    image: c.text(),
    role: c.text().$type<Role>().notNull().default("viewer"),
    createdAt: c.date().notNull(),
    updatedAt: c.date().notNull(),
  });
  const sessions = c.table(
    "sessions",
    {
      id: c.text().primaryKey(),
      token: c.text().notNull().unique(),
      userId: c
        .text()
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      expiresAt: c.date().notNull(),
      ipAddress: c.text(),
      userAgent: c.text(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("sessions_user").on(t.userId)],
  );
  const accounts = c.table(
    "accounts",
    {
      id: c.text().primaryKey(),
      accountId: c.text().notNull(),
      providerId: c.text().notNull(),
      userId: c
        .text()
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      accessToken: c.text(),
      refreshToken: c.text(),
      idToken: c.text(),
      accessTokenExpiresAt: c.date(),
      refreshTokenExpiresAt: c.date(),
      scope: c.text(),
      password: c.text(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("accounts_user").on(t.userId)],
  );
  const verifications = c.table(
    "verifications",
    {
      id: c.text().primaryKey(),
      identifier: c.text().notNull(),
      value: c.text().notNull(),
      expiresAt: c.date().notNull(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("verifications_identifier").on(t.identifier)],
  );
  const rateLimits = c.table("rate_limits", {
    id: c.text().primaryKey(),
    key: c.text().notNull().unique(),
    count: c.count().notNull(),
    lastRequest: c.instant().notNull(),
  });
  const invitations = c.table("invitations", {
    id: c.id(),
    tokenHash: c.text().notNull().unique(),
    role: c.text().$type<Role>().notNull(),
    createdBy: c
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: c.instant().notNull(),
    expiresAt: c.instant().notNull(),
    usedAt: c.instant(),
  });
  return { users, sessions, accounts, verifications, rateLimits, invitations };
}

function profileTables(c: Columns) {
  const profiles = c.table(
    "profiles",
    {
      id: c.id(),
      /** The shop's own number for the customer: Segment's userId. */
      externalId: c.text().unique(),
      email: c.text(),
      /** The address came from a browser with a write key, and nobody has confirmed that it is this person's. */
      emailClaimed: c.flag().notNull().default(false),
      phone: c.text(),
      name: c.text(),
      timezone: c.text(),
      locale: c.text(),
      attributes: c.json<Record<string, unknown>>().notNull(),
      /** Part of the sample shop: never written to outside this house. */
      isSample: c.flag().notNull().default(false),
      /** Opens and clicks of this person are not noted. */
      trackingOff: c.flag().notNull().default(false),
      createdAt: c.instant().notNull(),
      updatedAt: c.instant().notNull(),
      lastSeenAt: c.instant(),
    },
    (t) => [
      c.index("profiles_email").on(t.email),
      c.index("profiles_phone").on(t.phone),
      c.index("profiles_created").on(t.createdAt),
    ],
  );
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  const anonymousIds = c.table(
    "anonymous_ids",
    { value: c.text().primaryKey(), profileId: profileId(), createdAt: c.instant().notNull() },
    (t) => [c.index("anonymous_ids_profile").on(t.profileId)],
  );
  const consents = c.table(
    "consents",
    {
      profileId: profileId(),
      channel: c.text().$type<Channel>().notNull(),
      topic: c.text().notNull(),
      state: c.text().$type<ConsentState>().notNull(),
      updatedAt: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.profileId, t.channel, t.topic] })],
  );
  const consentLog = c.table(
    "consent_log",
    {
      id: c.id(),
      profileId: profileId(),
      channel: c.text().$type<Channel>().notNull(),
      topic: c.text().notNull(),
      state: c.text().$type<ConsentState>().notNull(),
      /** Where it came from: "api", "unsubscribe-link", "one-click", "browser", "sample-shop", … */
      source: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [c.index("consent_log_profile").on(t.profileId)],
  );
  const suppressions = c.table(
    "suppressions",
    {
      channel: c.text().$type<Channel>().notNull(),
      /** Keyed hash of the address, so that the entry may outlive the person's erasure. */
      addressHash: c.text().notNull(),
      reason: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.channel, t.addressHash] })],
  );
  const pushSubscriptions = c.table(
    "push_subscriptions",
    {
      id: c.id(),
      profileId: profileId(),
      endpoint: c.text().notNull().unique(),
      keys: c.json<{ p256dh: string; auth: string }>().notNull(),
      userAgent: c.text(),
      createdAt: c.instant().notNull(),
      /** Set when the push service says that the subscription is gone. */
      endedAt: c.instant(),
    },
    (t) => [c.index("push_subscriptions_profile").on(t.profileId)],
  );
  const eventNames = c.table("event_names", { id: c.id(), name: c.text().notNull().unique() });
  const events = c.table(
    "events",
    {
      id: c.id(),
      profileId: profileId(),
      nameId: c
        .reference()
        .notNull()
        .references(() => eventNames.id),
      at: c.instant().notNull(),
      receivedAt: c.instant().notNull(),
      /** How many workflows stand behind it; 0 for what a customer did. */
      depth: c.count().notNull().default(0),
      properties: c.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      c.index("events_profile_name_at").on(t.profileId, t.nameId, t.at),
      c.index("events_name_at_profile").on(t.nameId, t.at, t.profileId),
    ],
  );
  /** Message ids already accepted, apart from the events so that old ones can be pruned. */
  const eventKeys = c.table(
    "event_keys",
    { messageId: c.text().primaryKey(), receivedAt: c.instant().notNull() },
    (t) => [c.index("event_keys_received").on(t.receivedAt)],
  );
  const carts = c.table(
    "carts",
    {
      profileId: profileId(),
      cartKey: c.text().notNull(),
      items: c.json<CartItem[]>().notNull(),
      status: c.text().$type<Cart["status"]>().notNull(),
      openedAt: c.instant().notNull(),
      changedAt: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.profileId, t.cartKey] })],
  );
  return {
    profiles,
    anonymousIds,
    consents,
    consentLog,
    suppressions,
    pushSubscriptions,
    eventNames,
    events,
    eventKeys,
    carts,
  };
}

function workflowTables(c: Columns, profiles: ProfilesTable) {
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  const workflows = c.table("workflows", {
    id: c.id(),
    name: c.text().notNull(),
    kind: c.text().$type<WorkflowKind>().notNull().default("workflow"),
    status: c.text().$type<WorkflowStatus>().notNull(),
    draft: c.json<Graph>().notNull(),
    /** Grows with every saved draft; a save names the one it was made from, so that nobody is overwritten. */
    draftRevision: c.count().notNull(),
    liveVersionId: c.reference(),
    /** The version since which the trigger is the same: timers that were set for another are void. */
    timersSince: c.reference(),
    /** Timers still to be armed for the people who were there before it was switched on; null when done. */
    backfill: c.json<Backfill>(),
    /** People still to be moved to the live version, or out; null when done. */
    move: c.json<Move>(),
    /** When it was last switched on again after a pause: what had been due long before that is dropped. */
    resumedAt: c.instant(),
    /** Set when the owner removed it; it can be brought back. */
    removedAt: c.instant(),
    createdAt: c.instant().notNull(),
    updatedAt: c.instant().notNull(),
  });
  const workflowId = () =>
    c
      .reference()
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" });

  const versions = c.table(
    "versions",
    {
      id: c.id(),
      workflowId: workflowId(),
      number: c.count().notNull(),
      graph: c.json<Graph>().notNull(),
      /** The draft this version was made from. */
      draftRevision: c.count().notNull(),
      publishedAt: c.instant().notNull(),
      publishedBy: c.text(),
    },
    (t) => [c.uniqueIndex("versions_workflow_number").on(t.workflowId, t.number)],
  );
  const runs = c.table(
    "runs",
    {
      id: c.id(),
      workflowId: workflowId(),
      versionId: c
        .reference()
        .notNull()
        .references(() => versions.id),
      profileId: profileId(),
      /** What makes a second entry the same entry: the cart, the quiet episode, or nothing for "once". */
      entryKey: c.text().notNull(),
      status: c.text().$type<RunStatus>().notNull(),
      state: c.json<RunState>().notNull(),
      /** The node of state, beside it so that it can be counted. */
      nodeId: c.text(),
      wakeAt: c.instant(),
      startedAt: c.instant().notNull(),
      endedAt: c.instant(),
      endCode: c.text(),
      /** When the workflow's goal was reached, within its window after the run began. */
      convertedAt: c.instant(),
    },
    (t) => [
      c.uniqueIndex("runs_entry").on(t.workflowId, t.profileId, t.entryKey),
      c.index("runs_wake").on(t.workflowId, t.wakeAt).where(sql`wake_at is not null`),
      c.index("runs_profile").on(t.profileId, t.status),
      c.index("runs_waiting").on(t.workflowId, t.nodeId).where(sql`status = 'active'`),
      c.index("runs_listed").on(t.workflowId, t.status, t.id),
      c.index("runs_converted").on(t.workflowId).where(sql`converted_at is not null`),
      c.index("runs_version").on(t.versionId).where(sql`status = 'active'`),
    ],
  );
  const visits = c.table(
    "visits",
    {
      runId: c
        .reference()
        .notNull()
        .references(() => runs.id, { onDelete: "cascade" }),
      visit: c.count().notNull(),
      workflowId: workflowId(),
      nodeId: c.text().notNull(),
      arrivedAt: c.instant().notNull(),
      leftAt: c.instant(),
      port: c.text(),
    },
    (t) => [
      c.primaryKey({ columns: [t.runId, t.visit] }),
      c.index("visits_left").on(t.workflowId, t.nodeId).where(sql`left_at is not null`),
    ],
  );
  /** When a delayed trigger is due for a profile: an idle cart, an inactive customer. */
  const timers = c.table(
    "timers",
    {
      workflowId: workflowId(),
      profileId: profileId(),
      timerKey: c.text().notNull(),
      dueAt: c.instant().notNull(),
      /** The event time that set it: an older event never moves it back. */
      setAt: c.instant().notNull(),
      /** The workflow's `timersSince` when it was set. */
      since: c.reference().notNull().default(0),
      /** How many workflows stand behind it. */
      depth: c.count().notNull().default(0),
      data: c.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.profileId, t.timerKey] }),
      c.index("timers_due").on(t.workflowId, t.dueAt),
      c.index("timers_profile").on(t.profileId),
    ],
  );
  /** The arm that a profile was given at a split, for good. */
  const assignments = c.table(
    "assignments",
    {
      workflowId: workflowId(),
      nodeId: c.text().notNull(),
      profileId: profileId(),
      arm: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.nodeId, t.profileId] }),
      c.index("assignments_profile").on(t.profileId),
    ],
  );
  /** When a workflow that starts by the clock is due next. */
  const schedules = c.table("schedules", {
    workflowId: c
      .reference()
      .primaryKey()
      .references(() => workflows.id, { onDelete: "cascade" }),
    /** The cron line and zone that it follows: another plan makes another time. */
    plan: c.text().notNull(),
    dueAt: c.instant().notNull(),
  });
  /** Many people who are let into a workflow at once, a few at a time: a time of a schedule, or a list by hand. */
  const admissions = c.table(
    "admissions",
    {
      id: c.id(),
      workflowId: workflowId(),
      /** What makes a second entry the same entry, for each of them. */
      entryKey: c.text().notNull(),
      /** Null lets everybody in. */
      condition: c.json<Condition>(),
      data: c.json<Record<string, unknown>>().notNull(),
      /** How far it got. */
      afterProfileId: c.reference().notNull(),
      started: c.count().notNull().default(0),
      /** At most so many people within an hour; null: as fast as it goes. */
      perHour: c.count(),
      createdAt: c.instant().notNull(),
      endedAt: c.instant(),
      /** Why nobody was let in, where that is so. */
      endCode: c.text(),
      endValues: c.json<ReasonValues>(),
    },
    (t) => [
      c.uniqueIndex("admissions_entry").on(t.workflowId, t.entryKey),
      c.index("admissions_open").on(t.workflowId).where(sql`ended_at is null`),
    ],
  );
  /** Messages that are written once, to many people. */
  const oneOffs = c.table(
    "one_offs",
    {
      id: c.id(),
      name: c.text().notNull(),
      status: c.text().$type<OneOffStatus>().notNull(),
      /** The action that sends it, as a step of a workflow has it: null until a channel is chosen. */
      message: c.json<OneOffMessage>(),
      audience: c.json<OneOffAudience>().notNull(),
      schedule: c.json<OneOffSchedule>().notNull(),
      /** Grows with every saved draft; a save names the one it was made from, so that nobody is overwritten. */
      revision: c.count().notNull(),
      /** What sends it, from the moment that the owner says so. */
      workflowId: c.reference().references(() => workflows.id, { onDelete: "set null" }),
      /** When it begins by itself; null for a draft. */
      startsAt: c.instant(),
      startedAt: c.instant(),
      endedAt: c.instant(),
      /** Set when the owner removed it; it can be brought back. */
      removedAt: c.instant(),
      createdAt: c.instant().notNull(),
      updatedAt: c.instant().notNull(),
    },
    (t) => [c.index("one_offs_starts").on(t.startsAt).where(sql`status = 'scheduled'`)],
  );
  /** Whom a one-off message goes to, where that is a list. */
  const oneOffPeople = c.table(
    "one_off_people",
    {
      oneOffId: c
        .reference()
        .notNull()
        .references(() => oneOffs.id, { onDelete: "cascade" }),
      profileId: profileId(),
    },
    (t) => [
      c.primaryKey({ columns: [t.oneOffId, t.profileId] }),
      c.index("one_off_people_profile").on(t.profileId),
    ],
  );
  /** What pruned visits counted, so that a node's number of people stays true. */
  const visitTotals = c.table(
    "visit_totals",
    { workflowId: workflowId(), nodeId: c.text().notNull(), done: c.count().notNull() },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.nodeId] })],
  );
  /** Why something did or did not happen to a person, as a code with values. */
  const history = c.table(
    "history",
    {
      id: c.id(),
      profileId: profileId(),
      at: c.instant().notNull(),
      workflowId: c.reference(),
      runId: c.reference(),
      nodeId: c.text(),
      visit: c.count(),
      code: c.text().notNull(),
      values: c.json<ReasonValues>().notNull(),
    },
    (t) => [c.index("history_profile").on(t.profileId, t.at), c.index("history_run").on(t.runId)],
  );
  return {
    workflows,
    versions,
    runs,
    visits,
    timers,
    assignments,
    schedules,
    admissions,
    oneOffs,
    oneOffPeople,
    visitTotals,
    history,
  };
}

function messageTables(c: Columns, profiles: ProfilesTable) {
  const messages = c.table(
    "messages",
    {
      id: c.id(),
      /** What makes it this message and no other: run, node, visit and endpoint; or its own for a test. */
      key: c.text().notNull().unique(),
      profileId: c
        .reference()
        .notNull()
        .references(() => profiles.id, { onDelete: "cascade" }),
      workflowId: c.reference(),
      runId: c.reference(),
      nodeId: c.text(),
      visit: c.count(),
      channel: c.text().$type<Channel>().notNull(),
      /** Where it goes: an email address, a push endpoint, a URL. */
      endpoint: c.text().notNull(),
      /** The host that it is handed to, so that a slow one keeps only its own waiting; null for the mail server. */
      host: c.text(),
      /** As the workflow has it, before personalisation. */
      content: c.json<EffectContent>().notNull(),
      /** Values for the templates, beside the profile's own. */
      data: c.json<Record<string, unknown>>().notNull(),
      status: c.text().$type<MessageStatus>().notNull(),
      attempts: c.count().notNull().default(0),
      dueAt: c.instant(),
      handedAt: c.instant(),
      /** When it was handed over, while it counts towards the frequency caps. */
      countedAt: c.instant(),
      /** The process that it was handed to a sender in: when that is dead, the outcome is unknown. */
      handedBy: c.text(),
      reasonCode: c.text(),
      reasonValues: c.json<ReasonValues>(),
      /** Went to the captured outbox instead of out. */
      captured: c.flag().notNull().default(false),
      /** As the customer got it. */
      rendered: c.json<RenderedMessage>(),
      createdAt: c.instant().notNull(),
      endedAt: c.instant(),
    },
    (t) => [
      c.index("messages_due").on(t.workflowId, t.dueAt).where(sql`due_at is not null`),
      c.index("messages_handed").on(t.handedAt).where(sql`status = 'handed'`),
      c.index("messages_counted").on(t.profileId, t.channel, t.countedAt).where(sql`counted_at is not null`),
      c.index("messages_profile").on(t.profileId, t.createdAt),
      c.index("messages_run").on(t.runId),
      c.index("messages_created").on(t.createdAt),
      c.index("messages_listed").on(t.status, t.id),
    ],
  );
  const deliveries = c.table(
    "deliveries",
    {
      id: c.id(),
      messageId: c
        .reference()
        .notNull()
        .references(() => messages.id, { onDelete: "cascade" }),
      attempt: c.count().notNull(),
      at: c.instant().notNull(),
      outcome: c.text().notNull(),
      code: c.text(),
      values: c.json<ReasonValues>(),
    },
    (t) => [c.index("deliveries_message").on(t.messageId)],
  );
  /** What people did with a message. */
  const interactions = c.table(
    "interactions",
    {
      id: c.id(),
      messageId: c
        .reference()
        .notNull()
        .references(() => messages.id, { onDelete: "cascade" }),
      profileId: c
        .reference()
        .notNull()
        .references(() => profiles.id, { onDelete: "cascade" }),
      kind: c.text().$type<InteractionKind>().notNull(),
      /** A mail program's or a scanner's doing, not a person's: never used to decide anything. */
      machine: c.flag().notNull(),
      /** The address that was clicked. */
      url: c.text(),
      at: c.instant().notNull(),
    },
    (t) => [
      c.index("interactions_message").on(t.messageId, t.kind),
      c.index("interactions_profile").on(t.profileId, t.at),
    ],
  );
  /** Messages that came back, and complaints about them. */
  const bounces = c.table(
    "bounces",
    {
      id: c.id(),
      profileId: c
        .reference()
        .notNull()
        .references(() => profiles.id, { onDelete: "cascade" }),
      messageId: c.reference().references(() => messages.id, { onDelete: "set null" }),
      channel: c.text().$type<Channel>().notNull(),
      kind: c.text().$type<BounceKind>().notNull(),
      /** The enhanced status code, "5.1.1", where one is known. */
      code: c.text(),
      /** What the receiving side said. */
      detail: c.text(),
      at: c.instant().notNull(),
    },
    (t) => [
      c.index("bounces_profile").on(t.profileId, t.channel, t.at),
      c.index("bounces_at").on(t.kind, t.at),
    ],
  );
  return { messages, deliveries, interactions, bounces };
}

/** What the owner keeps for writing messages, and what they are told of. */
function studioTables(c: Columns) {
  /** Passwords for other programs, by the name that webhooks call them. */
  const secrets = c.table("secrets", {
    name: c.text().primaryKey(),
    /** Encrypted with the installation's key. */
    sealedValue: c.text().notNull(),
    createdAt: c.instant().notNull(),
  });
  /** Pictures for emails; the bytes are files in the data folder, named by their hash. */
  const images = c.table(
    "images",
    {
      id: c.id(),
      hash: c.text().notNull().unique(),
      name: c.text().notNull(),
      type: c.text().notNull(),
      bytes: c.bytes().notNull(),
      width: c.count().notNull(),
      height: c.count().notNull(),
      createdAt: c.instant().notNull(),
    },
    (t) => [c.index("images_created").on(t.createdAt)],
  );
  /** Parts of an email that were kept for others. */
  const savedBlocks = c.table("saved_blocks", {
    id: c.id(),
    name: c.text().notNull(),
    content: c.json<unknown>().notNull(),
    createdAt: c.instant().notNull(),
  });
  /** What the owner should know of; open until it is over. */
  const alerts = c.table(
    "alerts",
    {
      id: c.id(),
      code: c.text().notNull(),
      /** What it is about, such as a hook's id; "" where there is only one. */
      subject: c.text().notNull(),
      values: c.json<ReasonValues>().notNull(),
      raisedAt: c.instant().notNull(),
      clearedAt: c.instant(),
      dismissedAt: c.instant(),
    },
    (t) => [c.uniqueIndex("alerts_open").on(t.code, t.subject).where(sql`cleared_at is null`)],
  );
  return { secrets, images, savedBlocks, alerts };
}

/** For schemes that leave something open: where the signature stands and how it is written. */
export interface HookSchemeOptions {
  header?: string;
  algorithm?: "sha1" | "sha256" | "sha512";
  encoding?: "hex" | "base64";
  /** What stands before the signature, such as "sha256=". */
  prefix?: string;
  username?: string;
}

export interface ImportMapping {
  /** The target of each column, by its place in the file; null leaves it out. */
  columns: (string | null)[];
  delimiter: string;
  /** How to read dates that do not say: the zone, and the order of day and month. */
  timezone: string;
  dayFirst: boolean;
  /** What the owner says of consent for those whose row does not; null leaves it as it is. */
  consent: "granted" | "pending" | null;
  /** Whether runs may start because of it. */
  startsWorkflows: boolean;
}

/** The type of an action and its settings. */
export interface OneOffMessage {
  type: string;
  config: Record<string, unknown>;
}

export type OneOffAudience =
  | { kind: "everybody" }
  | { kind: "condition"; condition: Condition }
  /** Those named in `one_off_people`. */
  | { kind: "list" };

export interface OneOffSchedule {
  /** "2026-12-24T09:00", without a zone; null: as soon as the owner says so. */
  at: string | null;
  /** At that time in each person's own zone, instead of the shop's. */
  local: boolean;
  /** At most so many people within an hour; null: as fast as it goes. */
  perHour: number | null;
}

export interface Backfill {
  afterProfileId: number;
  /** Also start for the people who are overdue already, a few at a time. */
  includeOverdue: boolean;
  /** How many of those have been given a place in the line. */
  overdue: number;
}

export interface Move {
  /** The version that people are moved to. */
  versionId: number;
  /** Where people go whose step does not exist any more; null: out. */
  targets: Record<string, string | null>;
  /** Everybody leaves instead. */
  exit: boolean;
  afterRunId: number;
}

export type RenderedMessage =
  | {
      channel: "email";
      from: string;
      to: string;
      subject: string;
      html: string;
      text: string;
      headers: Record<string, string>;
    }
  | {
      channel: "web-push";
      title: string;
      body: string;
      url: string;
      icon?: string;
      image?: string;
      buttons?: PushButton[];
      ttlHours?: number;
      urgency?: PushUrgency;
      replaces?: string;
    }
  | {
      channel: "sms" | "whatsapp";
      from: string;
      to: string;
      body: string;
      /** WhatsApp's own template, by its id, with what was filled in. */
      template?: string;
      variables?: string[];
    }
  | {
      channel: "in-app";
      display: InAppDisplay;
      position: "top" | "bottom";
      title: string;
      body: string;
      buttonLabel: string;
      url: string;
      image?: string;
      /** Not shown any more from then on. */
      untilAt: number;
    }
  | { channel: "webhook"; method: string; url: string; headers: Record<string, string>; body: string };

type ProfilesTable = ReturnType<typeof profileTables>["profiles"];
export type Tables = ReturnType<typeof defineTables>;
