import { expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import type { SendFacts } from "./decide-send.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { simulate } from "./simulate.ts";
import { DAY_MS, makeFacts, NOW } from "./testing/sample-facts.ts";

const start = { id: "start", type: "signup", config: {} };
const email = { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } };
const wait = { id: "wait", type: "delay", config: { duration: { amount: 365, unit: "days" } } };
const push = { id: "push", type: "send-web-push", config: { title: "Hi" } };
const allowed: SendFacts = {
  sendingOff: false,
  workflowPaused: false,
  runActive: true,
  suppressed: null,
  consent: "granted",
  consentRule: "granted",
};

it("tells a year in the order in which it happens", () => {
  const graph = compileGraph(drawGraph([start, email, wait, push]));
  const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW);
  const later = NOW + 365 * DAY_MS;
  expect(steps.map(({ kind, nodeId, at }) => [kind, nodeId, at])).toEqual([
    ["leave", "start", NOW],
    ["arrive", "email", NOW],
    ["message", "email", NOW],
    ["leave", "email", NOW],
    ["arrive", "wait", NOW],
    ["wait", "wait", NOW],
    ["leave", "wait", later],
    ["arrive", "push", later],
    ["message", "push", later],
    ["leave", "push", later],
  ]);
  expect(end).toEqual({ status: "finished", reason: { code: "run.finished" }, at: later });
});

it("says why a message would not go out, and goes on", () => {
  const graph = compileGraph(drawGraph([start, email, push]));
  const { steps, end } = simulate(
    graph,
    {},
    makeFacts(),
    ({ channel }) => (channel === "email" ? { ...allowed, consent: "withdrawn" } : allowed),
    NOW,
  );
  const notes = steps.flatMap((step) => (step.kind === "note" ? [step.reason.code] : []));
  expect(notes).toEqual(["message.withdrawn"]);
  expect(steps.filter(({ kind }) => kind === "message").map(({ nodeId }) => nodeId)).toEqual(["push"]);
  expect(end?.status).toBe("finished");
});

it("cuts off a workflow that never ends", () => {
  const graph = compileGraph(drawGraph([start, email, { ...wait, to: { next: "email" } }]));
  const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW);
  expect(end).toBeNull();
  expect(steps.filter(({ kind }) => kind === "wait")).toHaveLength(100);
});
