import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import type { OneOffAudience, OneOffMessage, OneOffSchedule } from "#workflows/one-off.ts";

export type OneOff = Tables["oneOffs"]["$inferSelect"];

/** What the owner chooses of one. */
export interface OneOffDraft {
  name: string;
  message: OneOffMessage | null;
  audience: OneOffAudience;
  schedule: OneOffSchedule;
}

export const emptyDraft: Omit<OneOffDraft, "name"> = {
  message: null,
  audience: { kind: "everybody" },
  schedule: { at: null, local: false, perHour: null },
};

export async function findOneOff(db: Database, id: number): Promise<OneOff | undefined> {
  const { oneOffs } = db.tables;
  const [row] = await db.query
    .select()
    .from(oneOffs)
    .where(and(eq(oneOffs.id, id), isNull(oneOffs.removedAt)));
  return row;
}

/** The one-off message that a workflow sends; undefined for a workflow that the owner drew, or that is not there. */
export async function findOneOffOf(
  { query, tables: { oneOffs } }: Database,
  workflowId: number,
): Promise<{ id: number } | undefined> {
  const [row] = await query
    .select({ id: oneOffs.id })
    .from(oneOffs)
    .where(and(eq(oneOffs.workflowId, workflowId), isNull(oneOffs.removedAt)));
  return row;
}

/** Of a query that reads a workflow: which one-off message it sends; null for one that somebody has drawn. */
export function oneOffIdOf({ workflows, oneOffs }: Tables): SQL<number | null> {
  return sql<
    number | null
  >`case when ${workflows.kind} = 'one-off' then (select ${oneOffs.id} from ${oneOffs} where ${oneOffs.workflowId} = ${workflows.id}) end`.mapWith(
    Number,
  );
}

/** As it is within a transaction, also one that was removed. */
export function* readOneOff(
  { query, tables: { oneOffs } }: Transaction,
  id: number,
): Steps<OneOff | undefined> {
  const [row] = yield* run(query.select().from(oneOffs).where(eq(oneOffs.id, id)));
  return row;
}

/** How many people its list names. */
export async function countListed(
  { query, tables: { oneOffPeople } }: Database,
  id: number,
): Promise<number> {
  return await query.$count(oneOffPeople, eq(oneOffPeople.oneOffId, id));
}

export function* insertOneOff(tx: Transaction, draft: OneOffDraft, now: number): Steps<number> {
  const { oneOffs } = tx.tables;
  const [row] = yield* run(
    tx.query
      .insert(oneOffs)
      .values({ ...draft, status: "draft", revision: 1, createdAt: now, updatedAt: now })
      .returning({ id: oneOffs.id }),
  );
  return row!.id;
}

/** Saves a draft made from `revision`; null when somebody else has saved since, or when it is no draft any more. */
export function* saveOneOff(
  tx: Transaction,
  id: number,
  { revision, ...draft }: Partial<OneOffDraft> & { revision: number },
  now: number,
): Steps<number | null> {
  const { oneOffs } = tx.tables;
  const [row] = yield* run(
    tx.query
      .update(oneOffs)
      .set({ ...draft, revision: revision + 1, updatedAt: now })
      .where(
        and(
          eq(oneOffs.id, id),
          eq(oneOffs.revision, revision),
          eq(oneOffs.status, "draft"),
          isNull(oneOffs.removedAt),
        ),
      )
      .returning({ revision: oneOffs.revision }),
  );
  return row?.revision ?? null;
}

/** Puts these people on the list, instead of those before; the new revision, or null when it is no draft. */
export function* saveListed(
  tx: Transaction,
  id: number,
  profileIds: number[],
  now: number,
): Steps<number | null> {
  const { oneOffs, oneOffPeople } = tx.tables;
  const [row] = yield* run(
    tx.query
      .update(oneOffs)
      .set({ revision: sql`${oneOffs.revision} + 1`, audience: { kind: "list" }, updatedAt: now })
      .where(and(eq(oneOffs.id, id), eq(oneOffs.status, "draft"), isNull(oneOffs.removedAt)))
      .returning({ revision: oneOffs.revision }),
  );
  if (!row) return null;
  yield* run(tx.query.delete(oneOffPeople).where(eq(oneOffPeople.oneOffId, id)));
  for (let from = 0; from < profileIds.length; from += ROWS_PER_INSERT) {
    const rows = profileIds
      .slice(from, from + ROWS_PER_INSERT)
      .map((profileId) => ({ oneOffId: id, profileId }));
    yield* run(tx.query.insert(oneOffPeople).values(rows));
  }
  return row.revision;
}

const ROWS_PER_INSERT = 500;

/** Another one like it, as a draft; with its list. Null when there is none. */
export function* duplicateOneOff(
  tx: Transaction,
  id: number,
  name: string,
  now: number,
): Steps<number | null> {
  const source = yield* readOneOff(tx, id);
  if (!source || source.removedAt !== null) return null;
  const { message, audience, schedule } = source;
  const copyId = yield* insertOneOff(tx, { name, message, audience, schedule }, now);
  const { oneOffPeople } = tx.tables;
  const listed = tx.query
    .select({ oneOffId: sql<number>`${copyId}`.as("one_off_id"), profileId: oneOffPeople.profileId })
    .from(oneOffPeople)
    .where(eq(oneOffPeople.oneOffId, id));
  yield* run(tx.query.insert(oneOffPeople).select(listed));
  return copyId;
}

/** Takes it out of sight; only one that waits for nothing can be. */
export function* removeOneOff(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { oneOffs } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(oneOffs)
      .set({ removedAt: now })
      .where(
        and(
          eq(oneOffs.id, id),
          isNull(oneOffs.removedAt),
          sql`${oneOffs.status} in ('draft', 'stopped', 'done')`,
        ),
      )
      .returning({ id: oneOffs.id }),
  );
  return rows.length > 0;
}

export function* restoreOneOff(tx: Transaction, id: number): Steps<boolean> {
  const { oneOffs } = tx.tables;
  const rows = yield* run(
    tx.query.update(oneOffs).set({ removedAt: null }).where(eq(oneOffs.id, id)).returning({ id: oneOffs.id }),
  );
  return rows.length > 0;
}

export interface OneOffSummary extends Omit<OneOff, "audience" | "removedAt" | "createdAt"> {
  /** How many were let in, and how many of them have not got theirs yet. */
  entered: number;
  active: number;
}

/** Every one that was not removed, the last changed first. */
export async function listOneOffs(db: Database): Promise<OneOffSummary[]> {
  const { oneOffs, runs } = db.tables;
  // Queries of their own, because in a plain expression both columns would be taken for the run's own.
  const count = (also?: SQL) => {
    const counted = db.query
      .select({ count: sql`count(*)` })
      .from(runs)
      .where(and(eq(runs.workflowId, oneOffs.workflowId), also));
    return sql<number>`${counted}`.mapWith(Number);
  };
  const rows = await db.query
    .select({ oneOff: oneOffs, entered: count(), active: count(eq(runs.status, "active")) })
    .from(oneOffs)
    .where(isNull(oneOffs.removedAt))
    .orderBy(desc(oneOffs.updatedAt), desc(oneOffs.id))
    .limit(LISTED_MAX);
  return rows.map(({ oneOff: { audience, removedAt, createdAt, ...rest }, ...counts }) => ({
    ...rest,
    ...counts,
  }));
}

const LISTED_MAX = 500;
