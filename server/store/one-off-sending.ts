import { and, asc, eq, gt, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { OneOffStatus } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { beginsAt, oneOffGraph } from "#workflows/one-off.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { beginAdmission } from "./admissions.ts";
import type { OneOff } from "./one-offs.ts";
import type { Profile } from "./profiles.ts";
import type { Run } from "./runs.ts";
import { insertWorkflow, publishDraft } from "./workflows.ts";

/** One admission for each one-off message: it lets everybody in once. */
const ENTRY_KEY = "one-off";

const dueScheduled = statement<{ now: number }>()((query, { oneOffs }) =>
  query
    .select()
    .from(oneOffs)
    .where(and(eq(oneOffs.status, sql`'scheduled'`), lte(oneOffs.startsAt, sql.placeholder("now"))))
    .orderBy(asc(oneOffs.startsAt))
    .limit(1),
);
const nextScheduled = statement<Record<string, never>>()((query, { oneOffs }) =>
  query
    .select({ at: oneOffs.startsAt })
    .from(oneOffs)
    .where(eq(oneOffs.status, sql`'scheduled'`))
    .orderBy(asc(oneOffs.startsAt))
    .limit(1),
);
const listedPage = statement<{ oneOffId: number; after: number; limit: number }>()(
  (query, { profiles, oneOffPeople }) =>
    query
      .select({ profile: profiles })
      .from(oneOffPeople)
      .innerJoin(profiles, eq(profiles.id, oneOffPeople.profileId))
      .where(
        and(
          eq(oneOffPeople.oneOffId, sql.placeholder("oneOffId")),
          gt(oneOffPeople.profileId, sql.placeholder("after")),
        ),
      )
      .orderBy(asc(oneOffPeople.profileId))
      .limit(sql.placeholder("limit")),
);
const admitted = statement<{ workflowId: number }>()((query, { admissions }) =>
  query
    .select({ endedAt: admissions.endedAt })
    .from(admissions)
    .where(eq(admissions.workflowId, sql.placeholder("workflowId"))),
);
const inside = statement<{ workflowId: number; limit: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(and(eq(runs.workflowId, sql.placeholder("workflowId")), eq(runs.status, sql`'active'`)))
    .limit(sql.placeholder("limit")),
);
const underWay = statement<{ workflowId: number }>()((query, { messages }) =>
  query
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.status, sql`'handed'`),
        isNotNull(messages.handedAt),
        eq(messages.workflowId, sql.placeholder("workflowId")),
      ),
    )
    .limit(1),
);
const listed = statement<{ oneOffId: number; profileId: number }>()((query, { oneOffPeople }) =>
  query
    .select({ profileId: oneOffPeople.profileId })
    .from(oneOffPeople)
    .where(
      and(
        eq(oneOffPeople.oneOffId, sql.placeholder("oneOffId")),
        eq(oneOffPeople.profileId, sql.placeholder("profileId")),
      ),
    ),
);
const handedInRun = statement<{ runId: number }>()((query, { messages }) =>
  query
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.runId, sql.placeholder("runId")), isNotNull(messages.handedAt)))
    .limit(1),
);

/**
 * Sends a draft, or has it sent at its time: makes the workflow that does it and, when its time has come, begins to let
 * people in. False when it is not the draft that was meant any more, so nothing is ever sent twice.
 */
export function* launchOneOff(
  tx: Transaction,
  oneOff: OneOff,
  { by, startsAt }: { by: string; startsAt: number | null },
  now: number,
): Steps<boolean> {
  const { id, revision, message, schedule, name } = oneOff;
  if (message === null) return false;
  const { oneOffs } = tx.tables;
  const waits = startsAt !== null && startsAt > now;
  const [taken] = yield* run(
    tx.query
      .update(oneOffs)
      .set({
        status: waits ? "scheduled" : "sending",
        startsAt: startsAt ?? now,
        startedAt: waits ? null : now,
        endedAt: null,
        updatedAt: now,
      })
      .where(
        and(
          eq(oneOffs.id, id),
          eq(oneOffs.status, "draft"),
          eq(oneOffs.revision, revision),
          isNull(oneOffs.removedAt),
        ),
      )
      .returning({ id: oneOffs.id }),
  );
  if (!taken) return false;
  const workflowId = yield* insertWorkflow(tx, {
    name,
    draft: oneOffGraph({ message, schedule }),
    kind: "one-off",
    now,
  });
  yield* publishDraft(tx, workflowId, { revision: 1, by, backfill: null }, now);
  yield* run(tx.query.update(oneOffs).set({ workflowId }).where(eq(oneOffs.id, id)));
  if (!waits) yield* letIn(tx, { ...oneOff, workflowId }, null, now);
  return true;
}

/** Begins to send one whose time has come; with a reason, nobody gets it. */
export function* beginScheduled(
  tx: Transaction,
  oneOff: OneOff,
  refusal: { code: string; values: ReasonValues } | null,
  now: number,
): Steps<void> {
  const { oneOffs } = tx.tables;
  const status = refusal ? ("stopped" as const) : ("sending" as const);
  yield* run(
    tx.query
      .update(oneOffs)
      .set({ status, startedAt: now, endedAt: refusal ? now : null, updatedAt: now })
      .where(eq(oneOffs.id, oneOff.id)),
  );
  yield* letIn(tx, oneOff, refusal, now);
}

