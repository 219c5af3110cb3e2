import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { explainStep } from "./explain-step.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";

const inCity = (value: string) => ({ kind: "attribute", attribute: "city", operator: "equals", value });
const explain = (type: string, config: Record<string, unknown>) => {
  const steps = [
    { id: "start", type: "signup", config: {} },
    { id: "step", type, config },
  ];
  return explainStep(compileGraph(drawGraph(steps)), "step", makeFacts(), {}, NOW);
};

describe("a step that chooses a way", () => {
  it("lists the paths of a branch up to the one that is taken", () => {
    const paths = ["Paris", "Berlin", "Rome"].map((city) => ({
      ...{ id: city.toLowerCase(), label: city, condition: inCity(city) },
    }));
    const shown = explain("branch", { paths });
    expect(
      shown?.kind === "paths" && shown.paths.map(({ label, verdict }) => [label, verdict.holds]),
    ).toEqual([
      ["Paris", false],
      ["Berlin", true],
    ]);
  });

  it("tells the shares of a split, the holdout taken off", () => {
    const arms = [
      { id: "a", label: "A", weight: 1 },
      { id: "b", label: "B", weight: 3 },
    ];
    expect(explain("split", { arms, holdoutPercent: 20 })).toEqual({
      kind: "lots",
      arms: [
        { label: "A", percent: 20 },
        { label: "B", percent: 60 },
      ],
      holdoutPercent: 20,
    });
  });

  it("judges the condition that is waited for", () => {
    const rome = inCity("Rome");
    expect(explain("wait-for", { what: "condition", condition: rome })).toMatchObject({
      kind: "condition",
      verdict: { holds: false, seen: { value: "Berlin" } },
    });
  });

  it("has nothing to explain where nothing is chosen", () => {
    expect(explain("wait-for", { event: "Order Completed" })).toBeNull();
    expect(explain("delay", {})).toBeNull();
  });
});
