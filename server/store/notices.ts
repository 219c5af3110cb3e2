import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { OutgoingHook } from "./outgoing-hooks.ts";

export type Notice = Tables["notices"]["$inferSelect"];

/** A row of this kind is never sent: it says since when and why its hook is switched off by itself. */
const SWITCHED_OFF_KIND = "switched-off";
export type SwitchedOffWhy = "gone" | "failing";

const insert = statement<{
  hookId: number;
  webhookId: string;
  kind: string;
  profileId: number | null;
  payload: Record<string, unknown>;
  createdAt: number;
}>()((query, { notices }) =>
  query
    .insert(notices)
    .values({
      hookId: sql.placeholder("hookId"),
      webhookId: sql.placeholder("webhookId"),
      kind: sql.placeholder("kind"),
      profileId: sql.placeholder("profileId"),
      payload: sql.placeholder("payload"),
      status: "queued",
      dueAt: sql.placeholder("createdAt"),
      createdAt: sql.placeholder("createdAt"),
    })
    .returning({ id: notices.id }),
);
const firstDue = statement<Record<string, never>>()((query, { notices }) =>
  query
    .select({ dueAt: notices.dueAt })
    .from(notices)
    .where(sql`${notices.dueAt} is not null`)
    .orderBy(asc(notices.dueAt))
    .limit(1),
);
const handOver = statement<{ id: number; tries: number; leaseUntil: number }>()((query, { notices }) =>
  query
    .update(notices)
    .set({
      status: "handed",
      attempts: sql`${notices.attempts} + 1`,
      dueAt: sql`${sql.placeholder("leaseUntil")}`,
    })
    .where(and(eq(notices.id, sql.placeholder("id")), eq(notices.attempts, sql.placeholder("tries"))))
    .returning({ id: notices.id }),
);

/** Writes a notice that is due at once; answers with its id. */
export function* insertNotice(
  notice: Pick<Notice, "hookId" | "webhookId" | "kind" | "profileId" | "payload" | "createdAt">,
): Steps<number> {
  return (yield* prepared(insert, notice))[0]!.id;
}

export interface DueNotice {
  notice: Notice;
  hook: OutgoingHook;
}

/** The notices whose time has come, the longest due first, leaving out those of some hooks. */
export function* dueNotices(
  tx: Transaction,
  { now, limit, notHooks }: { now: number; limit: number; notHooks: readonly number[] },
): Steps<DueNotice[]> {
  const { notices, outgoingHooks } = tx.tables;
  // The sign keeps SQLite on the index of what is due: the one by hook holds all that was ever delivered.
  const elsewhere = notHooks.length > 0 ? notInArray(sql`+${notices.hookId}`, [...notHooks]) : undefined;
  return yield* run(
    tx.query
      .select({ notice: notices, hook: outgoingHooks })
      .from(notices)
      .innerJoin(outgoingHooks, eq(outgoingHooks.id, notices.hookId))
      .where(and(lte(notices.dueAt, now), elsewhere))
      .orderBy(asc(notices.dueAt))
      .limit(limit),
  );
}

/** When the next notice is due; null when none is. */
export async function nextNoticeAt(db: Database): Promise<number | null> {
  return (await db.execute(firstDue, {}))[0]?.dueAt ?? null;
}

/**
 * Marks a notice as being sent until a moment after which nobody is waiting for an answer any more: then it is due
 * again, because the receiver recognises a repeat. False when another process was faster.
 */
export function* handOverNotice({ id, attempts }: Notice, leaseUntil: number): Steps<boolean> {
  return (yield* prepared(handOver, { id, tries: attempts, leaseUntil })).length > 0;
}

/** Makes what was being sent due at once: for a start, when there is no other process. */
export function* requeueHandedNotices(tx: Transaction, now: number): Steps<void> {
  const { notices } = tx.tables;
  yield* run(
    tx.query
      .update(notices)
      .set({ status: "queued", dueAt: now })
      // Named by its due time too, because that is what there is an index of.
      .where(and(gt(notices.dueAt, 0), eq(notices.status, "handed"))),
  );
}

/** What became of one try. */
export type NoticeChange = Pick<Notice, "status" | "dueAt" | "lastAnswer"> &
  Partial<Pick<Notice, "endedAt" | "payload">>;

/** Records a try; false when the notice was erased, or was taken up again because the answer was too long in coming. */
export function* recordTry(
  tx: Transaction,
  { id, attempts }: Pick<Notice, "id" | "attempts">,
  change: NoticeChange,
): Steps<boolean> {
  const { notices } = tx.tables;
  const mine = and(eq(notices.id, id), eq(notices.status, "handed"), eq(notices.attempts, attempts));
  return (
    (yield* run(tx.query.update(notices).set(change).where(mine).returning({ id: notices.id }))).length > 0
  );
}

