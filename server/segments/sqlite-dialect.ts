import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Dialect, Value } from "./dialect.ts";

/**
 * Keys that stand in JSON as they are, and never mean the place in a list or the length of one. All others are looked
 * up by a function of ours.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them.
const PLAIN_KEY = /^(?!\d+$|length$)[^"\\\u0000-\u001f\u007f]+$/;

const nothing = sql`null`;

/** Functions that SQLite does not have are those of rule-functions.ts. */
export const sqliteDialect: Dialect = {
  engine: "sqlite",
  valueAt: (json, path) => {
    const keys = path.split(".");
    if (!keys.every((key) => PLAIN_KEY.test(key))) return jsonValue(sql`json_at(${json}, ${path})`, "$");
    return jsonValue(json, `$${keys.map((key) => `."${key}"`).join("")}`);
  },
  textValue: (column) => ({
    known: sql`coalesce(${column} <> '', false)`,
    plain: sql`fold_text(${column})`,
    ownNumber: nothing,
    number: sql`number_in(fold_text(${column}))`,
    hasEntry: () => nothing,
    momentsIn: (zone) => momentsOf(column, zone),
  }),
  timeValue: (column) => ({
    known: sql`(${column} is not null)`,
    plain: sql`cast(${column} as text)`,
    ownNumber: column,
    number: column,
    hasEntry: () => nothing,
    momentsIn: () => ({ from: column, until: sql`(${column} + 1)` }),
  }),
  zone: (column, shopTimezone) => sql`coalesce(${column}, ${shopTimezone})`,
  dayIn: (date, zone) => momentsOf(sql`${date}`, zone),
  listHasText: (json, key, text) =>
    sql`(json_type(${json}, ${`$."${key}"`}) = 'array' and exists (select 1 from json_each(${json}, ${`$."${key}"`}) entry where entry.type = 'text' and entry.atom = ${text}))`,
  phoneAddress: (column) => sql`phone_address(${column})`,
  placeOf: (part, text) => sql`instr(${text}, ${part})`,
  endOf: (text, characters) => sql`substr(${text}, ${-characters})`,
  number: (value) => sql`${value}`,
};

function jsonValue(json: SQL, path: string): Value {
  const type = sql`json_type(${json}, ${path})`;
  const single = sql`json_extract(${json}, ${path})`;
  // As it was written, which is how a program words the number.
  const written = sql`(${json} -> ${path})`;
  const moment = sql`case when ${type} in ('text', 'integer', 'real') then ${single} end`;
  return {
    known: sql`coalesce(${single} <> '', false)`,
    plain: sql`case ${type} when 'text' then fold_text(${single}) when 'integer' then ${written} when 'real' then ${written} when 'true' then 'true' when 'false' then 'false' end`,
    ownNumber: sql`case when ${type} in ('integer', 'real') then cast(${single} as real) end`,
    number: sql`case ${type} when 'text' then number_in(fold_text(${single})) when 'integer' then cast(${single} as real) when 'real' then ${single} end`,
    // A yes or no would arrive as a number.
    hasEntry: (expected) =>
      sql`case ${type} when 'array' then list_has(${written}, ${typeof expected === "boolean" ? String(expected) : expected}) end`,
    momentsIn: (zone) => momentsOf(moment, zone),
  };
}

function momentsOf(value: SQL, zone: SQLWrapper): { from: SQL; until: SQL } {
  return { from: sql`moment_from(${value}, ${zone})`, until: sql`moment_until(${value}, ${zone})` };
}
