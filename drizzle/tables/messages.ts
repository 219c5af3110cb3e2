import { sql } from "drizzle-orm";
import type { EffectContent, InAppDisplay, PushButton, PushUrgency } from "#workflows/effect-content.ts";
import type { Channel } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

/**
 * queued: waits for its turn · handed: given to a sender, so it may be out already · sent · skipped: a rule said no ·
 * failed: refused for good · unknown: the connection broke after hand-over, so nobody can tell.
 */
export type MessageStatus = "queued" | "handed" | "sent" | "skipped" | "failed" | "unknown";
/** opened · clicked · dismissed: a notification or a message in the page was put away · shown: in the page */
export type InteractionKind = "opened" | "clicked" | "shown" | "dismissed";
/** hard: the address does not exist · soft: full or away, for now · complaint: the person called it spam */
export type BounceKind = "hard" | "soft" | "complaint";
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
      /** Nobody wants to know who saw and clicked it. */
      untracked?: true;
    }
  | { channel: "webhook"; method: string; url: string; headers: Record<string, string>; body: string };

export function messageTables(c: Columns, profiles: ProfilesTable) {
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
      c.index("messages_due").on(t.workflowId, t.channel, t.dueAt).where(sql`due_at is not null`),
      c.index("messages_handed").on(t.handedAt).where(sql`status = 'handed'`),
      c.index("messages_counted").on(t.profileId, t.channel, t.countedAt).where(sql`counted_at is not null`),
      c.index("messages_profile").on(t.profileId, t.createdAt),
      c.index("messages_run").on(t.runId),
      c
        .index("messages_step")
        .on(t.workflowId, t.nodeId, t.status, t.endedAt)
        .where(sql`ended_at is not null`),
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
