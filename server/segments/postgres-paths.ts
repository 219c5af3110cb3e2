import { type SQL, sql } from "drizzle-orm";

/** A key of an object, or the place of an entry in a list as a program writes it. PostgreSQL takes it as either. */
const PLACE = /^(0|[1-9]\d{0,8})$/;
/** What PostgreSQL would also take for a place: from the end of a list, or with a sign, or after a blank. */
const LIKE_PLACE = /^\s*[+-]?\d+\s*$/;
const LENGTH = "length";

/** What stands in JSON at a path as rules write it, "a.b.0": the value that `readPath` finds. */
export function valueAt(json: SQL, path: string): SQL {
  let value = json;
  let plain: string[] = [];
  for (const key of path.split(".")) {
    if (key !== LENGTH && (PLACE.test(key) || !LIKE_PLACE.test(key))) {
      plain.push(key);
      continue;
    }
    value = inside(value, plain);
    plain = [];
    const own = sql`(${value} -> ${key}::text)`;
    // A list has a length, which a path may name like a key.
    value =
      key === LENGTH
        ? sql`case when jsonb_typeof(${value}) = 'array' then to_jsonb(jsonb_array_length(${value})) else ${own} end`
        : own;
  }
  return sql`(${inside(value, plain)})`;
}

function inside(value: SQL, keys: string[]): SQL {
  if (keys.length === 0) return value;
  const path = keys.map((key) => `"${key.replace(/["\\]/g, "\\$&")}"`).join(",");
  return sql`(${value} #> ${`{${path}}`}::text[])`;
}
