import { type SQL, sql } from "drizzle-orm";
import { asNumber } from "#workflows/compare-values.ts";
import type { Dialect, Value } from "./dialect.ts";
import { dayMoments, textMoments } from "./postgres-moments.ts";
import { valueAt } from "./postgres-paths.ts";

/** White space as programs trim it. */
const WHITE =
  " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
/** As in workflows/compare-values.ts. */
const NUMBER = "^[+-]?([0-9]{1,200}([.][0-9]{0,200})?|[.][0-9]{1,200})(e[+-]?[0-9]{1,2})?$";
/** As in workflows/phone-address.ts. */
const PHONE = "^[+][1-9][0-9]{6,14}$";
const PHONE_MARKS = `[${WHITE}().\u2010-\u2015/-]`;
/** What a Date can hold. */
const MOMENT_MAX_MS = "8640000000000000";

const nothing = sql`null::float8`;

/** `zones`: the names in lower case of those that the server knows. */
export const postgresDialect = (zones: readonly string[]): Dialect => ({
  engine: "postgres",
  valueAt: (json, path) => jsonValue(valueAt(json, path)),
  textValue: (column) => ({
    known: sql`coalesce(${column} <> '', false)`,
    plain: folded(column),
    ownNumber: nothing,
    number: numberIn(column),
    hasEntry: () => sql`null::boolean`,
    momentsIn: (zone) => textMoments(trimmed(column), zone),
  }),
  timeValue: (column) => ({
    known: sql`(${column} is not null)`,
    plain: sql`${column}::text`,
    ownNumber: sql`${column}::float8`,
    number: sql`${column}::float8`,
    hasEntry: () => sql`null::boolean`,
    momentsIn: () => ({ from: column, until: sql`(${column} + 1)` }),
  }),
  zone: (column, shopTimezone) =>
    // An offset as a zone has its sign the other way round here, and a zone that is not known would be an error.
    sql`case when ${column} ~ '^[+-][0-9]' then translate(${column}, '+-', '-+')
      when lower(${column}) = any(${`{${zones.join(",")}}`}::text[]) then ${column} else ${shopTimezone}::text end`,
  dayIn: dayMoments,
  listHasText: (json, key, text) =>
    sql`(jsonb_typeof(${json} -> ${key}::text) = 'array' and (${json} -> ${key}::text) @> jsonb_build_array(${text}::text))`,
  phoneAddress: (column) => {
    const marked = sql`regexp_replace(${column}, ${PHONE_MARKS}, '', 'g')`;
    const number = sql`regexp_replace(${marked}, '^00', '+')`;
    return sql`case when ${number} ~ ${PHONE} then ${number} end`;
  },
  placeOf: (part, text) => sql`strpos(${text}, ${part}::text)`,
  endOf: (text, characters) => sql`right(${text}, ${characters}::int)`,
  number: (value) => sql`${value}::float8`,
});

function jsonValue(value: SQL): Value {
  const type = sql`jsonb_typeof(${value})`;
  const text = sql`(${value} #>> '{}')`;
  const ownNumber = sql`case when ${type} = 'number' then ${text}::numeric::float8 end`;
  return {
    known: sql`coalesce(${type} <> 'null' and ${value} <> '""'::jsonb, false)`,
    plain: plainOf(value),
    ownNumber,
    number: sql`case ${type} when 'number' then ${text}::numeric::float8 when 'string' then ${numberIn(text)} end`,
    hasEntry: (expected) => {
      const plain = String(expected).toLowerCase();
      const number = sql`case when jsonb_typeof(entry) = 'number' then (entry #>> '{}')::numeric::float8 end`;
      return sql`case when ${type} = 'array' then exists (select 1 from jsonb_array_elements(case when ${type} = 'array' then ${value} else '[]'::jsonb end) entry where ${plainOf(sql`entry`)} = ${plain}::text or ${number} = ${asNumber(expected)}::float8) end`;
    },
    momentsIn: (zone) => {
      const moments = textMoments(trimmed(sql`case when ${type} = 'string' then ${text} end`), zone);
      const number = momentOfNumber(ownNumber);
      return {
        from: sql`case when ${type} = 'number' then ${number} else ${moments.from} end`,
        until: sql`case when ${type} = 'number' then ${number} + 1 else ${moments.until} end`,
      };
    },
  };
}

/** A single value as a program writes it, in lower case. */
function plainOf(value: SQL): SQL {
  const text = sql`(${value} #>> '{}')`;
  return sql`case jsonb_typeof(${value}) when 'string' then ${folded(text)} when 'number' then ${written(sql`${text}::numeric`)} when 'boolean' then ${text} end`;
}

/** ICU knows the letters of every language, whatever the database was made with. */
function folded(text: SQL): SQL {
  return sql`(lower(${text} collate "und-x-icu") collate "C")`;
}

/** Large and small numbers have an exponent, which PostgreSQL gives two digits at least. */
function written(number: SQL): SQL {
  return sql`case when ${number} <> 0 and (abs(${number}) >= 1e21 or abs(${number}) < 1e-6) then regexp_replace(${number}::float8::text, 'e([+-])0', 'e\\1') else trim_scale(${number})::text end`;
}

function numberIn(text: SQL): SQL {
  const number = trimmed(text);
  return sql`case when ${number} ~* ${NUMBER} then ${number}::float8 end`;
}

function trimmed(text: SQL): SQL {
  return sql`btrim(${text}, ${WHITE})`;
}

function momentOfNumber(number: SQL): SQL {
  return sql`case when abs(${number}) <= ${MOMENT_MAX_MS}::float8 then floor(${number})::bigint end`;
}
