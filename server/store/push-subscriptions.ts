import { and, eq, isNull, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export interface PushSubscription {
  id: number;
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

const livingOf = statement<{ profileId: number }>()((query, { pushSubscriptions }) =>
  query
    .select({ id: pushSubscriptions.id, endpoint: pushSubscriptions.endpoint, keys: pushSubscriptions.keys })
    .from(pushSubscriptions)
    .where(
      and(eq(pushSubscriptions.profileId, sql.placeholder("profileId")), isNull(pushSubscriptions.endedAt)),
    ),
);
const byEndpoint = statement<{ endpoint: string }>()((query, { pushSubscriptions }) =>
  query
    .select()
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.endpoint, sql.placeholder("endpoint"))),
);

/** The browsers in which a profile can be notified. */
export function* pushSubscriptionsOf(profileId: number): Steps<PushSubscription[]> {
  return yield* prepared(livingOf, { profileId });
}

export function* findPushSubscription(endpoint: string): Steps<PushSubscription | undefined> {
  return (yield* prepared(byEndpoint, { endpoint }))[0];
}

/** Keeps a browser's subscription; one that is known moves to this profile and lives again. */
export function* savePushSubscription(
  tx: Transaction,
  subscription: {
    profileId: number;
    endpoint: string;
    keys: { p256dh: string; auth: string };
    userAgent: string | null;
    createdAt: number;
  },
): Steps<void> {
  const { pushSubscriptions } = tx.tables;
  const { profileId, keys, userAgent } = subscription;
  yield* run(
    tx.query
      .insert(pushSubscriptions)
      .values(subscription)
      .onConflictDoUpdate({
        target: pushSubscriptions.endpoint,
        set: { profileId, keys, userAgent, endedAt: null },
      }),
  );
}

export function* endPushSubscription(tx: Transaction, endpoint: string, now: number): Steps<void> {
  const { pushSubscriptions } = tx.tables;
  yield* run(
    tx.query.update(pushSubscriptions).set({ endedAt: now }).where(eq(pushSubscriptions.endpoint, endpoint)),
  );
}
