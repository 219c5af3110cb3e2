import { expect, it } from "vitest";
import { namedIds } from "./named-ids.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { segmentProblems } from "./segment-problems.ts";

const inside = { kind: "workflow", workflowId: 7, state: "inside", withinDays: 0 };
const member = { kind: "segment", segmentId: 3 };

it("finds what a rule names wherever it stands, with the place of it", () => {
  const rule = { kind: "all", of: [inside, { kind: "not", of: { kind: "any", of: [member] } }] };
  const found = namedIds({ paths: [{ condition: rule }] });
  expect(found.sort((a, b) => a.id - b.id)).toEqual([
    { named: "segment", id: 3, path: "paths.0.condition.of.1.of.of.0.segmentId" },
    { named: "workflow", id: 7, path: "paths.0.condition.of.0.workflowId" },
  ]);
  // Not chosen yet, or nothing that could be one.
  expect(namedIds({ segmentId: 0, of: [{ workflowId: "7" }, null, "segmentId"] })).toEqual([]);
});

it("tells a step and a setting that name what is not there any more", () => {
  const graph = {
    ...drawGraph([
      { id: "start", type: "segment-changed", config: { segmentId: 3, change: "entered" } },
      { id: "bye", type: "exit", config: {} },
    ]),
    settings: { exitCondition: inside },
  };
  const known = { segments: new Set([3]), workflows: new Set([7]) };
  expect(segmentProblems(graph, known)).toEqual([]);
  expect(segmentProblems(graph, { segments: new Set(), workflows: new Set() })).toMatchObject([
    { severity: "error", code: "segment.gone", nodeId: "start", field: "segmentId" },
    { severity: "error", code: "settings.bad", field: "exitCondition.workflowId" },
  ]);
});
