import type { Database } from "#server/database/database.ts";
import { askingOf } from "#server/segments/asking.ts";
import { compileCondition } from "#server/segments/compile.ts";
import { allTags } from "#workflows/change.ts";
import type { Condition } from "#workflows/condition.ts";
import {
  countProfiles,
  type ProfileCursor,
  type ProfileSort,
  readProfilePage,
  type WantedProfiles,
} from "./profile-page.ts";
import { readOrders, readStages } from "./profile-standing.ts";
import { readTags } from "./profile-tags.ts";
import { storable } from "./storable.ts";

/** Whom a list shows: those that are found and for whom the rule holds, as of `now`. */
export interface Filtered {
  search: string;
  rule: Condition | null;
  now: number;
}

/** A column that shows an attribute is called by this and the attribute's name. */
export const ATTRIBUTE_COLUMN = "attribute:";

/** A page of profiles with what the columns show of them. */
export async function listFilteredProfiles(
  db: Database,
  {
    sort,
    cursor,
    limit,
    columns,
    ...filtered
  }: Filtered & { sort: ProfileSort; cursor: ProfileCursor | null; limit: number; columns: string[] },
) {
  const page = await readProfilePage(db, { ...(await wantedBy(db, filtered)), sort, cursor, limit });
  const ids = page.profiles.map(({ id }) => id);
  const shows = (...names: string[]) => columns.some((column) => names.includes(column));
  const tags = shows("tags") ? await readTags(db, ids) : null;
  const stages = shows("stage") ? await readStages(db, ids) : null;
  const orders = shows("orders", "spent") ? await readOrders(db, ids) : null;
  const attributes = columns.flatMap((column) =>
    column.startsWith(ATTRIBUTE_COLUMN) ? column.slice(ATTRIBUTE_COLUMN.length) : [],
  );
  const profiles = page.profiles.map(({ attributes: known, ...profile }) => ({
    ...profile,
    tags: tags === null ? [] : allTags(tags.get(profile.id) ?? [], known),
    stage: stages?.get(profile.id)?.stage ?? null,
    orders: orders?.get(profile.id) ?? null,
    attributes: Object.fromEntries(
      attributes.filter((name) => Object.hasOwn(known, name)).map((name) => [name, known[name]]),
    ),
  }));
  return { profiles, nextCursor: page.nextCursor };
}

/** How many profiles a list has. */
export async function countFilteredProfiles(db: Database, filtered: Filtered) {
  return await countProfiles(db, await wantedBy(db, filtered));
}

async function wantedBy(db: Database, { search, rule, now }: Filtered): Promise<WantedProfiles> {
  if (rule === null) return { search };
  // Of those who are found by a word there are few: each is asked. Else all for whom the rule holds are gathered once.
  const asking = await askingOf(db, { now, for: search.trim() === "" ? "everybody" : "each" });
  return { search, filter: compileCondition(storable(rule), asking) };
}
