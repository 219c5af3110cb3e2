import { expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { simulate } from "./simulate.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "./testing/sample-facts.ts";
import { makeSendFacts } from "./testing/send-facts.ts";

const start = { id: "start", type: "signup", config: {} };
const email = { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } };
const wait = { id: "wait", type: "delay", config: { duration: { amount: 365, unit: "days" } } };
const push = { id: "push", type: "send-web-push", config: { title: "Hi" } };
const allowed = makeSendFacts();

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

it("lets the clock go on to the moment until which a message is held", () => {
  const graph = compileGraph(drawGraph([start, email, push]));
  const quietEnd = NOW + 9 * HOUR_MS;
  const facts = (now: number) => ({ ...allowed, quietUntil: now < quietEnd ? quietEnd : null });
  const { steps, end } = simulate(graph, {}, makeFacts(), (_content, now) => facts(now), NOW);
  const [note] = steps.filter(({ kind }) => kind === "note");
  expect(note).toMatchObject({ at: NOW, nodeId: "email", reason: { code: "message.quiet-hours" } });
  const sent = steps.filter(({ kind }) => kind === "message");
  expect(sent.map(({ nodeId }) => nodeId)).toEqual(["email", "push"]);
  for (const { at } of sent) expect(at).toBe(end?.at);
  expect(end?.at).toBeGreaterThanOrEqual(quietEnd);
});

it("leaves out a message that would be held for ever", () => {
  const graph = compileGraph(drawGraph([start, email]));
  const held = [
    { ...allowed, sendingOff: true },
    { ...allowed, quietUntil: NOW },
  ];
  for (const facts of held) {
    const { steps, end } = simulate(graph, {}, makeFacts(), () => facts, NOW);
    expect(steps.filter(({ kind }) => kind === "message")).toEqual([]);
    expect(end?.status).toBe("finished");
  }
});

it("knows later what its own steps changed", () => {
  const tag = {
    id: "tag",
    type: "update-profile",
    config: { changes: [{ kind: "add-tag", value: "told" }] },
  };
  const arms = [
    { id: "a", label: "A", weight: 1 },
    { id: "b", label: "B", weight: 1 },
  ];
  const condition = { kind: "attribute", attribute: "tags", operator: "contains", value: "told" };
  const branch = {
    id: "branch",
    type: "branch",
    config: { paths: [{ id: "told", label: "Told", condition }] },
    to: { told: "tag" },
  };
  const split = { id: "split", type: "split", config: { arms }, to: { a: "wait", b: "wait" } };
  const graph = compileGraph(drawGraph([start, tag, split, wait, branch]));
  const { steps } = simulate(graph, {}, makeFacts(), () => allowed, NOW);
  const codes = steps.flatMap((step) => (step.kind === "note" ? [step.reason.code] : []));
  expect(codes.slice(0, 5)).toEqual([
    "profile.changed",
    "split.took",
    "branch.took",
    "profile.changed",
    "split.kept",
  ]);
  expect(steps).toContainEqual(expect.objectContaining({ kind: "leave", nodeId: "branch", port: "told" }));
});

it("cuts off a workflow that never ends", () => {
  const graph = compileGraph(drawGraph([start, email, { ...wait, to: { next: "email" } }]));
  const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW);
  expect(end).toBeNull();
  expect(steps.filter(({ kind }) => kind === "wait")).toHaveLength(100);
});
