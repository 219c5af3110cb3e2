import { type SQL, sql } from "drizzle-orm";
import { compareValues } from "#workflows/compare-values.ts";
import type { EventRule, MeasureRule, OccurredRule, PropertyRule } from "#workflows/condition.ts";
import { windowOf } from "#workflows/rule-window.ts";
import { compileComparison } from "./compile-comparison.ts";
import { type Asking, among, timeWithin, zoneOfProfile } from "./compiling.ts";

type WhichEvents = Pick<EventRule, "event" | "where">;
type Span = Pick<EventRule, "withinDays" | "beforeDays">;

const EVERY: Span = { withinDays: 0 };
const PROFILE = sql`e.profile_id`;

/** Whether an event happened so often. */
export function compileEvent(rule: EventRule, asking: Asking): SQL {
  const { how = "at-least", atLeast } = rule;
  const events = eventsOf(rule, rule, asking);
  if (how === "at-most") return sql`(not ${among(asking, PROFILE, events, sql`count(*) > ${atLeast}`)})`;
  if (how === "exactly") return among(asking, PROFILE, events, sql`count(*) = ${atLeast}`);
  return among(asking, PROFILE, events, atLeast === 1 ? null : sql`count(*) >= ${atLeast}`);
}

/** What a property of events comes to, over those that have a number there. */
export function compileMeasure(rule: MeasureRule, asking: Asking): SQL {
  const { dialect } = asking;
  const { ownNumber } = dialect.valueAt(sql`e.properties`, rule.property);
  const events = sql`${eventsOf(rule, rule, asking)} and ${ownNumber} is not null`;
  const measured = {
    sum: inMillionths(sql`sum(${ownNumber})`),
    average: inMillionths(sql`(sum(${ownNumber}) / count(${ownNumber}))`),
    max: sql`max(${ownNumber})`,
    min: sql`min(${ownNumber})`,
  };
  const comparison = sql`${measured[rule.of]} ${signs[rule.operator]} ${dialect.number(rule.value)}`;
  const asked = { now: asking.now, zone: asking.shopTimezone };
  // A sum of nothing is 0, which all the others have.
  return rule.of === "sum" && compareValues(0, rule.operator, rule.value, asked)
    ? sql`(not ${among(asking, PROFILE, events, sql`not (${comparison})`)})`
    : among(asking, PROFILE, events, comparison);
}

/** As the evaluator rounds what was added up. */
function inMillionths(number: SQL): SQL {
  const rounded = sql`floor(abs(${number}) * 1000000 + 0.5) / 1000000`;
  return sql`(case when ${number} < 0 then -(${rounded}) else ${rounded} end)`;
}

const signs = {
  "at-least": sql`>=`,
  "at-most": sql`<=`,
  greater: sql`>`,
  less: sql`<`,
  equals: sql`=`,
};

/** When an event happened for the first or the last time. */
export function compileOccurred(rule: OccurredRule, asking: Asking): SQL {
  const at = rule.which === "first" ? sql`min(e.at)` : sql`max(e.at)`;
  const asked = { now: sql`cast(${asking.now} as bigint)`, zone: zoneOfProfile(asking, PROFILE) };
  const { operator, value } = rule;
  const holds = compileComparison(asking.dialect, asking.dialect.timeValue(at), operator, value, asked);
  return among(asking, PROFILE, eventsOf(rule, EVERY, asking), holds);
}

/** The events that count, as the rest of a query that begins with `select …`. */
function eventsOf({ event, where = [] }: WhichEvents, span: Span, asking: Asking): SQL {
  const name = sql`e.name_id = (select id from event_names where name = ${event})`;
  const rules = where.map((rule) => sql` and ${matches(rule, asking)}`);
  return sql`from events e where ${name}${timeWithin(sql`e.at`, windowOf(span, asking.now))}${sql.join(rules)}`;
}

/** Days are counted from when the event happened. */
function matches({ path, operator, value }: PropertyRule, asking: Asking): SQL {
  const { dialect } = asking;
  const asked = { now: sql`e.at`, zone: zoneOfProfile(asking, PROFILE) };
  return compileComparison(dialect, dialect.valueAt(sql`e.properties`, path), operator, value, asked);
}
