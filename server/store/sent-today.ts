import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { ReasonCode, ReasonValues } from "#workflows/reasons.ts";
import { type SentToday, sentToday } from "./sending-settings.ts";
import { writeSetting } from "./settings.ts";

const KEY = "sentToday";
/** Why an email waits for the next day. */
export const WARM_UP = "message.warm-up" satisfies ReasonCode;
/** Emails put off in one go, so that the events are not kept waiting. */
const PUT_OFF_MAX = 500;

const stored = statement<Record<string, never>>()((query, { settings }) =>
  query.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY)),
);
const release = statement<{ now: number }>()((query, { messages }) =>
  query
    .update(messages)
    .set({ dueAt: sql`${sql.placeholder("now")}` })
    .where(and(eq(messages.status, "queued"), eq(messages.reasonCode, WARM_UP))),
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

/** Begins to count: with what left this server already on the day. Looks at every message once. */
export function* beginCounting(tx: Transaction, dayStart: number): Steps<void> {
  const { messages, profiles } = tx.tables;
  const [row] = yield* run(
    tx.query
      .select({ used: count() })
      .from(messages)
      .innerJoin(profiles, eq(profiles.id, messages.profileId))
      .where(
        and(
          eq(messages.channel, "email"),
          isNotNull(messages.countedAt),
          gte(messages.countedAt, dayStart),
          eq(messages.captured, false),
          eq(profiles.isSample, false),
        ),
      ),
  );
  yield* writeSetting(tx, KEY, { since: dayStart, used: row?.used ?? 0 });
}

/**
 * Lets the due emails of a workflow, or of none, that waited for this day already wait for the next one, the longest due
 * first: none of them has to be looked at when the day is full. Its person was told when it was first held.
 */
export function* putOffWarmUp(
  tx: Transaction,
  workflowId: number | null,
  { until, values, now }: { until: number; values: ReasonValues; now: number },
): Steps<void> {
  const { messages } = tx.tables;
  const whose = workflowId === null ? isNull(messages.workflowId) : eq(messages.workflowId, workflowId);
  const waiting = and(
    whose,
    isNotNull(messages.dueAt),
    lte(messages.dueAt, now),
    eq(messages.status, "queued"),
    eq(messages.channel, "email"),
    eq(messages.reasonCode, WARM_UP),
  );
  const first = tx.query
    .select({ id: messages.id })
    .from(messages)
    .where(waiting)
    .orderBy(asc(messages.dueAt))
    .limit(PUT_OFF_MAX);
  yield* run(
    tx.query
      .update(messages)
      .set({ dueAt: until, reasonValues: values })
      .where(and(inArray(messages.id, first), waiting)),
  );
}

/** Looks at every email again that waits for the next day. */
export function* releaseWarmUp(now: number): Steps<void> {
  yield* prepared(release, { now });
}

function* readCounter(): Steps<SentToday | null> {
  const [row] = yield* prepared(stored, {});
  return sentToday.safeParse(row?.value).data ?? null;
}
