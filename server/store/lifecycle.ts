import { asc, eq, lte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { LifecycleStage } from "#workflows/lifecycle.ts";

/** Stands as `since` in a row that only says that its profile is to be looked at: its stage is not known yet. */
export const NOT_LOOKED_AT = 0;

export interface StageRow {
  profileId: number;
  stage: LifecycleStage;
  /** When the stage began, as far as it is known. */
  since: number;
  /** When the profile is to be looked at again; null: not before something happens. */
  dueAt: number | null;
}

const mark = statement<{ profileId: number; dueAt: number }>()((query, { lifecycleStages }) =>
  query
    .insert(lifecycleStages)
    .values({
      profileId: sql.placeholder("profileId"),
      stage: "new",
      since: NOT_LOOKED_AT,
      dueAt: sql.placeholder("dueAt"),
    })
    .onConflictDoUpdate({ target: lifecycleStages.profileId, set: { dueAt: sql`excluded.due_at` } }),
);
const save = statement<{ [Key in keyof StageRow]: StageRow[Key] }>()((query, { lifecycleStages }) =>
  query
    .insert(lifecycleStages)
    .values({
      profileId: sql.placeholder("profileId"),
      stage: sql.placeholder("stage"),
      since: sql.placeholder("since"),
      dueAt: sql.placeholder("dueAt"),
    })
    .onConflictDoUpdate({
      target: lifecycleStages.profileId,
      set: { stage: sql`excluded.stage`, since: sql`excluded.since`, dueAt: sql`excluded.due_at` },
    }),
);
const remove = statement<{ profileId: number }>()((query, { lifecycleStages }) =>
  query.delete(lifecycleStages).where(eq(lifecycleStages.profileId, sql.placeholder("profileId"))),
);
const ofProfile = statement<{ profileId: number }>()((query, { lifecycleStages }) =>
  query
    .select()
    .from(lifecycleStages)
    .where(eq(lifecycleStages.profileId, sql.placeholder("profileId"))),
);
const due = statement<{ now: number; limit: number }>()((query, { lifecycleStages }) =>
  query
    .select()
    .from(lifecycleStages)
    .where(lte(lifecycleStages.dueAt, sql.placeholder("now")))
    .orderBy(asc(lifecycleStages.dueAt))
    .limit(sql.placeholder("limit")),
);
const earliest = statement<Record<string, never>>()((query, { lifecycleStages }) =>
  query
    .select({ at: lifecycleStages.dueAt })
    .from(lifecycleStages)
    .where(sql`${lifecycleStages.dueAt} is not null`)
    .orderBy(asc(lifecycleStages.dueAt))
    .limit(1),
);

/** Something happened that the stage of a profile may rest on: it is to be looked at. One write, however often. */
export function* markStage(profileId: number, now: number): Steps<void> {
  yield* prepared(mark, { profileId, dueAt: now });
}

export function* saveStage({ profileId, stage, since, dueAt }: StageRow): Steps<void> {
  yield* prepared(save, { profileId, stage, since, dueAt });
}

export function* removeStage(profileId: number): Steps<void> {
  yield* prepared(remove, { profileId });
}

/** The stage of a profile as it is kept; undefined when it has none. */
export function* findStage(profileId: number): Steps<StageRow | undefined> {
  return (yield* prepared(ofProfile, { profileId }))[0];
}

/** The profiles that are to be looked at by now, those that have waited longest first. */
export function* dueStages(now: number, limit: number): Steps<StageRow[]> {
  return yield* prepared(due, { now, limit });
}

/** When the next profile is to be looked at; null when none is. */
export function* nextStageAt(): Steps<number | null> {
  return (yield* prepared(earliest, {}))[0]?.at ?? null;
}