function* letIn(
  tx: Transaction,
  { workflowId, audience, schedule }: Pick<OneOff, "workflowId" | "audience" | "schedule">,
  refusal: { code: string; values: ReasonValues } | null,
  now: number,
): Steps<void> {
  yield* beginAdmission(tx, {
    workflowId: workflowId!,
    entryKey: ENTRY_KEY,
    condition: audience.kind === "condition" ? audience.condition : null,
    data: { event: {} },
    perHour: schedule.perHour,
    createdAt: now,
    ...(refusal && { endedAt: now, endCode: refusal.code, endValues: refusal.values }),
  });
}

/** Has those that wait for a time of the shop's clock begin at that time in the zone that the shop now has. */
export function* moveToZone(tx: Transaction, shopZone: string, now: number): Steps<void> {
  const { oneOffs } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: oneOffs.id, schedule: oneOffs.schedule })
      .from(oneOffs)
      .where(eq(oneOffs.status, "scheduled")),
  );
  for (const { id, schedule } of rows) {
    // Where each has it at a time of their own, the first of them lives where they did.
    if (schedule.local) continue;
    const startsAt = beginsAt(schedule, shopZone);
    yield* run(tx.query.update(oneOffs).set({ startsAt, updatedAt: now }).where(eq(oneOffs.id, id)));
  }
}

/** Makes one that waits for its time a draft again; false when it has begun. */
export function* recallOneOff(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { oneOffs, workflows } = tx.tables;
  const scheduled = and(eq(oneOffs.id, id), eq(oneOffs.status, "scheduled"));
  const [row] = yield* run(
    tx.query.select({ workflowId: oneOffs.workflowId }).from(oneOffs).where(scheduled),
  );
  if (!row) return false;
  yield* run(
    tx.query
      .update(oneOffs)
      .set({ status: "draft", startsAt: null, workflowId: null, updatedAt: now })
      .where(scheduled),
  );
  // Nobody was let in, so nothing tells of it.
  if (row.workflowId !== null) yield* run(tx.query.delete(workflows).where(eq(workflows.id, row.workflowId)));
  return true;
}

/**
 * Stops one midway: from this transaction on nobody is let in and nothing more is handed over. The engine takes those out
 * who wait. False when it was not being sent.
 */
export function* haltOneOff(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { oneOffs, workflows, admissions } = tx.tables;
  const [row] = yield* run(
    tx.query
      .update(oneOffs)
      .set({ status: "stopped", endedAt: now, updatedAt: now })
      .where(and(eq(oneOffs.id, id), eq(oneOffs.status, "sending")))
      .returning({ workflowId: oneOffs.workflowId }),
  );
  if (!row || row.workflowId === null) return false;
  yield* run(tx.query.update(workflows).set({ status: "paused" }).where(eq(workflows.id, row.workflowId)));
  yield* run(
    tx.query
      .update(admissions)
      .set({ endedAt: now, endCode: STOPPED })
      .where(and(eq(admissions.workflowId, row.workflowId), isNull(admissions.endedAt))),
  );
  return true;
}

/** Why somebody did not get a message that was stopped midway. */
export const STOPPED = "one-off.stopped";

/** The first of those that wait for their time whose time has come. */
export function* dueOneOff(now: number): Steps<OneOff | undefined> {
  return (yield* prepared(dueScheduled, { now }))[0];
}

/** When the next one begins; null when none waits. */
export function* nextOneOffAt(): Steps<number | null> {
  return (yield* prepared(nextScheduled, {}))[0]?.at ?? null;
}

/** The next people of a list, in the order of their ids. */
export function* listedAfter(oneOffId: number, after: number, limit: number): Steps<Profile[]> {
  return (yield* prepared(listedPage, { oneOffId, after, limit })).map(({ profile }) => profile);
}

/** Whether its list names this profile. */
export function* isListed(oneOffId: number, profileId: number): Steps<boolean> {
  return (yield* prepared(listed, { oneOffId, profileId })).length > 0;
}

/** Whether people have been, or are being, let into a workflow; null while that has not begun. */
export function* admissionState(workflowId: number): Steps<"open" | "ended" | null> {
  const [row] = yield* prepared(admitted, { workflowId });
  return row ? (row.endedAt === null ? "open" : "ended") : null;
}

/** Some of those who are inside a workflow. */
export function* someInside(workflowId: number, limit: number): Steps<Run[]> {
  return yield* prepared(inside, { workflowId, limit });
}

/** Whether a message of a workflow was given to a sender and has not come to an end. */
export function* hasHanded(workflowId: number): Steps<boolean> {
  return (yield* prepared(underWay, { workflowId })).length > 0;
}

/** Whether somebody was given to a sender for one of the messages of a run. */
export function* hasHandedOther(runId: number): Steps<boolean> {
  return (yield* prepared(handedInRun, { runId })).length > 0;
}

/** Nobody is on the way any more: what was being sent is done, and what sent it is put away. */
export function* retireOneOff(tx: Transaction, workflowId: number, now: number): Steps<void> {
  const { oneOffs, workflows } = tx.tables;
  const done: OneOffStatus = "done";
  yield* run(
    tx.query
      .update(oneOffs)
      .set({ status: done, endedAt: now, updatedAt: now })
      .where(and(eq(oneOffs.workflowId, workflowId), eq(oneOffs.status, "sending"))),
  );
  yield* run(
    tx.query
      .update(workflows)
      .set({ status: "paused", liveVersionId: null })
      .where(eq(workflows.id, workflowId)),
  );
}
