import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Message } from "./messages.ts";
import type { Profile } from "./profiles.ts";

type InteractionKind = Tables["interactions"]["$inferSelect"]["kind"];

/** How many of a profile's newest messages are looked at for those that are still shown. */
export const IN_APP_READ_MAX = 200;

/** Who somebody is who asks for messages, as far as it decides what they must prove. */
export type Reader = Pick<Profile, "id" | "externalId" | "email" | "emailClaimed">;

const readerByExternalId = statement<{ externalId: string }>()((query, { profiles }) =>
  query
    .select({
      id: profiles.id,
      externalId: profiles.externalId,
      email: profiles.email,
      emailClaimed: profiles.emailClaimed,
    })
    .from(profiles)
    .where(eq(profiles.externalId, sql.placeholder("externalId"))),
);
const readerByAnonymousId = statement<{ value: string }>()((query, { profiles, anonymousIds }) =>
  query
    .select({
      id: profiles.id,
      externalId: profiles.externalId,
      email: profiles.email,
      emailClaimed: profiles.emailClaimed,
    })
    .from(anonymousIds)
    .innerJoin(profiles, eq(profiles.id, anonymousIds.profileId))
    .where(eq(anonymousIds.value, sql.placeholder("value"))),
);
/** By the index of a profile's messages, newest first: pages ask for it again and again. */
export const newestOf = statement<{ profileId: number; since: number }>()((query, { messages }) =>
  query
    .select({
      id: messages.id,
      rendered: messages.rendered,
      createdAt: messages.createdAt,
      endedAt: messages.endedAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        gte(messages.createdAt, sql.placeholder("since")),
        eq(messages.channel, "in-app"),
        eq(messages.status, "sent"),
        eq(messages.captured, false),
      ),
    )
    .orderBy(desc(messages.createdAt))
    .limit(IN_APP_READ_MAX),
);
const anyOf = statement<{ profileId: number }>()((query, { messages }) =>
  query
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.profileId, sql.placeholder("profileId")), eq(messages.channel, "in-app")))
    .limit(1),
);
const oneWithPerson = statement<{ id: number }>()((query, { messages, profiles }) =>
  query
    .select({
      channel: messages.channel,
      status: messages.status,
      captured: messages.captured,
      rendered: messages.rendered,
      handedAt: messages.handedAt,
      profileId: profiles.id,
      trackingOff: profiles.trackingOff,
    })
    .from(messages)
    .innerJoin(profiles, eq(profiles.id, messages.profileId))
    .where(eq(messages.id, sql.placeholder("id"))),
);

/** Nobody is made by asking. */
export async function findReaderByExternalId(
  db: Pick<Database, "execute">,
  externalId: string,
): Promise<Reader | undefined> {
  return (await db.execute(readerByExternalId, { externalId }))[0];
}

export async function findReaderByAnonymousId(
  db: Pick<Database, "execute">,
  value: string,
): Promise<Reader | undefined> {
  return (await db.execute(readerByAnonymousId, { value }))[0];
}

/** A profile's newest messages for the shop's pages that were asked for since a moment and are sent. */
export async function newestInApp(
  db: Pick<Database, "execute">,
  where: { profileId: number; since: number },
): Promise<Pick<Message, "id" | "rendered" | "createdAt" | "endedAt">[]> {
  return await db.execute(newestOf, where);
}

/** Whether a profile has ever been shown something in the shop's pages, or is about to be. */
export function* hasInApp(profileId: number): Steps<boolean> {
  return (yield* prepared(anyOf, { profileId })).length > 0;
}

/** What has happened to messages, in whatever browser. */
export async function happenedTo(
  { query, tables }: Pick<Database, "query" | "tables">,
  messageIds: number[],
): Promise<{ messageId: number; kind: InteractionKind }[]> {
  const { interactions } = tables;
  if (messageIds.length === 0) return [];
  return await query
    .select({ messageId: interactions.messageId, kind: interactions.kind })
    .from(interactions)
    .where(inArray(interactions.messageId, messageIds));
}

/** A message for the shop's pages with whose it is by now; undefined for what was never shown or is erased. */
export function* findShownInApp(id: number) {
  const [found] = yield* prepared(oneWithPerson, { id });
  if (found?.status !== "sent" || found.captured || found.rendered?.channel !== "in-app") return undefined;
  return { ...found, rendered: found.rendered };
}

/** Whose message for the shop's pages it is by now; null for what was never shown or is erased. */
export function* findInAppOwner(id: number): Steps<number | null> {
  return (yield* findShownInApp(id))?.profileId ?? null;
}

/** What a profile has said of messages in the shop's pages. */
export async function saidOfInApp(
  { query, tables: { consents } }: Pick<Database, "query" | "tables">,
  profileId: number,
): Promise<{ topic: string; state: ConsentState }[]> {
  return await query
    .select({ topic: consents.topic, state: consents.state })
    .from(consents)
    .where(and(eq(consents.profileId, profileId), eq(consents.channel, "in-app")));
}

/** What messages say, as their workflow had it. */
export async function contentsOf(
  { query, tables: { messages } }: Pick<Database, "query" | "tables">,
  messageIds: number[],
): Promise<Pick<Message, "id" | "content">[]> {
  if (messageIds.length === 0) return [];
  return await query
    .select({ id: messages.id, content: messages.content })
    .from(messages)
    .where(inArray(messages.id, messageIds));
}

/** What is noted of a message of a kind: by a person, by a machine, or by both. */
export function* notedOf(
  tx: Transaction,
  messageId: number,
  kind: InteractionKind,
): Steps<{ machine: boolean }[]> {
  const { interactions } = tx.tables;
  return yield* run(
    tx.query
      .select({ machine: interactions.machine })
      .from(interactions)
      .where(and(eq(interactions.messageId, messageId), eq(interactions.kind, kind))),
  );
}
