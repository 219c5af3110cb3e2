import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { GRAPH_NODES_MAX } from "./graph.ts";
import { isMeasure, measureKey } from "./needs.ts";
import { drawGraph } from "./recipes/recipe.ts";
import {
  SIMULATED_ADVANCES_MAX,
  SIMULATED_STEPS_MAX,
  SIMULATED_YEARS_MAX,
  type SimulatedStep,
  simulate,
  simulateInParts,
} from "./simulate.ts";
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
  expect(end).toMatchObject({ status: "finished", reason: { code: "run.finished" }, at: later });
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
  const skipped = steps.flatMap((step) => (step.kind === "skipped" ? [step.reason.code] : []));
  expect(skipped).toEqual(["message.withdrawn"]);
  expect(steps.filter(({ kind }) => kind === "message").map(({ nodeId }) => nodeId)).toEqual(["push"]);
  expect(end?.status).toBe("finished");
});

it("lets the clock go on to the moment until which a message is held", () => {
  const graph = compileGraph(drawGraph([start, email, push]));
  const quietEnd = NOW + 9 * HOUR_MS;
  const facts = (now: number) => ({ ...allowed, quietUntil: now < quietEnd ? quietEnd : null });
  const { steps, end } = simulate(graph, {}, makeFacts(), (_content, now) => facts(now), NOW);
  const [held] = steps.filter(({ kind }) => kind === "held");
  expect(held).toMatchObject({ at: NOW, nodeId: "email", reason: { code: "message.quiet-hours" } });
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

describe("a workflow that never ends", () => {
  const circle = (duration: object) =>
    compileGraph(drawGraph([start, email, { ...wait, config: { duration }, to: { next: "email" } }]));

  it("is cut off after so many years on the clock", () => {
    const { steps, end, cutOff } = simulate(
      circle({ amount: 365, unit: "days" }),
      {},
      makeFacts(),
      () => allowed,
      NOW,
    );
    expect({ end, cutOff }).toEqual({ end: null, cutOff: "years" });
    expect(steps.filter(({ kind }) => kind === "wait")).toHaveLength(SIMULATED_YEARS_MAX + 1);
  });

  it("is cut off after so many waits and messages", () => {
    const every = circle({ amount: 1, unit: "minutes" });
    const { steps, end, cutOff } = simulate(every, {}, makeFacts(), () => allowed, NOW);
    expect({ end, cutOff }).toEqual({ end: null, cutOff: "advances" });
    const counted = steps.filter(({ kind }) => kind === "wait" || kind === "message");
    expect(counted).toHaveLength(SIMULATED_ADVANCES_MAX);
  });

  it("is cut off where nobody would read on, however many steps its circle has", () => {
    const updates = Array.from({ length: GRAPH_NODES_MAX - 2 }, (_, index) => ({
      id: `set-${index}`,
      type: "update-profile",
      config: { changes: [{ kind: "set", attribute: `a${index}`, value: "x" }] },
    }));
    const last = { ...updates.at(-1)!, to: { next: wait.id } };
    const hourly = { ...wait, config: { duration: { amount: 1, unit: "hours" } } };
    const large = compileGraph(drawGraph([start, hourly, ...updates.slice(0, -1), last]));
    const simulation = simulateInParts(large, {}, makeFacts(), () => allowed, NOW);
    let part = simulation.next(false);
    for (; !part.done; part = simulation.next(false));
    expect(part.value).toMatchObject({ end: null, cutOff: "steps" });
    expect(part.value.steps).toHaveLength(SIMULATED_STEPS_MAX);
  });

  it("is cut off between two parts when its time is up", () => {
    const simulation = simulateInParts(
      circle({ amount: 1, unit: "hours" }),
      {},
      makeFacts(),
      () => allowed,
      NOW,
    );
    expect(simulation.next(false).done).toBe(false);
    const { value } = simulation.next(true);
    expect(value).toMatchObject({ end: null, cutOff: "time" });
    expect(value?.steps.length).toBeGreaterThan(0);
  });

  it("shows all of a year in which something is sent each day", () => {
    const daily = circle({ amount: 1, unit: "days" });
    const { steps } = simulate(daily, {}, makeFacts(), () => allowed, NOW);
    const sent = steps.filter(({ kind }) => kind === "message");
    expect(sent.filter(({ at }) => at <= NOW + 365 * DAY_MS)).toHaveLength(366);
  });
});

describe("a step that is to fail", () => {
  const failing = new Set(["email"]);

  it("takes the way out for failures, or goes on where that leads nowhere", () => {
    const drawn = drawGraph([start, email, push, { ...wait, id: "sorry" }]);
    const edge = { id: "email:failed", from: "email", port: "failed", to: "sorry" };
    const graph = compileGraph({ ...drawn, edges: [...drawn.edges, edge] });
    const { steps } = simulate(graph, {}, makeFacts(), () => allowed, NOW, { failing });
    expect(steps.map(({ kind, nodeId }) => `${kind} ${nodeId}`)).toEqual(
      expect.arrayContaining(["failed email", "arrive sorry"]),
    );
    expect(steps.some(({ nodeId }) => nodeId === "push")).toBe(false);
    const straight = compileGraph(drawGraph([start, email, push]));
    const through = simulate(straight, {}, makeFacts(), () => allowed, NOW, { failing });
    expect(through.steps.filter(({ kind }) => kind === "message").map(({ nodeId }) => nodeId)).toEqual([
      "push",
    ]);
  });

  it("counts towards no limit", () => {
    const seen: number[] = [];
    const facts = (_content: unknown, _now: number, sent: readonly unknown[]) => {
      seen.push(sent.length);
      return allowed;
    };
    simulate(compileGraph(drawGraph([start, email, push])), {}, makeFacts(), facts, NOW, { failing });
    expect(seen).toEqual([0, 0]);
  });
});

it("keeps what a webhook is said to answer, and else its status alone", () => {
  const call = {
    ...{ id: "call", type: "call-webhook" },
    config: { url: "https://example.com/points", answerName: "points" },
  };
  const graph = compileGraph(drawGraph([start, call, push]));
  const carried = (answers: ReadonlyMap<string, unknown>) => {
    const { steps } = simulate(graph, {}, makeFacts(), () => allowed, NOW, { answers });
    const last = steps.findLast(({ kind }) => kind === "message");
    return last?.kind === "message" ? last.data.webhooks : null;
  };
  expect(carried(new Map([["call", { total: 3 }]]))).toEqual({ points: { status: 200, body: { total: 3 } } });
  expect(carried(new Map())).toEqual({ points: { status: 200 } });
});

describe("what happens while a run waits", () => {
  const month = { ...wait, config: { duration: { amount: 30, unit: "days" } } };
  const order = { name: "Order Completed", at: NOW + 2 * DAY_MS, properties: { total: 64 } };
  const codes = (steps: SimulatedStep[]) =>
    steps.flatMap((step) => (step.kind === "note" ? [step.reason.code] : []));

  it("ends a wait for it", () => {
    const awaited = {
      id: "wait",
      type: "wait-for",
      config: { event: order.name },
      to: { happened: "push" },
    };
    const graph = compileGraph(drawGraph([start, awaited, push]));
    const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW, { events: [order] });
    expect(steps).toContainEqual({
      ...{ kind: "event", event: order.name, nodeId: "wait" },
      ...{ at: order.at, visit: 1 },
    });
    expect(codes(steps)).toEqual(["wait.until", "wait.happened"]);
    expect(end?.at).toBe(order.at);
  });

  it("reaches the goal, and takes the person out", () => {
    const drawn = drawGraph([start, month, email]);
    const graph = compileGraph({ ...drawn, settings: { goalEvent: order.name } });
    const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW, { events: [order] });
    expect(codes(steps)).toEqual(["run.goal-counted"]);
    expect(end).toMatchObject({ status: "exited", at: order.at, reason: { code: "run.goal-reached" } });
    expect(steps.filter(({ kind }) => kind === "message")).toEqual([]);
  });

  it("keeps a message that is held from going out", () => {
    const drawn = drawGraph([start, email]);
    const graph = compileGraph({ ...drawn, settings: { exitEvents: [{ event: order.name, where: [] }] } });
    const quiet = { ...allowed, quietUntil: order.at + DAY_MS };
    const { steps, end } = simulate(graph, {}, makeFacts(), () => quiet, NOW, { events: [order] });
    expect(steps.map(({ kind }) => kind)).toContain("held");
    expect(steps.filter(({ kind }) => kind === "message")).toEqual([]);
    expect(end).toMatchObject({ at: order.at, reason: { code: "run.exit-event" } });
  });

  it("changes the person, whom the wait and the steps behind it then know", () => {
    const rule = { kind: "attribute", attribute: "tier", operator: "equals", value: "gold" };
    const awaited = {
      ...{ id: "wait", type: "wait-for" },
      config: { what: "condition", condition: rule },
      to: { happened: "push" },
    };
    const graph = compileGraph(drawGraph([start, awaited, push]));
    const changes = [{ attribute: "tier", value: "gold", at: NOW + DAY_MS }];
    const { steps, end } = simulate(graph, {}, makeFacts(), () => allowed, NOW, { changes });
    expect(steps).toContainEqual(
      expect.objectContaining({ kind: "change", attribute: "tier", nodeId: "wait" }),
    );
    expect(end?.at).toBe(NOW + DAY_MS);
    expect(steps.find(({ kind }) => kind === "message")).toMatchObject({ attributes: { tier: "gold" } });
  });

  it("is counted by the branch behind the wait, for as long as its days last", () => {
    const condition = { kind: "event", event: order.name, atLeast: 1, withinDays: 7 };
    const branch = {
      id: "branch",
      type: "branch",
      config: { paths: [{ id: "yes", label: "Has ordered", condition }] },
    };
    const behind = (days: number) => {
      const graph = compileGraph(
        drawGraph([start, { ...wait, config: { duration: { amount: days, unit: "days" } } }, branch]),
      );
      const world = { past: {}, events: [order] };
      const { steps } = simulate(graph, {}, makeFacts(), () => allowed, NOW, world);
      const taken = steps.find((step) => step.kind === "note" && step.reason.code === "branch.took");
      return taken?.kind === "note" && taken.why?.kind === "paths" ? taken.why.paths : [];
    };
    expect(behind(5)).toMatchObject([{ label: "Has ordered", verdict: { holds: true, seen: { count: 1 } } }]);
    expect(behind(30)).toMatchObject([{ verdict: { holds: false, seen: { count: 0 } } }]);
  });
});

