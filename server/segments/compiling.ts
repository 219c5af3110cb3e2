import { type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import type { Window } from "#workflows/rule-window.ts";
import type { Dialect } from "./dialect.ts";

/** What a condition is compiled for. */
export interface Asking {
  dialect: Dialect;
  tables: Tables;
  /** In milliseconds since 1970. */
  now: number;
  /** For profiles that name no zone of theirs. */
  shopTimezone: string;
  /**
   * everybody: whom a part of the condition holds for is found once, for all profiles · each: it is asked for every
   * profile that is looked at, which is quick for few of them.
   */
  for: "everybody" | "each";
}

/**
 * Whether profile `p` is named by rows: `rows` is the rest of a query from its `from` on, with a `where`; with `having`,
 * by those of its rows taken together.
 */
export function among(asking: Asking, profileId: SQL, rows: SQL, having: SQL | null = null): SQL {
  const only = asking.for === "each" ? sql` and ${profileId} = p.id` : sql``;
  const together = having ? sql` group by ${profileId} having ${having}` : sql``;
  return asking.for === "each"
    ? sql`exists (select 1 ${rows}${only}${together})`
    : sql`p.id in (select ${profileId} ${rows}${together})`;
}

/** The rest of a `where`: that a time lies in a window. */
export function timeWithin(at: SQL, { from, until }: Window): SQL {
  return sql`${from === null ? sql`` : sql` and ${at} >= ${from}`}${until === null ? sql`` : sql` and ${at} < ${until}`}`;
}

/** The zone of profile `p`. */
export function zoneOf({ dialect, shopTimezone }: Asking): SQL {
  return dialect.zone(sql`p.timezone`, shopTimezone);
}

/** The zone of a profile that a row of another table names. */
export function zoneOfProfile({ dialect, shopTimezone }: Asking, profileId: SQL): SQL {
  const zone = dialect.zone(sql`z.timezone`, shopTimezone);
  return sql`(select ${zone} from profiles z where z.id = ${profileId})`;
}
