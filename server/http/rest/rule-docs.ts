import type { Condition } from "#workflows/condition.ts";
import { PARTS_MAX, RULE_DEPTH_MAX } from "#workflows/condition-limits.ts";
import { lifecycleStages } from "#workflows/lifecycle.ts";
import { operators, RULE_DAYS_MAX } from "#workflows/operators.ts";

/** A rule of each kind that a segment may have, the simplest first. */
export const ruleExamples: Condition[] = [
  { kind: "event", event: "Order Completed", atLeast: 3, withinDays: 30 },
  { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" },
  {
    ...{ kind: "measure", event: "Order Completed", withinDays: 365 },
    ...{ of: "sum", property: "total", operator: "at-least", value: 500 },
  },
  {
    ...{ kind: "occurred", event: "Order Completed", which: "last" },
    ...{ operator: "not-in-last-days", value: 60 },
    where: [{ path: "total", operator: "greater", value: 50 }],
  },
  { kind: "message", did: "opened", channel: "email", atLeast: 1, withinDays: 90 },
  { kind: "workflow", workflowId: 42, state: "converted", withinDays: 0 },
  { kind: "segment", segmentId: 42 },
  { kind: "lifecycle", stage: "at-risk" },
  { kind: "tag", tag: "vip" },
  { kind: "reachable", channel: "email" },
  {
    kind: "all",
    of: [
      {
        kind: "any",
        of: [
          { kind: "tag", tag: "vip" },
          { kind: "lifecycle", stage: "active" },
        ],
      },
      { kind: "not", of: { kind: "event", event: "Order Refunded", atLeast: 1, withinDays: 0 } },
    ],
  },
];

const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(", ");

/** What programs have to know of rules to write one. */
export const ruleDescription = [
  "A condition: what it is about stands in `kind`; `all` and `any` hold a list of others in `of`, `not` holds one.",
  `The other kinds, of which each stands among the examples: ${code(kindsOf(ruleExamples))}.`,
  `\`operator\` is one of ${code(operators)}; \`exists\` and \`missing\` have no \`value\`, \`before\` and \`after\` a date like \`2026-05-17\`, and those about days a number of them.`,
  `\`withinDays\` looks back so many days, at most ${RULE_DAYS_MAX}, and 0 means ever; \`beforeDays\` leaves out the newest of them. \`atLeast\` counts as \`how\` says: \`at-least\` without it, \`at-most\` or \`exactly\`. \`where\` asks for properties that the event had, all of them.`,
  `A \`stage\` is one of ${code(lifecycleStages)}.`,
  `Rules stand at most ${RULE_DEPTH_MAX} deep inside each other, ${PARTS_MAX} in all.`,
].join(" ");

function kindsOf(rules: readonly Condition[]): string[] {
  return rules.map(({ kind }) => kind).filter((kind) => kind !== "all");
}
