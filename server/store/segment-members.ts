import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import {
  type Counting,
  counted,
  type Database,
  prepared,
  rowsWritten,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { Profile } from "./profiles.ts";

type Place = { segmentId: number; profileId: number };

const ofProfile = statement<{ profileId: number }>()((query, { segmentMembers }) =>
  query
    .select({ segmentId: segmentMembers.segmentId })
    .from(segmentMembers)
    .where(eq(segmentMembers.profileId, sql.placeholder("profileId"))),
);
const between = statement<{ segmentId: number; after: number; upTo: number }>()((query, { segmentMembers }) =>
  query
    .select({ profileId: segmentMembers.profileId })
    .from(segmentMembers)
    .where(
      and(
        eq(segmentMembers.segmentId, sql.placeholder("segmentId")),
        gt(segmentMembers.profileId, sql.placeholder("after")),
        lte(segmentMembers.profileId, sql.placeholder("upTo")),
      ),
    ),
);
const insert = statement<Place & { at: number }>()((query, { segmentMembers }) =>
  query
    .insert(segmentMembers)
    .values({
      segmentId: sql.placeholder("segmentId"),
      profileId: sql.placeholder("profileId"),
      enteredAt: sql.placeholder("at"),
    })
    .onConflictDoNothing(),
);
const remove = statement<Place>()((query, { segmentMembers }) =>
  query
    .delete(segmentMembers)
    .where(
      and(
        eq(segmentMembers.segmentId, sql.placeholder("segmentId")),
        eq(segmentMembers.profileId, sql.placeholder("profileId")),
      ),
    ),
);
const countIn = statement<{ segmentId: number } & Counting>()((query, { segments }) =>
  query
    .update(segments)
    .set({ memberCount: sql`${segments.memberCount} + ${sql.placeholder("times")}` })
    .where(eq(segments.id, sql.placeholder("segmentId"))),
);
const countOut = statement<{ segmentId: number } & Counting>()((query, { segments }) =>
  query
    .update(segments)
    .set({ memberCount: sql`${segments.memberCount} - ${sql.placeholder("times")}` })
    .where(eq(segments.id, sql.placeholder("segmentId"))),
);

/** The segments that a profile is in. */
export function* segmentsOf(profileId: number): Steps<Set<number>> {
  return new Set((yield* prepared(ofProfile, { profileId })).map(({ segmentId }) => segmentId));
}

/** Of the profiles after one id and up to another, those in a segment. */
export function* membersBetween(segmentId: number, after: number, upTo: number): Steps<Set<number>> {
  return new Set((yield* prepared(between, { segmentId, after, upTo })).map(({ profileId }) => profileId));
}

/** Lets a profile into a segment; false when it is in it already. */
export function* addMember(place: Place, at: number): Steps<boolean> {
  if (rowsWritten(yield* prepared(insert, { ...place, at })) === 0) return false;
  const { segmentId } = place;
  yield* counted(countIn, `segment members ${segmentId} in`, { segmentId });
  return true;
}

/** Takes a profile out of a segment; false when it was not in it. */
export function* removeMember(place: Place): Steps<boolean> {
  if (rowsWritten(yield* prepared(remove, place)) === 0) return false;
  const { segmentId } = place;
  yield* counted(countOut, `segment members ${segmentId} out`, { segmentId });
  return true;
}

/** Forgets up to `limit` members of a segment that was put away; answers with how many there were. */
export function* forgetMembers(tx: Transaction, segmentId: number, limit: number): Steps<number> {
  const { segments, segmentMembers } = tx.tables;
  const some = tx.query
    .select({ profileId: segmentMembers.profileId })
    .from(segmentMembers)
    .where(eq(segmentMembers.segmentId, segmentId))
    .orderBy(asc(segmentMembers.profileId))
    .limit(limit);
  const answer = yield* run(
    tx.query
      .delete(segmentMembers)
      .where(and(eq(segmentMembers.segmentId, segmentId), inArray(segmentMembers.profileId, some))),
  );
  const forgotten = rowsWritten(answer);
  yield* run(
    tx.query
      .update(segments)
      .set({ memberCount: sql`${segments.memberCount} - ${forgotten}` })
      .where(eq(segments.id, segmentId)),
  );
  return forgotten;
}

/** The next members of a segment in the order of their ids, with when they came in. */
export async function listMembers(
  db: Database,
  segmentId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ profile: Profile; enteredAt: number }[]> {
  const { profiles, segmentMembers } = db.tables;
  return await db.query
    .select({ profile: profiles, enteredAt: segmentMembers.enteredAt })
    .from(segmentMembers)
    .innerJoin(profiles, eq(profiles.id, segmentMembers.profileId))
    .where(and(eq(segmentMembers.segmentId, segmentId), gt(segmentMembers.profileId, after)))
    .orderBy(asc(segmentMembers.profileId))
    .limit(limit);
}
