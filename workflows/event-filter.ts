import * as z from "zod/mini";
import { compareValues, hasOperand, noOperand, operators, readPath, wordComparison } from "./condition.ts";
import { fillIn } from "./fill-in.ts";
import type { TriggerEvent } from "./node.ts";
import { chain, type Phrase, phrase } from "./phrase.ts";
import type { RunData } from "./run.ts";

/** A rule over one property of an event. A text like "{{ event.order_id }}" is compared with the run's own value. */
const propertyRule = z
  .object({
    property: z.string().check(z.trim(), z.minLength(1, "Choose a property"), z.maxLength(200)),
    operator: z.enum(operators),
    value: z.optional(z.union([z.string().check(z.maxLength(1000)), z.number(), z.boolean()])),
  })
  .check(z.refine(hasOperand, noOperand));
export type PropertyRule = z.infer<typeof propertyRule>;

export const propertyRules = z._default(z.array(propertyRule).check(z.maxLength(10, "At most 10 rules")), []);

export const eventName = z.string().check(z.trim(), z.minLength(1, "Choose an event"), z.maxLength(200));

export const eventFilter = z.object({ event: eventName, where: propertyRules });
export type EventFilter = z.output<typeof eventFilter>;

/** Whether it is this event and every rule over its properties holds; `data` is the run's own, {} outside a run. */
export function matchesEvent(filter: EventFilter, event: TriggerEvent, data: RunData): boolean {
  return filter.event === event.name && matchesProperties(filter.where, event.properties, data);
}

function matchesProperties(
  rules: readonly PropertyRule[],
  properties: Record<string, unknown>,
  data: RunData,
): boolean {
  return rules.every(({ property, operator, value }) => {
    const expected = typeof value === "string" ? fillIn(value, data) : value;
    return compareValues(readPath(properties, property), operator, expected);
  });
}

/** "“Order Completed” whose total is more than 50". */
export function wordEventFilter({ event, where }: EventFilter): Phrase {
  if (where.length === 0) return phrase("“{event}”", { event });
  const rules = where.map((rule) => wordComparison(rule.property, rule.operator, rule.value));
  return phrase("“{event}” whose {rules}", { event, rules: phrase(chain(rules, "{a} and {b}")) });
}
