import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { type Database, prepared, type Steps, statement } from "#server/database/database.ts";
import { PROFILE_TAG_CHARS_MAX } from "#workflows/tag-limits.ts";

export const TAG_MAX_CHARS = PROFILE_TAG_CHARS_MAX;
/** Of one profile: they are for telling people apart, not for data. */
export const TAGS_MAX = 50;
/** So many of the tags in use are offered. */
const OFFERED_MAX = 200;

const ofProfile = statement<{ profileId: number }>()((query, { profileTags }) =>
  query
    .select({ tag: profileTags.tag })
    .from(profileTags)
    .where(eq(profileTags.profileId, sql.placeholder("profileId")))
    .orderBy(asc(profileTags.tag)),
);
const insert = statement<{ profileId: number; tag: string }>()((query, { profileTags }) =>
  query
    .insert(profileTags)
    .values({ profileId: sql.placeholder("profileId"), tag: sql.placeholder("tag") })
    .onConflictDoNothing(),
);

const remove = statement<{ profileId: number; tag: string }>()((query, { profileTags }) =>
  query
    .delete(profileTags)
    .where(
      and(
        eq(profileTags.profileId, sql.placeholder("profileId")),
        eq(profileTags.tag, sql.placeholder("tag")),
      ),
    )
    .returning({ tag: profileTags.tag }),
);

/** A tag as it is kept; null for what is none. */
export function readTag(text: string): string | null {
  const tag = text.replace(/\s+/g, " ").trim();
  return tag === "" || tag.length > TAG_MAX_CHARS ? null : tag;
}

/** The tags that a profile was given here, in the order of their letters. */
export function* tagsOf(profileId: number): Steps<string[]> {
  return (yield* prepared(ofProfile, { profileId })).map(({ tag }) => tag);
}

/** Gives a profile a tag; "known" when it has it already, "full" when it has as many as there can be. */
export function* addTag(profileId: number, tag: string): Steps<"added" | "known" | "full"> {
  const known = yield* tagsOf(profileId);
  if (known.includes(tag)) return "known";
  if (known.length >= TAGS_MAX) return "full";
  yield* prepared(insert, { profileId, tag });
  return "added";
}

/** Takes a tag from a profile; false when it has not got it. */
export function* removeTag(profileId: number, tag: string): Steps<boolean> {
  return (yield* prepared(remove, { profileId, tag })).length > 0;
}

/** The tags of these profiles. */
export async function readTags(
  { query, tables: { profileTags } }: Database,
  profileIds: number[],
): Promise<Map<number, string[]>> {
  if (profileIds.length === 0) return new Map();
  const rows = await query
    .select()
    .from(profileTags)
    .where(inArray(profileTags.profileId, profileIds))
    .orderBy(asc(profileTags.profileId), asc(profileTags.tag));
  const byProfile = Map.groupBy(rows, ({ profileId }) => profileId);
  return new Map([...byProfile].map(([id, tags]) => [id, tags.map(({ tag }) => tag)]));
}

/** The tags in use, in the order of their letters, as many as are offered. */
export async function listTags({ query, tables: { profileTags } }: Database): Promise<string[]> {
  const tags: string[] = [];
  // From one to the next: to gather them from all rows would read the row of everybody who has one.
  while (tags.length < OFFERED_MAX) {
    const last = tags.at(-1);
    const [next] = await query
      .select({ tag: profileTags.tag })
      .from(profileTags)
      .where(last === undefined ? undefined : gt(profileTags.tag, last))
      .orderBy(asc(profileTags.tag))
      .limit(1);
    if (!next) break;
    tags.push(next.tag);
  }
  return tags;
}
