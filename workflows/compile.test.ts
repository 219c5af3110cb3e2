import { expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { drawGraph } from "./recipes/recipe.ts";

const graph = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } },
  {
    id: "ordered",
    type: "branch",
    config: {
      paths: [
        {
          id: "yes",
          label: "Ordered",
          condition: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 },
        },
      ],
    },
    to: { yes: "email" },
  },
  { id: "newer", type: "send-telegram", config: {} },
  { id: "broken", type: "delay", config: { duration: "soon" } },
]);

it("fills in what the form left to its defaults, and finds the way", () => {
  const compiled = compileGraph(graph);
  expect(compiled.trigger).toMatchObject({ nodeId: "start", definition: { type: "signup" } });
  expect(compiled.steps.get("email")?.config).toMatchObject({ preview: "", transactional: false });
  expect(compiled.next("start", "next")).toBe("email");
  expect(compiled.next("ordered", "yes")).toBe("email");
  expect(compiled.next("ordered", "otherwise")).toBeUndefined();
  expect(compiled.reads).toEqual([{ event: "Order Completed", withinDays: 30 }]);
});

it("leaves out what it cannot read, instead of failing everybody", () => {
  expect([...compileGraph(graph).steps.keys()]).toEqual(["email", "ordered"]);
  expect(compileGraph({ nodes: [], edges: [] }).trigger).toBeNull();
});

it("reads the workflow's settings, and the counts that its exit rule needs", () => {
  const rule = { kind: "event", event: "Refunded", atLeast: 2, withinDays: 7 };
  const { settings, reads } = compileGraph({
    ...drawGraph([{ id: "start", type: "signup", config: {} }]),
    settings: { exitCondition: rule, reentry: "after-exit" },
  });
  expect(settings).toMatchObject({ exitCondition: rule, reentry: "after-exit", whenInside: "skip" });
  expect(reads).toEqual([{ event: "Refunded", withinDays: 7 }]);
  expect(compileGraph(graph).settings.reentry).toBe("once");
});

it("knows whether lots are drawn in it", () => {
  const arms = [
    { id: "a", label: "A", weight: 1 },
    { id: "b", label: "B", weight: 1 },
  ];
  const split = drawGraph([
    { id: "start", type: "signup", config: {} },
    { id: "split", type: "split", config: { arms } },
  ]);
  expect([split, graph].map((drawn) => compileGraph(drawn).assigns)).toEqual([true, false]);
});
