import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { exitByRule, exitOnEvent, reachesGoal } from "./exits.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { inWords } from "./testing/in-words.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "./testing/sample-facts.ts";

const signup = { id: "start", type: "signup", config: {} };
const cart = { id: "start", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
const graphWith = (
  settings: Record<string, unknown>,
  trigger: { id: string; type: string; config: Record<string, unknown> } = signup,
) =>
  compileGraph({
    ...drawGraph([trigger, { id: "leave", type: "exit", config: {} }]),
    settings,
  });
const happened = (name: string, properties: Record<string, unknown> = {}, at = NOW) => ({
  name,
  at,
  properties,
});

it("leaves by the events of the trigger and by the workflow's own, with the event as the reason", () => {
  const where = [{ property: "order_id", operator: "equals", value: "{{ event.order_id }}" }];
  const graph = graphWith({ exitEvents: [{ event: "Refunded", where }] }, cart);
  const run = { data: { event: { order_id: "o1" } }, since: NOW };
  const reason = (event: string) => ({ code: "run.exit-event", values: { event } });
  expect(exitOnEvent(graph, happened("Order Completed"), run, "UTC")).toEqual(reason("Order Completed"));
  expect(exitOnEvent(graph, happened("Refunded", { order_id: "o1" }), run, "UTC")).toEqual(
    reason("Refunded"),
  );
  expect(exitOnEvent(graph, happened("Refunded", { order_id: "o2" }), run, "UTC")).toBeNull();
  expect(exitOnEvent(graph, happened("Product Added"), run, "UTC")).toBeNull();
});

describe("what happened before the run, and is told late,", () => {
  const ended = (graph: ReturnType<typeof compileGraph>, data: Record<string, unknown>, since?: number) =>
    [-2, -1, 0].map(
      (hours) =>
        exitOnEvent(graph, happened("Order Completed", {}, NOW + hours * HOUR_MS), { data, since }, "UTC") !==
        null,
    );
  const exitEvents = [{ event: "Order Completed" }];
  const quiet = { id: "start", type: "inactivity", config: { event: "Order Completed", days: 30 } };

  it("does not end it", () => {
    expect(ended(graphWith({ exitEvents }), {}, NOW)).toEqual([false, false, true]);
  });

  it("ends it when it happened after what the trigger rests on", () => {
    expect(ended(graphWith({}, cart), { cartChangedAt: NOW - HOUR_MS }, NOW)).toEqual([false, true, true]);
    expect(ended(graphWith({}, quiet), { quietSince: NOW - HOUR_MS }, NOW)).toEqual([false, true, true]);
    // The workflow's own rules have no such reason.
    const own = graphWith({ exitEvents }, { ...quiet, config: { event: "Seen", days: 30 } });
    expect(ended(own, { quietSince: NOW - HOUR_MS }, NOW)).toEqual([false, false, true]);
  });

  it("ends a run of which nobody knows when it began", () => {
    expect(ended(graphWith({ exitEvents }), {})).toEqual([true, true, true]);
  });
});

it("leaves by the rule when it holds, in words", () => {
  const rule = { kind: "data", path: "event.total", operator: "less", value: 10 };
  const graph = graphWith({ exitCondition: rule });
  expect(inWords(exitByRule(graph, makeFacts(), { event: { total: 9 } }, NOW))).toEqual({
    code: "run.exit-condition",
    values: { rule: "event.total is less than 10" },
  });
  expect(exitByRule(graph, makeFacts(), { event: { total: 10 } }, NOW)).toBeNull();
  expect(exitByRule(graphWith({}), makeFacts(), {}, NOW)).toBeNull();
});

describe("the goal", () => {
  const graph = graphWith({
    goalEvent: "Order Completed",
    goalWhere: [{ property: "code", operator: "equals", value: "{{ event.code }}" }],
    goalDays: 2,
  });
  // The clocks in Berlin go forward in between.
  const startedAt = Date.UTC(2026, 2, 28, 10);
  const run = { startedAt, data: { event: { code: "X1" } } };
  const reached = (at: number, code = "X1", name = "Order Completed") =>
    reachesGoal(graph, run, happened(name, { code }, at), "Europe/Berlin");

  it("is reached from the beginning until so many days later, by the person's calendar", () => {
    const over = startedAt + 2 * DAY_MS - HOUR_MS;
    expect([startedAt - 1, startedAt, over - 1, over].map((at) => reached(at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("is not reached by another event, another value, or without a goal", () => {
    expect(reached(startedAt, "X2")).toBe(false);
    expect(reached(startedAt, "X1", "Order Refunded")).toBe(false);
    expect(reachesGoal(graphWith({}), run, happened("", {}, startedAt), "UTC")).toBe(false);
  });
});
