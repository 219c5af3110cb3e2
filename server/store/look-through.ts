import { and, asc, desc, gt, inArray, lt, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "#server/database/database.ts";
import { CHUNK_PEOPLE, havingWords, type Search } from "./profile-search.ts";

/** People who are looked at for one page, where not all who are found are in it; so many take some tens of milliseconds. */
export const LOOKED_AT_MAX = 5_000;

/** The people of a page, and behind whom the next one begins. */
export interface Found {
  ids: number[];
  next: number | null;
}
type Words = Extract<Search, { kind: "few" | "many" }>;

/** Goes through the people who are found, or where that is most, through all, from the cursor on, until a page is full. */
export async function lookThrough(
  db: Database,
  search: Words,
  {
    filter,
    isOldest,
    after,
    limit,
  }: { filter?: SQL; isOldest: boolean; after: number | null; limit: number },
): Promise<Found> {
  const fits: number[] = [];
  let looked = 0;
  let at = after;
  let mayFollow = true;
  while (mayFollow && fits.length <= limit && looked < LOOKED_AT_MAX) {
    const chunk = await nextChunk(db, search, at, isOldest);
    looked += chunk.length;
    mayFollow = chunk.length === CHUNK_PEOPLE;
    at = chunk.at(-1) ?? at;
    const having = await havingWords(db, chunk, search.kind === "few" ? search.others : search.tokens);
    fits.push(...(filter === undefined ? having : await holdingFor(db, having, filter)));
  }
  const ids = fits.slice(0, limit);
  if (fits.length > limit) return { ids, next: ids.at(-1)! };
  return { ids, next: mayFollow ? at : null };
}

/** The next people to look at, in the order of the list. */
async function nextChunk(
  db: Database,
  search: Words,
  after: number | null,
  isOldest: boolean,
): Promise<number[]> {
  if (search.kind === "few") {
    const ids = isOldest ? search.ids.toReversed() : search.ids;
    const from = after === null ? 0 : ids.findIndex((id) => (isOldest ? id > after : id < after));
    return from < 0 ? [] : ids.slice(from, from + CHUNK_PEOPLE);
  }
  const { id } = db.tables.profiles;
  const rows = await db.query
    .select({ id })
    .from(db.tables.profiles)
    .where(after === null ? undefined : isOldest ? gt(id, after) : lt(id, after))
    .orderBy(isOldest ? asc(id) : desc(id))
    .limit(CHUNK_PEOPLE);
  return rows.map((row) => row.id);
}

/** Those of a few people for whom a filter holds, in their order. */
async function holdingFor(db: Database, ids: number[], filter: SQL): Promise<number[]> {
  if (ids.length === 0) return [];
  const p = alias(db.tables.profiles, "p");
  const rows = await db.query
    .select({ id: p.id })
    .from(p)
    .where(and(inArray(p.id, ids), filter));
  const holding = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => holding.has(id));
}