/** Whether a hook took any notice that was written at this one or later. */
export function* tookAnyLater(tx: Transaction, { hookId, id }: Notice): Steps<boolean> {
  const { notices } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.hookId, hookId), gt(notices.id, id), eq(notices.status, "delivered")))
      .limit(1),
  );
  return rows.length > 0;
}

/** What waits for a hook is not tried while that is off or removed; what is being sent just now may still arrive. */
export function* parkNotices(tx: Transaction, hookId: number, now: number): Steps<void> {
  const { notices } = tx.tables;
  yield* run(
    tx.query
      .update(notices)
      .set({ dueAt: null, status: "queued" })
      .where(
        and(
          gt(notices.dueAt, 0),
          eq(sql`+${notices.hookId}`, hookId),
          or(eq(notices.status, "queued"), lte(notices.dueAt, now)),
        ),
      ),
  );
}

/** What waited for a hook is due again, with all its tries before it. */
export function* unparkNotices(tx: Transaction, hookId: number, now: number): Steps<void> {
  const { notices } = tx.tables;
  yield* run(
    tx.query
      .update(notices)
      .set({ dueAt: now, attempts: 0 })
      .where(and(eq(notices.hookId, hookId), eq(notices.status, "queued"), isNull(notices.dueAt))),
  );
}

/** Sends one again under the same webhook-id; false when there is none, or it is being sent just now. */
export function* sendNoticeAgain(
  tx: Transaction,
  { id, hookId }: Pick<Notice, "id" | "hookId">,
  now: number,
): Steps<boolean> {
  const { notices } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(notices)
      .set({ status: "queued", attempts: 0, dueAt: now, endedAt: null })
      .where(
        and(
          eq(notices.id, id),
          eq(notices.hookId, hookId),
          ne(notices.status, "handed"),
          ne(notices.kind, SWITCHED_OFF_KIND),
        ),
      )
      .returning({ id: notices.id }),
  );
  return rows.length > 0;
}

/** The newest notices of a hook, the newest first. */
export async function newestNotices(db: Database, hookId: number, limit: number): Promise<Notice[]> {
  const { notices } = db.tables;
  return await db.query
    .select()
    .from(notices)
    .where(and(eq(notices.hookId, hookId), ne(notices.kind, SWITCHED_OFF_KIND)))
    .orderBy(desc(notices.id))
    .limit(limit);
}

/** Remembers that a hook was not switched off by a person. */
export function* noteSwitchedOff(
  tx: Transaction,
  hookId: number,
  { why, answer }: { why: SwitchedOffWhy; answer: string | null },
  now: number,
): Steps<void> {
  const { notices } = tx.tables;
  yield* forgetSwitchedOff(tx, hookId);
  yield* run(
    tx.query.insert(notices).values({
      ...{ hookId, webhookId: switchedOffId(hookId), kind: SWITCHED_OFF_KIND, payload: { why } },
      ...{ status: "failed", lastAnswer: answer, createdAt: now, endedAt: now },
    }),
  );
}

export function* forgetSwitchedOff(tx: Transaction, hookId: number): Steps<void> {
  const { notices } = tx.tables;
  yield* run(tx.query.delete(notices).where(eq(notices.webhookId, switchedOffId(hookId))));
}

/** Why these hooks were switched off, by their ids; those that a person switched off are left out. */
export async function whySwitchedOff(
  db: Database,
  hookIds: readonly number[],
): Promise<Map<number, { why: SwitchedOffWhy; answer: string | null }>> {
  if (hookIds.length === 0) return new Map();
  const rows = await switchedOffRows(db, hookIds);
  return new Map(rows.map((row) => [row.hookId, { why: whyOf(row), answer: row.lastAnswer }]));
}

/** Of these hooks, those that are off because their receiver said that it is gone. */
export function* goneHooks(tx: Transaction, hookIds: readonly number[]): Steps<number[]> {
  if (hookIds.length === 0) return [];
  const rows = yield* run(switchedOffRows(tx, hookIds));
  return rows.filter((row) => whyOf(row) === "gone").map(({ hookId }) => hookId);
}

function switchedOffRows({ query, tables: { notices } }: Transaction, hookIds: readonly number[]) {
  return query
    .select()
    .from(notices)
    .where(inArray(notices.webhookId, hookIds.map(switchedOffId)));
}

function whyOf({ payload }: Pick<Notice, "payload">): SwitchedOffWhy {
  return payload.why === "gone" ? "gone" : "failing";
}

function switchedOffId(hookId: number): string {
  return `switched-off-${hookId}`;
}

/** For a walk over old notices: everything but what says why a hook is off, which stays as long as the hook. */
export function isNoticeProper({ notices }: Tables): SQL {
  return ne(notices.kind, SWITCHED_OFF_KIND);
}
