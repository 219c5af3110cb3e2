import { expect, it } from "vitest";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { RunDetails } from "./outputs.ts";
import { failedOnTheWay, trailOf } from "./run-trail.ts";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hi", body: "Hi" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
]);
const visit = (number: number, nodeId: string, port: string | null) => ({
  visit: number,
  nodeId,
  port,
  arrivedAt: 0,
  leftAt: port === null ? null : 1,
});
const message = (id: number, number: number, status: "failed" | "sent") =>
  ({ id, nodeId: "hello", visit: number, status }) as RunDetails["messages"][number];

it("marks the way that was taken, also past a failure that has no way of its own", () => {
  const trail = trailOf(graph, {
    status: "active",
    nodeId: "wait",
    visits: [visit(0, "signup", "next"), visit(1, "hello", "failed"), visit(2, "wait", null)],
    messages: [message(1, 1, "failed")],
  });
  expect([...trail.edges]).toEqual(["signup:next", "hello:next"]);
  expect(trail.current).toBe("wait");
  expect([...trail.failed]).toEqual(["hello"]);
});

it("forgets a failure after a retry that went well", () => {
  const trail = trailOf(graph, {
    status: "finished",
    nodeId: "hello",
    visits: [visit(0, "signup", "next"), visit(1, "hello", "failed"), visit(2, "hello", "next")],
    messages: [message(1, 1, "failed"), message(2, 2, "sent")],
  });
  expect(trail.failed.size).toBe(0);
  expect(trail.current).toBeNull();
});

it("marks the step at which a run broke off", () => {
  const trail = trailOf(graph, { status: "failed", nodeId: "hello", visits: [], messages: [] });
  expect([...trail.failed]).toEqual(["hello"]);
});

it("tells failures that the run went on after from that of the step where it ended", () => {
  const messages = [message(1, 1, "failed"), message(2, 3, "sent"), message(3, 5, "failed")];
  expect(failedOnTheWay({ visit: 5, messages })).toEqual([]);
  expect(failedOnTheWay({ visit: 6, messages }).map(({ id }) => id)).toEqual([3]);
  expect(failedOnTheWay({ visit: 4, messages: messages.slice(0, 2) })).toEqual([]);
});
