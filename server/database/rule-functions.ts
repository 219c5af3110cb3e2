import type SqliteConnection from "better-sqlite3";
import { asNumber, compareValues } from "#workflows/compare-values.ts";
import { stretchOf } from "#workflows/dates-of.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { readPath } from "#workflows/read-path.ts";

/** Dates repeat, and the calendar is slow. */
const MOMENTS_KEPT_MAX = 20_000;
const NO_ZONE = { now: 0, zone: "UTC" };

type Stored = string | number | bigint | Buffer | null;

/**
 * Gives SQLite what rules over profiles need beyond its own functions, so that a rule means the same in a query as where
 * it is evaluated. Null where there is no answer.
 */
export function addRuleFunctions(connection: SqliteConnection.Database): void {
  const add = (name: string, answer: (...values: Stored[]) => Stored) =>
    connection.function(name, { deterministic: true, varargs: false }, answer);
  const moments = new Map<string, { from: number; until: number } | null>();

  /** A text in lower case; SQLite's own knows ASCII only. */
  add("fold_text", (text) => (typeof text === "string" ? text.toLowerCase() : null));
  /** The number that a text in lower case stands for. */
  add("number_in", (text) => {
    const number = asNumber(text);
    return Number.isNaN(number) ? null : number;
  });
  /** When a text or a number is: the first moment of it in a zone, and the first one after it. */
  add("moment_from", (value, zone) => momentOf(value, zone)?.from ?? null);
  add("moment_until", (value, zone) => momentOf(value, zone)?.until ?? null);
  /** What stands in JSON at a path as rules write it, as JSON. */
  add("json_at", (json, path) => {
    const value = readPath(JSON.parse(String(json)), String(path));
    return value === undefined ? null : JSON.stringify(value);
  });
  /** Whether a list in JSON has an entry that is the same as a value. */
  add("list_has", (list, expected) =>
    compareValues(JSON.parse(String(list)), "contains", expected, NO_ZONE) ? 1 : 0,
  );
  add("phone_address", (phone) => phoneAddress(typeof phone === "string" ? phone : null));

  function momentOf(value: Stored, zone: Stored) {
    const key = `${typeof value} ${value} ${zone}`;
    let moment = moments.get(key);
    if (moment === undefined) {
      moment = stretchOf(value, String(zone));
      if (moments.size >= MOMENTS_KEPT_MAX) moments.clear();
      moments.set(key, moment);
    }
    return moment;
  }
}
