import type { Condition } from "#workflows/condition.ts";

/** Rules to begin with, which also show what rules can say. They are called what `segments.examples` calls them. */
export const examples = [
  {
    id: "boughtLately",
    rule: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 },
  },
  {
    id: "leftCart",
    rule: {
      kind: "all",
      of: [
        { kind: "event", event: "Product Added", atLeast: 1, withinDays: 7 },
        { kind: "not", of: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 7 } },
      ],
    },
  },
  {
    id: "bigSpenders",
    rule: {
      ...{ kind: "measure", event: "Order Completed", withinDays: 365 },
      ...{ of: "sum", property: "total", operator: "at-least", value: 500 },
    },
  },
  { id: "slippingAway", rule: { kind: "lifecycle", stage: "at-risk" } },
  {
    id: "neverOrdered",
    rule: { kind: "not", of: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 0 } },
  },
] as const satisfies readonly { id: string; rule: Condition }[];

export type ExampleId = (typeof examples)[number]["id"];

/** The example of this name; null for none, as any address may ask for one. */
export function findExample(id: string | null): (typeof examples)[number] | null {
  return examples.find((example) => example.id === id) ?? null;
}
