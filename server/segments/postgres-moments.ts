import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** As in workflows/dates-of.ts. Year, month, day, hour, minute, second, fraction, offset. */
const TIME =
  "^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$";

/**
 * When a text is: the first moment of it, and the first one after it, as `stretchOf` has them. A wall-clock time that a
 * zone has twice is the first of both, as long as its clocks go back by half an hour or an hour.
 */
export function textMoments(text: SQL, zone: SQLWrapper): { from: SQL; until: SQL } {
  const from = readMoment(text, zone, 0);
  return {
    from,
    until: sql`case when length(${text}) = 10 then ${readMoment(text, zone, 1)} else ${from} + 1 end`,
  };
}

/** The beginning and the end of a day in a zone. */
export function dayMoments(date: string, zone: SQLWrapper): { from: SQL; until: SQL } {
  const day = (days: number) =>
    sql`(select ${inZone(sql`((${date}::date + ${days}::int)::timestamp)`)} from ${named(zone)})`;
  return { from: day(0), until: day(1) };
}

/** The moment, some days later; null for what is no time. */
function readMoment(text: SQL, zone: SQLWrapper, days: number): SQL {
  return sql`(select case when said is null then ${inZone(sql`(day + clock)`)}
      else floor(extract(epoch from (day + clock) at time zone 'UTC') * 1000)::bigint - offset_ms end
    from (select make_date(y, mo, d) + ${days}::int as day, make_time(h, mi, least(s, 59) + fraction) as clock, said,
        case left(said, 1) when '-' then -1 else 1 end * (oh * 60 + om) * 60000 as offset_ms
      from (select m[1]::int y, m[2]::int mo, m[3]::int d, coalesce(m[4], '0')::int h, coalesce(m[5], '0')::int mi,
          coalesce(m[6], '0')::int s, ('0.' || left(coalesce(m[7], '0'), 6))::float8 fraction, m[8] as said,
          coalesce(nullif(substr(m[8], 2, 2), ''), '0')::int oh,
          coalesce(nullif(right(replace(m[8], ':', ''), -3), ''), '0')::int om
        from regexp_match(${text}, ${TIME}, 'i') m where m is not null and (m[8] is not null or strpos(${text}, 't') = 0)) parts
      where y > 0 and mo between 1 and 12 and h < 24 and mi < 60 and s <= 60 and oh < 24 and om < 60
        and d between 1 and case when mo in (4, 6, 9, 11) then 30 when mo <> 2 then 31
          when y % 4 = 0 and (y % 100 <> 0 or y % 400 = 0) then 29 else 28 end) known, ${named(zone)})`;
}

/** A row with the zone as `tz`, which is not worked out again wherever it is named. */
function named(zone: SQLWrapper): SQL {
  return sql`(select ${zone} as tz offset 0) zoned`;
}

/** Wall-clock time in the zone `tz` as milliseconds. Of an hour that comes twice PostgreSQL takes the second. */
function inZone(clock: SQL): SQL {
  const at = sql`(${clock} at time zone tz)`;
  const earlier = (span: string) => {
    const before = sql`(${at} - ${sql.raw(`interval '${span}'`)})`;
    return sql`when (${before} at time zone tz) = ${clock} then ${before}`;
  };
  return sql`floor(extract(epoch from case ${earlier("60 minutes")} ${earlier("30 minutes")} else ${at} end) * 1000)::bigint`;
}
