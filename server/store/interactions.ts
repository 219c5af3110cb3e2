import { asc, eq, inArray } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";

export type Interaction = Tables["interactions"]["$inferSelect"];
export type NewInteraction = Omit<Interaction, "id">;

export interface MessageForInteractions {
  id: number;
  channel: Channel;
  /** Null while it waits to be tried again. */
  handedAt: number | null;
  profileId: number;
  trackingOff: boolean;
}

/** Messages that interactions may be noted for, with whose they are by now; erased ones are missing. */
export function* messagesForInteractions(tx: Transaction, ids: number[]): Steps<MessageForInteractions[]> {
  const { messages, profiles } = tx.tables;
  return yield* run(
    tx.query
      .select({
        id: messages.id,
        channel: messages.channel,
        handedAt: messages.handedAt,
        profileId: profiles.id,
        trackingOff: profiles.trackingOff,
      })
      .from(messages)
      .innerJoin(profiles, eq(profiles.id, messages.profileId))
      .where(inArray(messages.id, ids)),
  );
}

export function* interactionsOfMessages(tx: Transaction, ids: number[]): Steps<Interaction[]> {
  const { interactions } = tx.tables;
  return yield* run(
    tx.query
      .select()
      .from(interactions)
      .where(inArray(interactions.messageId, ids))
      .orderBy(asc(interactions.id)),
  );
}

export function* insertInteractions(tx: Transaction, rows: NewInteraction[]): Steps<void> {
  if (rows.length > 0) yield* run(tx.query.insert(tx.tables.interactions).values(rows));
}

/** What was taken for a person's doing turned out to be a machine's. */
export function* markAsMachine(tx: Transaction, ids: number[]): Steps<void> {
  const { interactions } = tx.tables;
  if (ids.length > 0)
    yield* run(tx.query.update(interactions).set({ machine: true }).where(inArray(interactions.id, ids)));
}
