import { and, asc, desc, eq, gte, max } from "drizzle-orm";
import type { BounceKind, Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export type Bounce = Tables["bounces"]["$inferSelect"];

export function* insertBounce(tx: Transaction, bounce: Omit<Bounce, "id">): Steps<void> {
  yield* run(tx.query.insert(tx.tables.bounces).values(bounce));
}

/** Whether this message has been written down as come back in this way already. */
export function* hasBounced(
  tx: Transaction,
  message: { id: number; profileId: number },
  kind: BounceKind,
): Steps<boolean> {
  const { bounces } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: bounces.id })
      .from(bounces)
      .where(
        and(
          // By what there is an index for.
          eq(bounces.profileId, message.profileId),
          eq(bounces.messageId, message.id),
          eq(bounces.kind, kind),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}

/** When a person last called an email spam; null for never. */
export function* complainedAt(tx: Transaction, profileId: number): Steps<number | null> {
  const { bounces } = tx.tables;
  const [last] = yield* run(
    tx.query
      .select({ at: max(bounces.at) })
      .from(bounces)
      .where(
        and(eq(bounces.profileId, profileId), eq(bounces.channel, "email"), eq(bounces.kind, "complaint")),
      ),
  );
  return last?.at ?? null;
}

/** The soft bounces of emails to one address of a person since a moment. */
export function* softBouncesSince(
  tx: Transaction,
  { profileId, endpoint, since }: { profileId: number; endpoint: string; since: number },
): Steps<Pick<Bounce, "at" | "kind" | "code">[]> {
  const { bounces, messages } = tx.tables;
  return yield* run(
    tx.query
      .select({ at: bounces.at, kind: bounces.kind, code: bounces.code })
      .from(bounces)
      .innerJoin(messages, eq(messages.id, bounces.messageId))
      .where(
        and(
          eq(bounces.profileId, profileId),
          eq(bounces.channel, "email"),
          gte(bounces.at, since),
          eq(bounces.kind, "soft"),
          eq(messages.endpoint, endpoint),
        ),
      ),
  );
}

/** When the person last opened or clicked an email to this address, which shows that emails arrive; null for never. */
export function* lastReadAt(
  tx: Transaction,
  { profileId, endpoint, since }: { profileId: number; endpoint: string; since: number },
): Steps<number | null> {
  const { interactions, messages } = tx.tables;
  const [last] = yield* run(
    tx.query
      .select({ at: interactions.at })
      .from(interactions)
      .innerJoin(messages, eq(messages.id, interactions.messageId))
      .where(
        and(
          eq(interactions.profileId, profileId),
          gte(interactions.at, since),
          eq(interactions.machine, false),
          eq(messages.endpoint, endpoint),
        ),
      )
      .orderBy(desc(interactions.at))
      .limit(1),
  );
  return last?.at ?? null;
}

/** What is known of a message having come back, the oldest first. */
export async function bouncesOfMessage(
  db: Database,
  { id, profileId }: { id: number; profileId: number },
): Promise<Bounce[]> {
  const { bounces } = db.tables;
  return await db.query
    .select()
    .from(bounces)
    .where(and(eq(bounces.profileId, profileId), eq(bounces.messageId, id)))
    .orderBy(asc(bounces.at), asc(bounces.id));
}
