import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { word } from "./phrase.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { defaultSettings, wordSettingNames } from "./settings.ts";

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
  expect(compiled.reads).toEqual([{ kind: "count", event: "Order Completed", withinDays: 30 }]);
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
  expect(reads).toEqual([{ kind: "count", event: "Refunded", withinDays: 7 }]);
  expect(compileGraph(graph).settings.reentry).toBe("once");
});

describe("stored settings of which some cannot be read", () => {
  const stored = (settings: unknown) =>
    compileGraph({ nodes: [], edges: [], settings: settings as Record<string, unknown> });
  const exitEvents = [{ event: "Order Completed", where: [] }];

  it("keep what can, and name the rest, which have their defaults", () => {
    const { settings, unreadable } = stored({
      exitEvents,
      quietHours: "moonlight",
      reentryDays: "9",
      goalEvent: "Paid",
    });
    expect(settings).toEqual({ ...defaultSettings, exitEvents, goalEvent: "Paid" });
    expect(unreadable).toEqual(["reentryDays", "quietHours"]);
  });

  it("name those too that contradict each other", () => {
    const { settings, unreadable } = stored({
      exitEvents,
      goalDays: 0,
      startsAt: "2026-05-01T09:00",
      endsAt: "2026-04-01T09:00",
    });
    expect(settings).toEqual({ ...defaultSettings, exitEvents, startsAt: "2026-05-01T09:00" });
    expect(unreadable).toEqual(["goalDays", "endsAt"]);
  });

  it("keep the others when a default contradicts what could be read", () => {
    const { settings, unreadable } = stored({ exitEvents, caps: "own", capRules: "few" });
    expect(settings).toEqual({ ...defaultSettings, exitEvents, caps: "own" });
    expect(unreadable).toEqual(["capRules"]);
  });

  it("are all unreadable when nothing makes sense of them", () => {
    const all = Object.keys(defaultSettings);
    expect(stored([])).toMatchObject({ settings: defaultSettings, unreadable: all });
    expect(stored("later")).toMatchObject({ settings: defaultSettings, unreadable: all });
  });

  it("do not mind what they do not know, and are words for the owner", () => {
    expect(stored({ exitEvents, newer: 1 }).unreadable).toEqual([]);
    expect(word(wordSettingNames(["exitEvents", "quietFrom"]))).toBe("Leave when this happens, From");
  });
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
