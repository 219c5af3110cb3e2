import { asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { Condition } from "#workflows/condition.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { Profile } from "./profiles.ts";

export type Admission = Tables["admissions"]["$inferSelect"];

export interface NewAdmission {
  workflowId: number;
  entryKey: string;
  condition: Condition | null;
  data: Record<string, unknown>;
  /** At most so many people within an hour; null, or absent: as fast as it goes. */
  perHour?: number | null;
  createdAt: number;
  /** It lets nobody in, for a reason. */
  endedAt?: number;
  endCode?: string;
  endValues?: ReasonValues;
}

const page = statement<{ after: number; limit: number }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(gt(profiles.id, sql.placeholder("after")))
    .orderBy(asc(profiles.id))
    .limit(sql.placeholder("limit")),
);

const OPEN_LISTED_MAX = 200;
const open = statement<Record<string, never>>()((query, { admissions }) =>
  query
    .select()
    .from(admissions)
    .where(isNull(admissions.endedAt))
    .orderBy(asc(admissions.id))
    .limit(OPEN_LISTED_MAX),
);

/** Begins to let people in, a few at a time; false when this has begun before. */
export function* beginAdmission(tx: Transaction, admission: NewAdmission): Steps<boolean> {
  const rows = yield* run(
    tx.query
      .insert(tx.tables.admissions)
      .values({ ...admission, afterProfileId: 0 })
      .onConflictDoNothing()
      .returning({ id: tx.tables.admissions.id }),
  );
  return rows.length > 0;
}

/** The admissions that are under way, the oldest first. */
export function* openAdmissions(): Steps<Admission[]> {
  return yield* prepared(open, {});
}

/** The next people in the order of their ids. */
export function* profilesAfter(after: number, limit: number): Steps<Profile[]> {
  return yield* prepared(page, { after, limit });
}

/** Keeps how far an admission got. */
export function* saveAdmission(
  tx: Transaction,
  id: number,
  progress: Pick<Admission, "afterProfileId" | "started" | "endedAt"> & Partial<Pick<Admission, "data">>,
): Steps<void> {
  const { admissions } = tx.tables;
  yield* run(tx.query.update(admissions).set(progress).where(eq(admissions.id, id)));
}
