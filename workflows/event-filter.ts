import * as z from "zod/mini";
import { compareValues } from "./compare-values.ts";
import { fillIn } from "./fill-in.ts";
import type { TriggerEvent } from "./node.ts";
import { comparison, hasDate, hasDays, hasOperand, noDate, noDays, noOperand } from "./operators.ts";
import { chain, type Phrase, phrase } from "./phrase.ts";
import { readPath } from "./read-path.ts";
import type { RunData } from "./run.ts";
import { wordComparison } from "./word-comparison.ts";

/** A rule over one property of an event. A text like "{{ event.order_id }}" is compared with the run's own value. */
const propertyRule = z
  .object({
    property: z.string().check(z.trim(), z.minLength(1, "Choose a property"), z.maxLength(200)),
    ...comparison,
  })
  .check(z.refine(hasOperand, noOperand), z.refine(hasDate, noDate), z.refine(hasDays, noDays));
export type PropertyRule = z.infer<typeof propertyRule>;

export const propertyRules = z._default(z.array(propertyRule).check(z.maxLength(10, "At most 10 rules")), []);

export const eventName = z.string().check(z.trim(), z.minLength(1, "Choose an event"), z.maxLength(200));

export const eventFilter = z.object({ event: eventName, where: propertyRules });
export type EventFilter = z.output<typeof eventFilter>;

/**
 * Whether it is this event and every rule over its properties holds; `data` is the run's own, {} outside a run. Days are
 * counted from when the event happened, and dates are those of the zone.
 */
export function matchesEvent(filter: EventFilter, event: TriggerEvent, data: RunData, zone: string): boolean {
  return filter.event === event.name && matchesProperties(filter.where, event, data, zone);
}

function matchesProperties(
  rules: readonly PropertyRule[],
  { at, properties }: TriggerEvent,
  data: RunData,
  zone: string,
): boolean {
  const asked = { now: at, zone };
  return rules.every(({ property, operator, value }) => {
    const expected = typeof value === "string" ? fillIn(value, data) : value;
    return compareValues(readPath(properties, property), operator, expected, asked);
  });
}

/** "“Order Completed” whose total is more than 50". */
export function wordEventFilter({ event, where }: EventFilter): Phrase {
  if (where.length === 0) return phrase("“{event}”", { event });
  const rules = where.map((rule) => wordComparison(rule.property, rule.operator, rule.value));
  return phrase("“{event}” whose {rules}", { event, rules: phrase(chain(rules, "{a} and {b}")) });
}