it("tells the rule by which a run was left, with what it saw", () => {
  const drawn = drawGraph([start, wait, email]);
  const exitCondition = { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" };
  const graph = compileGraph({ ...drawn, settings: { exitCondition } });
  const { end } = simulate(graph, {}, makeFacts(), () => allowed, NOW);
  expect(end?.why).toMatchObject({
    kind: "condition",
    verdict: { holds: true, seen: { kind: "value", value: "Berlin" } },
  });
});

it("tells what a message is decided by what the run has sent before", () => {
  const graph = compileGraph(drawGraph([start, email, push]));
  const seen: number[] = [];
  simulate(
    graph,
    {},
    makeFacts(),
    (_content, _now, sent) => {
      seen.push(sent.length);
      return allowed;
    },
    NOW,
  );
  expect(seen).toEqual([0, 1]);
});

it("counts what the run itself sends, and that the person is in the workflow", () => {
  const emailed = { kind: "message", did: "received", channel: "email", atLeast: 1, withinDays: 7 };
  const inside = { kind: "workflow", workflowId: 1, state: "inside", withinDays: 0 };
  const pushed = { ...emailed, channel: "web-push" };
  const paths = [
    { id: "pushed", label: "Pushed", condition: pushed },
    { id: "emailed", label: "Emailed", condition: { kind: "all", of: [emailed, inside] } },
  ];
  const branch = { id: "branch", type: "branch", config: { paths } };
  const graph = compileGraph(drawGraph([start, email, branch]));
  const measures = Object.fromEntries(graph.reads.filter(isMeasure).map((need) => [measureKey(need), 0]));
  const { steps } = simulate(graph, {}, makeFacts({ measures }), () => allowed, NOW);
  expect(steps.at(-1)).toMatchObject({ kind: "leave", nodeId: "branch", port: "emailed" });
});
