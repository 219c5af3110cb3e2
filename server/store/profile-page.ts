import { and, asc, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "#server/database/database.ts";
import { type Found, LOOKED_AT_MAX, lookThrough } from "./look-through.ts";
import {
  CHUNK_PEOPLE,
  FOUND_MAX,
  havingWords,
  namedLike,
  planSearch,
  type Search,
} from "./profile-search.ts";
import type { Profile } from "./profiles.ts";

export const profileSorts = ["newest", "oldest", "last-seen", "name"] as const;
export type ProfileSort = (typeof profileSorts)[number];

/** Whom a list shows. */
export interface WantedProfiles {
  search: string;
  /** What else must hold, said of `profiles p`. */
  filter?: SQL;
  /** See `planSearch`. */
  foundMax?: number;
}

/** The last profile of the page before, with what the list is sorted by. */
export interface ProfileCursor {
  id: number;
  by: number | string | null;
}

export interface ProfilePage {
  profiles: Profile[];
  nextCursor: ProfileCursor | null;
}

/** A page of profiles. A page may have less than it could, and be followed by another one all the same. */
export async function readProfilePage(
  db: Database,
  {
    sort = "newest",
    cursor,
    limit,
    ...wanted
  }: WantedProfiles & { sort?: ProfileSort; cursor: ProfileCursor | null; limit: number },
): Promise<ProfilePage> {
  const search = await planSearch(db, wanted.search, wanted.foundMax);
  const p = alias(db.tables.profiles, "p");
  const byId = sort === "newest" || sort === "oldest";
  const where = { filter: wanted.filter, after: cursor?.id ?? null };
  if (byId && (search.kind === "few" || search.kind === "many"))
    return await load(db, await lookThrough(db, search, { ...where, isOldest: sort === "oldest", limit }));
  const isFound = await foundAmong(db, search, p);
  const rows = await db.query
    .select()
    .from(p)
    .where(and(isFound, wanted.filter, cursor === null ? undefined : beyond(p, sort, cursor)))
    .orderBy(...orderOf(p, sort))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return { profiles: page, nextCursor: hasMore ? { id: last.id, by: sortValue(last, sort) } : null };
}

/** The profiles of a page, in its order. */
async function load(db: Database, { ids, next }: Found): Promise<ProfilePage> {
  const { profiles } = db.tables;
  const rows =
    ids.length === 0 ? [] : await db.query.select().from(profiles).where(inArray(profiles.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const nextCursor = next === null ? null : { id: next, by: null };
  return { profiles: ids.flatMap((id) => byId.get(id) ?? []), nextCursor };
}

/** What must hold of `p` for being found, where the order is not that of the ids. */
async function foundAmong(db: Database, search: Search, p: Aliased): Promise<SQL | undefined> {
  if (search.kind === "holding") return namedLike(p, search.text);
  if (search.kind === "everybody") return undefined;
  const ids = search.kind === "few" ? search.ids : await newestIds(db);
  const words = search.kind === "few" ? search.others : search.tokens;
  const found: number[] = [];
  for (let at = 0; at < ids.length; at += CHUNK_PEOPLE)
    found.push(...(await havingWords(db, ids.slice(at, at + CHUNK_PEOPLE), words)));
  return found.length === 0 ? sql`1 = 0` : inArray(p.id, found);
}

/** Where every word is one that many have, other orders than that of coming are for the newest ones alone. */
async function newestIds(db: Database): Promise<number[]> {
  const { id } = db.tables.profiles;
  const rows = await db.query.select({ id }).from(db.tables.profiles).orderBy(desc(id)).limit(FOUND_MAX);
  return rows.map((row) => row.id);
}

/** How many there are; `isAtLeast`: there are that many and maybe more, and nobody went through them all. */
export async function countProfiles(
  db: Database,
  wanted: WantedProfiles,
): Promise<{ count: number; isAtLeast: boolean }> {
  const search = await planSearch(db, wanted.search, wanted.foundMax);
  const p = alias(db.tables.profiles, "p");
  if (search.kind === "everybody" || search.kind === "holding") {
    const where = and(await foundAmong(db, search, p), wanted.filter);
    const [row] = await db.query
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(p)
      .where(where);
    return { count: row!.count, isAtLeast: false };
  }
  if (search.kind === "few" && search.others.length === 0 && wanted.filter === undefined)
    return { count: search.ids.length, isAtLeast: false };
  if (search.kind === "many" && search.tokens.length === 1 && wanted.filter === undefined)
    return { count: FOUND_MAX, isAtLeast: true };
  const { ids, next } = await lookThrough(db, search, {
    ...{ filter: wanted.filter, isOldest: false, after: null, limit: LOOKED_AT_MAX },
  });
  return { count: ids.length, isAtLeast: next !== null };
}

/** Pages that may be empty are gone past so often for those who ask for no more than the first ones. */
const EMPTY_PAGES_MAX = 10;

/** Profiles, the newest first, with how many there are. */
export async function listProfiles(
  db: Database,
  { search, cursor, limit }: { search: string; cursor: number | null; limit: number },
) {
  let at: ProfileCursor | null = cursor === null ? null : { id: cursor, by: null };
  const profiles: Profile[] = [];
  for (let pages = 0; pages < EMPTY_PAGES_MAX; pages++) {
    const page: ProfilePage = await readProfilePage(db, {
      search,
      cursor: at,
      limit: limit - profiles.length,
    });
    profiles.push(...page.profiles);
    at = page.nextCursor;
    if (at === null || profiles.length === limit) break;
  }
  const { count, isAtLeast } = await countProfiles(db, { search });
  return { profiles, nextCursor: at?.id ?? null, total: count, totalIsAtLeast: isAtLeast };
}

type Aliased = ReturnType<typeof alias<Database["tables"]["profiles"], "p">>;

function orderOf(p: Aliased, sort: ProfileSort): SQL[] {
  switch (sort) {
    case "newest":
      return [desc(p.id)];
    case "oldest":
      return [asc(p.id)];
    // Whoever was never seen, or has no name, comes last, on every engine.
    case "last-seen":
      return [sql`${p.lastSeenAt} is null`, desc(p.lastSeenAt), desc(p.id)];
    case "name":
      return [sql`${p.name} is null`, sql`lower(${p.name})`, asc(p.id)];
  }
}

function sortValue(profile: Profile, sort: ProfileSort): ProfileCursor["by"] {
  if (sort === "last-seen") return profile.lastSeenAt;
  return sort === "name" ? profile.name : null;
}

function beyond(p: Aliased, sort: ProfileSort, { id, by }: ProfileCursor): SQL | undefined {
  switch (sort) {
    case "newest":
      return lt(p.id, id);
    case "oldest":
      return gt(p.id, id);
    case "last-seen": {
      if (typeof by !== "number") return and(isNull(p.lastSeenAt), lt(p.id, id));
      const older = or(lt(p.lastSeenAt, by), and(eq(p.lastSeenAt, by), lt(p.id, id)));
      return or(older, isNull(p.lastSeenAt));
    }
    case "name": {
      if (typeof by !== "string") return and(isNull(p.name), gt(p.id, id));
      const name = sql`lower(${p.name})`;
      const later = sql`(${name} > lower(${by}) or (${name} = lower(${by}) and ${p.id} > ${id}))`;
      return or(later, isNull(p.name));
    }
  }
}
