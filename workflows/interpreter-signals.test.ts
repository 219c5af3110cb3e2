import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { type Advance, advance, startRun } from "./interpreter.ts";
import { drawGraph } from "./recipes/recipe.ts";
import type { Input } from "./run.ts";
import { DAY_MS, deepFreeze, makeFacts, NOW } from "./testing/sample-facts.ts";

const start = { id: "start", type: "signup", config: {} };
const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "There" }, to: {} });
const paid = {
  id: "wait",
  type: "wait-for",
  config: { event: "Paid" },
  to: { happened: "yes", timeout: "no" },
};
const become = {
  id: "become",
  type: "update-profile",
  config: { changes: [{ kind: "set", attribute: "plan", value: "pro" }] },
};
const isPro = { kind: "attribute", attribute: "plan", operator: "equals", value: "pro" };
const proBranch = {
  id: "branch",
  type: "branch",
  config: { paths: [{ id: "pro", label: "Pro", condition: isPro }] },
  to: { pro: "yes", otherwise: "no" },
};
const pro: Facts = makeFacts({ profile: { ...makeFacts().profile, attributes: { plan: "pro" } } });

function begin(steps: Parameters<typeof drawGraph>[0], settings = {}, facts = makeFacts()) {
  const graph = compileGraph({ ...drawGraph(steps), settings });
  const first = advance(graph, startRun(graph, { event: { order_id: "o1" } }), { kind: "start" }, facts, NOW);
  const go = (from: Advance, input: Input, now = NOW, changed = facts) =>
    advance(graph, deepFreeze(from.run), input, deepFreeze(changed), now);
  return { first, go };
}

const event = (name: string, properties = {}, depth = 0): Input => ({
  kind: "signal",
  signal: { kind: "event", event: { name, at: NOW + 1, properties, depth } },
});
const changed: Input = { kind: "signal", signal: { kind: "profile-changed" } };

describe("a signal", () => {
  it("that means nothing to a run leaves it exactly as it was", () => {
    const { first, go } = begin([start, paid, email("yes"), email("no")]);
    for (const input of [event("Other", {}, 3), changed]) {
      const heard = go(first, input);
      expect(heard).toMatchObject({ moved: false, end: null, effect: null, reasons: [], departures: [] });
      expect(heard.run).toEqual(first.run);
    }
  });

  it("that is waited for moves the run on, with what stands behind the event", () => {
    const { first, go } = begin([start, paid, email("yes"), email("no")]);
    const heard = go(first, event("Paid", {}, 2));
    expect(heard.run).toMatchObject({ nodeId: "yes", depth: 2, waiting: { kind: "effect" } });
    expect(heard.departures).toEqual([{ nodeId: "wait", visit: 1, port: "happened" }]);
    expect(heard.reasons.map(({ reason }) => reason.code)).toEqual(["wait.happened"]);
  });

  it("that ends a run and is waited for ends it", () => {
    const { first, go } = begin([start, paid, email("yes"), email("no")], {
      exitEvents: [{ event: "Paid" }],
    });
    expect(go(first, event("Paid"))).toMatchObject({
      end: { reason: { code: "run.exit-event" } },
      effect: null,
    });
  });

  it("does not move a run on that waits for its message, but may end it", () => {
    const { first, go } = begin([start, email("yes")], { exitCondition: isPro });
    expect(go(first, changed).moved).toBe(false);
    expect(go(first, changed, NOW, pro).end).toMatchObject({
      status: "exited",
      reason: { code: "run.exit-condition" },
    });
  });
});

describe("the exit rule", () => {
  const settings = { exitCondition: isPro };

  it("is looked at before the first step, on waking, and between steps", () => {
    expect(begin([start, email("yes")], settings, pro).first).toMatchObject({
      end: { reason: { code: "run.exit-condition" } },
      effect: null,
    });
    const { first, go } = begin([start, paid, email("yes"), email("no")], settings);
    const woken = go(first, { kind: "wake" }, NOW + 9 * DAY_MS, pro);
    expect(woken).toMatchObject({ end: { reason: { code: "run.exit-condition" } }, effect: null });
    const between = begin([start, become, email("yes")], settings).first;
    expect(between).toMatchObject({ end: { status: "exited" }, effect: null });
    expect(between.changes).toHaveLength(1);
  });

  it("is not looked at behind the last step: who has come to the end has finished", () => {
    expect(begin([start, become], settings).first.end?.status).toBe("finished");
  });
});

it("lets later steps see what an earlier one changed, in the order of the changes", () => {
  const { first } = begin([start, become, proBranch, email("yes"), email("no")]);
  expect(first.run.nodeId).toBe("yes");
  expect(first.changes).toEqual([
    { nodeId: "become", visit: 1, change: { kind: "set", attribute: "plan", value: "pro" } },
  ]);
});

it("tells which arm was drawn, and draws no more where one was", () => {
  const arms = [
    { id: "a", label: "A", weight: 0 },
    { id: "b", label: "B", weight: 1 },
  ];
  const split = { id: "split", type: "split", config: { arms }, to: { a: "yes", b: "no" } };
  const steps = [start, split, email("yes"), email("no")];
  expect(begin(steps).first.arms).toEqual([{ nodeId: "split", arm: "b" }]);
  const again = begin(steps, {}, makeFacts({ assignments: { split: "a" } })).first;
  expect(again.arms).toEqual([]);
  expect(again.run.nodeId).toBe("yes");
});

describe("a move to another version", () => {
  const steps = [start, paid, email("yes"), email("no")];

  it("takes the chosen step at once", () => {
    const { first, go } = begin(steps);
    const moved = go(first, { kind: "move", to: "no" });
    expect(moved.run).toMatchObject({ nodeId: "no", visit: 2, waiting: { kind: "effect" } });
    expect(moved.departures).toEqual([{ nodeId: "wait", visit: 1, port: null }]);
    expect(moved.arrivals).toEqual([{ nodeId: "no", visit: 2 }]);
  });

  it("ends where the new version says that people like this one leave", () => {
    const { first, go } = begin(steps, { exitCondition: isPro });
    const moved = go(first, { kind: "move", to: "no" }, NOW, pro);
    expect(moved).toMatchObject({ end: { status: "exited" }, effect: null });
  });
});
