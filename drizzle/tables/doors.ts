import { sql } from "drizzle-orm";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

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
export type NoticeStatus = "queued" | "handed" | "delivered" | "failed";
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

/** What comes in from other programs and goes out to them. */
export function doorTables(c: Columns, profiles: ProfilesTable) {
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
