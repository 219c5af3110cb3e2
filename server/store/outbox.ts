import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { MessageStatus, RenderedMessage } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { Message } from "./messages.ts";
import { nullableValue } from "./nullable-value.ts";

const handOver = statement<{ id: number; now: number; process: string; countedAt: number | null }>()(
  (query, { messages }) =>
    query
      .update(messages)
      .set({
        status: "handed",
        dueAt: null,
        handedAt: sql`${sql.placeholder("now")}`,
        handedBy: sql`${sql.placeholder("process")}`,
        countedAt: sql`${sql.placeholder("countedAt")}`,
        attempts: sql`${messages.attempts} + 1`,
      })
      .where(and(eq(messages.id, sql.placeholder("id")), eq(messages.status, "queued")))
      .returning({ id: messages.id }),
);
const putOff = statement<{ id: number; until: number; reasonCode: string; reasonValues: ReasonValues }>()(
  (query, { messages }) =>
    query
      .update(messages)
      .set({
        dueAt: sql`${sql.placeholder("until")}`,
        reasonCode: sql`${sql.placeholder("reasonCode")}`,
        reasonValues: sql`${sql.param(sql.placeholder("reasonValues"), messages.reasonValues)}`,
      })
      .where(eq(messages.id, sql.placeholder("id"))),
);
const endIt = statement<{
  id: number;
  now: number;
  status: MessageEnd["status"];
  reasonCode: string | null;
  reasonValues: ReasonValues | null;
  wentOut: boolean;
  captured: boolean | null;
  rendered: RenderedMessage | null;
}>()((query, { messages }) => {
  const given = (column: typeof messages.captured | typeof messages.rendered) =>
    sql`coalesce(${nullableValue(column, column.name)}, ${column})`;
  return query
    .update(messages)
    .set({
      status: sql`${sql.placeholder("status")}`,
      dueAt: null,
      endedAt: sql`${sql.placeholder("now")}`,
      reasonCode: sql`${sql.placeholder("reasonCode")}`,
      reasonValues: nullableValue(messages.reasonValues, "reasonValues"),
      countedAt: sql`case when ${sql.param(sql.placeholder("wentOut"), messages.captured)} then ${messages.countedAt} end`,
      captured: given(messages.captured),
      rendered: given(messages.rendered),
    })
    .where(eq(messages.id, sql.placeholder("id")));
});
const release = statement<{ profileId: number; now: number }>()((query, { messages }) =>
  query
    .update(messages)
    .set({ dueAt: sql`${sql.placeholder("now")}` })
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        eq(messages.status, "queued"),
        eq(messages.reasonCode, "message.quiet-hours"),
      ),
    ),
);

/**
 * Marks a queued message as given to a sender in this process; false when somebody else was faster. `counts`: it takes
 * a place under the frequency caps, and gives it back when it turns out not to have gone out.
 */
export function* handOverMessage(
  id: number,
  { process, counts }: { process: string; counts: boolean },
  now: number,
): Steps<boolean> {
  return (yield* prepared(handOver, { id, now, process, countedAt: counts ? now : null })).length > 0;
}

/** Keeps a queued message until a moment. */
export function* holdMessage(
  id: number,
  hold: { until: number; reasonCode: string; reasonValues: ReasonValues },
): Steps<void> {
  yield* prepared(putOff, { id, ...hold });
}

/** Looks at the messages of a profile again that wait for their quiet hours to end. */
export function* releaseHeld(profileId: number, now: number): Steps<void> {
  yield* prepared(release, { profileId, now });
}

export interface MessageEnd {
  status: Exclude<MessageStatus, "queued" | "handed">;
  reasonCode: string | null;
  reasonValues: ReasonValues | null;
  captured?: boolean;
  rendered?: RenderedMessage | null;
}

/** Without `captured` or `rendered` they stay as they are. */
export function* endMessage(id: number, end: MessageEnd, now: number): Steps<void> {
  const { captured = null, rendered = null } = end;
  const values = { id, now, ...end, captured, rendered, wentOut: wentOut(end.status) };
  yield* prepared(endIt, values);
}

/** What may have arrived counts towards the caps. */
function wentOut(status: MessageEnd["status"]): boolean {
  return status === "sent" || status === "unknown";
}

export function* requeueMessage(
  tx: Transaction,
  id: number,
  retry: { dueAt: number; reasonCode: string; reasonValues: ReasonValues },
): Steps<void> {
  const { messages } = tx.tables;
  yield* run(
    tx.query
      .update(messages)
      .set({ status: "queued", ...retry, handedAt: null, handedBy: null, countedAt: null })
      .where(eq(messages.id, id)),
  );
}

/** Messages that were given to a sender before a moment and never answered for, by a process other than this one. */
export function* orphanedMessages(
  tx: Transaction,
  { livingProcess, handedBefore }: { livingProcess: string; handedBefore: number },
  limit: number,
): Steps<Message[]> {
  const { messages } = tx.tables;
  return yield* run(
    tx.query
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.status, "handed"),
          ne(messages.handedBy, livingProcess),
          lt(messages.handedAt, handedBefore),
        ),
      )
      .limit(limit),
  );
}
