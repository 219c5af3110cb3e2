import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** A value of a row as rules compare it. Each of its parts is an expression, null where there is no such thing. */
export interface Value {
  /** True or false, never null: there is something, and it is not an empty text. */
  known: SQL;
  /** A single value as text in lower case. */
  plain: SQL;
  /** A number itself; a text that looks like one is none. */
  ownNumber: SQL;
  /** What a number, or a text that looks like one, amounts to. */
  number: SQL;
  /** Whether it is a list with an entry that is the same as a value; null where it is no list. */
  hasEntry(expected: string | number | boolean): SQL;
  /** The first moment of it in a zone, and the first one after it, in milliseconds since 1970. */
  momentsIn(zone: SQLWrapper): { from: SQL; until: SQL };
}

/** How an engine of the database spells what rules are made of. */
export interface Dialect {
  engine: Database["engine"];
  /** What stands in a column of JSON at a path as rules write it: "a.b.0". */
  valueAt(json: SQL, path: string): Value;
  textValue(column: SQL): Value;
  /** A column of milliseconds since 1970. */
  timeValue(column: SQL): Value;
  /** The zone that a column names, or else the shop's. */
  zone(column: SQL, shopTimezone: string): SQL;
  /** The beginning and the end of a day, "2026-05-17", in a zone. */
  dayIn(date: string, zone: SQLWrapper): { from: SQL; until: SQL };
  /** Whether a list in JSON has exactly this text. */
  listHasText(json: SQL, key: string, text: string): SQL;
  /** The address for text messages that a phone number comes to. */
  phoneAddress(column: SQL): SQL;
  /** The place of a part in a text, from 1; 0: nowhere. */
  placeOf(part: string, text: SQL): SQL;
  endOf(text: SQL, characters: number): SQL;
  number(value: number): SQL;
}

/** The same, with false where it cannot be told. */
export function surely(condition: SQL): SQL {
  return sql`coalesce(${condition}, false)`;
}

export const always = sql`(1 = 1)`;
export const never = sql`(1 = 0)`;
