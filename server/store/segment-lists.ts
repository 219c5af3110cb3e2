import { and, asc, count, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { OneOffAudience } from "#workflows/one-off.ts";
import { readProfilePage } from "./profile-page.ts";
import type { Profile } from "./profiles.ts";
import { type ChangePlace, listSegmentChanges, type SegmentChangeRow } from "./segment-changes.ts";

/** How many came into a segment and left it. */
export interface SegmentTurnover {
  segmentId: number;
  came: number;
  left: number;
}

/** Who came into these segments and left them since a moment; those in which nobody did are left out. */
export async function countSegmentChanges(
  db: Database,
  { segmentIds, since }: { segmentIds: number[]; since: number },
): Promise<SegmentTurnover[]> {
  if (segmentIds.length === 0) return [];
  const { segmentChanges } = db.tables;
  const rows = await db.query
    .select({ segmentId: segmentChanges.segmentId, entered: segmentChanges.entered, changes: count() })
    .from(segmentChanges)
    .where(and(inArray(segmentChanges.segmentId, segmentIds), gte(segmentChanges.at, since)))
    .groupBy(segmentChanges.segmentId, segmentChanges.entered);
  return [...Map.groupBy(rows, ({ segmentId }) => segmentId)].map(([segmentId, found]) => ({
    segmentId,
    came: found.find(({ entered }) => entered)?.changes ?? 0,
    left: found.find(({ entered }) => !entered)?.changes ?? 0,
  }));
}

export interface MembersWanted {
  segmentId: number;
  /** Words of a name, an address or an id; empty for everybody in the segment. */
  search: string;
  /** The id of the last profile of the page before. */
  cursor: number | null;
  limit: number;
}

/** The people of a segment, the newest first. A page of a search may have few, and be followed by another one all the same. */
export async function searchSegmentMembers(
  db: Database,
  { segmentId, search, cursor, limit }: MembersWanted,
): Promise<{ profiles: Profile[]; nextCursor: number | null }> {
  if (search.trim() !== "") {
    const filter = isMember(db, segmentId);
    const place = cursor === null ? null : { id: cursor, by: null };
    const found = await readProfilePage(db, { search, filter, cursor: place, limit });
    return { profiles: found.profiles, nextCursor: found.nextCursor?.id ?? null };
  }
  const { profiles, segmentMembers } = db.tables;
  const rows = await db.query
    .select({ profile: profiles })
    .from(segmentMembers)
    .innerJoin(profiles, eq(profiles.id, segmentMembers.profileId))
    .where(
      and(
        eq(segmentMembers.segmentId, segmentId),
        cursor === null ? undefined : lt(segmentMembers.profileId, cursor),
      ),
    )
    .orderBy(desc(segmentMembers.profileId))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map(({ profile }) => profile);
  return { profiles: page, nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}

export interface SegmentChangeEntry extends Omit<SegmentChangeRow, "segmentId" | "profileId"> {
  profile: Pick<Profile, "id" | "name" | "email" | "externalId">;
}

/** Who came into a segment and who left it, the newest first; `nextCursor` goes on behind the page. */
export async function readSegmentChanges(
  db: Database,
  { segmentId, cursor, limit }: { segmentId: number; cursor: ChangePlace | null; limit: number },
): Promise<{ changes: SegmentChangeEntry[]; nextCursor: ChangePlace | null }> {
  const rows = await listSegmentChanges(db, segmentId, { before: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const { profiles } = db.tables;
  const ids = [...new Set(page.map(({ profileId }) => profileId))];
  const people =
    ids.length === 0
      ? []
      : await db.query
          .select({
            id: profiles.id,
            name: profiles.name,
            email: profiles.email,
            externalId: profiles.externalId,
          })
          .from(profiles)
          .where(inArray(profiles.id, ids));
  const byId = new Map(people.map((profile) => [profile.id, profile]));
  return {
    changes: page.flatMap(({ id, profileId, entered, at }) => {
      const profile = byId.get(profileId);
      return profile ? { id, profile, entered, at } : [];
    }),
    nextCursor: last ? { id: last.id, at: last.at } : null,
  };
}

/** One-off messages that are still to go to whoever a rule holds for. */
export async function listRuledOneOffs(
  db: Database,
): Promise<{ id: number; name: string; audience: OneOffAudience }[]> {
  const { oneOffs } = db.tables;
  return await db.query
    .select({ id: oneOffs.id, name: oneOffs.name, audience: oneOffs.audience })
    .from(oneOffs)
    .where(and(isNull(oneOffs.removedAt), inArray(oneOffs.status, ["draft", "scheduled", "sending"])))
    .orderBy(asc(oneOffs.id));
}

/** Said of `profiles p`. */
function isMember({ query, tables: { segmentMembers } }: Database, segmentId: number): SQL {
  const found = query
    .select({ one: sql`1` })
    .from(segmentMembers)
    .where(and(eq(segmentMembers.segmentId, segmentId), sql`${segmentMembers.profileId} = p.id`));
  return sql`exists ${found}`;
}
