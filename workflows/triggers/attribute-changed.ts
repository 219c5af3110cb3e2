import * as z from "zod/mini";
import { compareValues } from "../compare-values.ts";
import { defineTrigger } from "../node.ts";
import { hasOperand, noOperand } from "../operators.ts";
import { type FilledPhrase, phrase } from "../phrase.ts";
import { readGiven } from "../read-path.ts";

const changes = ["any", "equals", "not-equals", "contains", "greater", "less", "exists", "missing"] as const;
const comparing = [
  "equals",
  "not-equals",
  "contains",
  "greater",
  "less",
] satisfies (typeof changes)[number][];

/** The change in a sentence about the attribute. */
const changeWords: Record<(typeof changes)[number], FilledPhrase> = {
  any: phrase("When {attribute} changes"),
  equals: phrase("When {attribute} becomes {value}"),
  "not-equals": phrase("When {attribute} stops being {value}"),
  contains: phrase("When {attribute} comes to contain {value}"),
  greater: phrase("When {attribute} rises above {value}"),
  less: phrase("When {attribute} falls below {value}"),
  exists: phrase("When {attribute} becomes known"),
  missing: phrase("When {attribute} is removed"),
};

export const attributeChanged = defineTrigger({
  type: "attribute-changed",
  label: "Attribute changes",
  icon: "user-cog",
  summary: "Starts when something that is known about a person changes.",
  guide:
    "Choose an attribute, or a field like email or name, and which change is meant. It starts at the moment of the change: who rises from 90 to 120 points rises above 100, who goes on to 130 does not do so again. A new person counts from nothing. Each person enters once, unless the workflow's settings let people in again.",
  config: z
    .object({
      attribute: z
        .string()
        .check(
          z.trim(),
          z.minLength(1, "Choose an attribute"),
          z.maxLength(200),
          z.meta({ label: "Attribute", control: "attribute-name", placeholder: "plan" }),
        ),
      operator: z._default(z.enum(changes), "any").check(
        z.meta({
          label: "Starts when it",
          options: {
            any: "Changes in any way",
            equals: "Becomes",
            "not-equals": "Stops being",
            contains: "Comes to contain",
            greater: "Rises above",
            less: "Falls below",
            exists: "Becomes known",
            missing: "Is removed",
          },
        }),
      ),
      value: z
        ._default(z.string().check(z.trim(), z.maxLength(1000)), "")
        .check(
          z.meta({ label: "Value", placeholder: "premium", when: { field: "operator", is: [...comparing] } }),
        ),
    })
    .check(
      z.refine(({ operator, value }) => operator === "any" || hasOperand({ operator, value }), noOperand),
    ),
  sample: { attribute: "plan", operator: "equals", value: "premium" },
  describe: ({ attribute, operator, value }) => ({ ...changeWords[operator], values: { attribute, value } }),
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  onProfile: ({ attribute, operator, value }, change, { zone }) => {
    const before = change.before && readGiven(change.before, attribute);
    const after = readGiven(change.after, attribute);
    if (written(before) === written(after)) return [];
    if (operator !== "any") {
      const satisfies = (known: unknown) => compareValues(known, operator, value, { now: change.at, zone });
      if (satisfies(before) || !satisfies(after)) return [];
    }
    const data = { attribute, before: before ?? null, after: after ?? null };
    return [{ kind: "start", entryKey: "once", data }];
  },
  sampleEvent: () => ({ name: "Attribute changed", properties: {} }),
  sampleData: ({ attribute }) => ({ event: {}, attribute, before: "before", after: "after" }),
});

/** A value as text, the same for the same value: a database may give the keys of an object in another order. */
function written(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
