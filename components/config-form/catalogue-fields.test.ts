import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "#workflows/catalogue.ts";
import { workflowSettings } from "#workflows/settings.ts";
import { validateGraph } from "#workflows/validate.ts";
import { type ControlKind, fieldsOf } from "./fields.ts";
import { problemsOf, textFields } from "./variants.ts";

/** What the label and the control say together: choices name what can be chosen, and rows say what belongs into them. */
const speaksForItself: ReadonlySet<ControlKind> = new Set<ControlKind>([
  ...(["choice", "switch", "weekdays", "time-of-day", "local-date-time", "duration", "cron"] as const),
  ...([
    "condition",
    "condition-paths",
    "split-arms",
    "cap-rules",
    "hook",
    "segment",
    "email-design",
  ] as const),
]);

const forms = [
  ...catalogue.map(({ type, config }) => ({ type, config })),
  { type: "the settings", config: workflowSettings },
];

describe.each(forms)("the form of $type", ({ config }) => {
  it("tells with every field that is not obvious what belongs there", () => {
    const bare = fieldsOf(config).filter(
      ({ control, help, placeholder }) => !speaksForItself.has(control) && !help && !placeholder,
    );
    expect(bare.map(({ key }) => key)).toEqual([]);
  });
});

const rubbish = fc.oneof(
  fc.constantFrom<unknown>("", null, undefined, -1, 1e9, 0.5, "x".repeat(30_000), [], [{}], {}),
  fc.anything({ maxDepth: 2 }),
);

describe.each(catalogue.map((definition) => ({ definition, type: definition.type })))(
  "whatever is entered for $type",
  ({ definition: { type, config, sample } }) => {
    const fields = fieldsOf(config).map(({ key }) => key);
    const texts = textFields(config);

    function problemsWith(entered: Record<string, unknown>) {
      const node = { id: "step", type, config: entered, position: { x: 0, y: 0 } };
      return validateGraph({ nodes: [node], edges: [] }).filter(({ code }) => code === "node.bad-config");
    }

    it("has what is wrong with it beside a field that can be seen", () => {
      if (fields.length === 0) return expect(problemsWith({ anything: 1 })).toEqual([]);
      const start = (sample ?? {}) as Record<string, unknown>;
      fc.assert(
        fc.property(fc.constantFrom(...fields), rubbish, fc.boolean(), (key, value, fromSample) => {
          const entered = { ...(fromSample ? start : {}), [key]: value };
          for (const problem of problemsWith(entered)) {
            const [shown] = texts ? problemsOf([problem], texts, null) : [problem];
            expect(fields).toContain(shown?.field?.split(".")[0]);
          }
        }),
        { numRuns: 60 },
      );
    });
  },
);
