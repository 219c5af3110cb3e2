import { type SQL, sql } from "drizzle-orm";
import { compareValues } from "#workflows/compare-values.ts";
import type { AttributeRule, Condition, DataRule } from "#workflows/condition.ts";
import { findField } from "#workflows/read-path.ts";
import { compileComparison } from "./compile-comparison.ts";
import { compileEvent, compileMeasure, compileOccurred } from "./compile-event.ts";
import {
  compileLifecycle,
  compileMessage,
  compileReachable,
  compileSegment,
  compileTag,
  compileWorkflow,
} from "./compile-standing.ts";
import { type Asking, zoneOf } from "./compiling.ts";
import { always, type Dialect, never, type Value } from "./dialect.ts";

/**
 * A rule as an expression over `profiles p` that is true or false and never null: true for the very profiles for which
 * `holds` says so. Values are bound, and no text of a rule becomes a part of the query.
 */
export function compileCondition(rule: Condition, asking: Asking): SQL {
  switch (rule.kind) {
    case "all":
      return sql`(${sql.join(
        rule.of.map((part) => compileCondition(part, asking)),
        sql` and `,
      )})`;
    case "any":
      return sql`(${sql.join(
        rule.of.map((part) => compileCondition(part, inside(asking))),
        sql` or `,
      )})`;
    case "not":
      return sql`(not ${compileCondition(rule.of, inside(asking))})`;
    case "attribute":
      return compileAttribute(rule, asking);
    case "data":
      return compileData(rule, asking);
    case "reachable":
      return compileReachable(rule, asking);
    case "event":
      return compileEvent(rule, asking);
    case "measure":
      return compileMeasure(rule, asking);
    case "occurred":
      return compileOccurred(rule, asking);
    case "message":
      return compileMessage(rule, asking);
    case "workflow":
      return compileWorkflow(rule, asking);
    case "segment":
      return compileSegment(rule, asking);
    case "lifecycle":
      return compileLifecycle(rule, asking);
    case "tag":
      return compileTag(rule, asking);
  }
}

/**
 * PostgreSQL joins what has to hold of everybody at once; a list of people beside an "or", or behind a "not", it would
 * walk through again for every profile.
 */
function inside(asking: Asking): Asking {
  return asking.dialect.engine === "postgres" ? { ...asking, for: "each" } : asking;
}

function compileAttribute({ attribute, operator, value }: AttributeRule, asking: Asking): SQL {
  const asked = { now: sql`cast(${asking.now} as bigint)`, zone: zoneOf(asking) };
  return compileComparison(asking.dialect, attributeOf(asking.dialect, attribute), operator, value, asked);
}

function attributeOf(dialect: Dialect, name: string): Value {
  const field = findField(name);
  if (field === undefined) return dialect.valueAt(sql`p.attributes`, name);
  const column = sql.raw(`p.${columns[field]}`);
  return field === "createdAt" || field === "lastSeenAt"
    ? dialect.timeValue(column)
    : dialect.textValue(column);
}

const columns = {
  externalId: "external_id",
  email: "email",
  phone: "phone",
  name: "name",
  timezone: "timezone",
  locale: "locale",
  createdAt: "created_at",
  lastSeenAt: "last_seen_at",
};

/** Nobody brings values of a run here. */
function compileData({ operator, value }: DataRule, { now, shopTimezone }: Asking): SQL {
  return compareValues(undefined, operator, value, { now, zone: shopTimezone }) ? always : never;
}
