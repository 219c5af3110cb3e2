import { and, count, eq, gte, isNotNull, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { type SentToday, sentToday } from "./sending-settings.ts";
import { writeSetting } from "./settings.ts";

const KEY = "sentToday";

const stored = statement<Record<string, never>>()((query, { settings }) =>
  query.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY)),
);
const release = statement<{ now: number }>()((query, { messages }) =>
  query
    .update(messages)
    .set({ dueAt: sql`${sql.placeholder("now")}` })
    .where(and(eq(messages.status, "queued"), eq(messages.reasonCode, "message.warm-up"))),
);

/** How many marketing emails went out since the day began, as counted while there is a daily limit. */
export function* readSentSince(dayStart: number): Steps<number> {
  const counter = yield* readCounter();
  return counter?.since === dayStart ? counter.used : 0;
}

/** Counts one email of the day that began at `dayStart`; in the transaction that hands it over. */
export function* countSent(tx: Transaction, dayStart: number): Steps<void> {
  yield* writeSetting(tx, KEY, { since: dayStart, used: (yield* readSentSince(dayStart)) + 1 });
}

/** Takes back an email that was handed over at `countedAt` and did not go out, unless that was on an earlier day. */
export function* uncountSent(tx: Transaction, countedAt: number): Steps<void> {
  const counter = yield* readCounter();
  if (!counter || counter.used === 0 || countedAt < counter.since) return;
  yield* writeSetting(tx, KEY, { ...counter, used: counter.used - 1 });
}

/** Begins to count: with what went out already on the day. Looks at every message once. */
export function* beginCounting(tx: Transaction, dayStart: number): Steps<void> {
  const { messages } = tx.tables;
  const [row] = yield* run(
    tx.query
      .select({ used: count() })
      .from(messages)
      .where(
        and(eq(messages.channel, "email"), isNotNull(messages.countedAt), gte(messages.countedAt, dayStart)),
      ),
  );
  yield* writeSetting(tx, KEY, { since: dayStart, used: row?.used ?? 0 });
}

/** Looks at every email again that waits for the next day. */
export function* releaseWarmUp(now: number): Steps<void> {
  yield* prepared(release, { now });
}

function* readCounter(): Steps<SentToday | null> {
  const [row] = yield* prepared(stored, {});
  return sentToday.safeParse(row?.value).data ?? null;
}
