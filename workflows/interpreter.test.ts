import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { type Advance, advance, breakOff, STEPS_PER_ADVANCE_MAX, startRun } from "./interpreter.ts";
import { drawGraph } from "./recipes/recipe.ts";
import type { EffectOutcome, Input, RunState } from "./run.ts";
import { randomGraph } from "./testing/random-graph.ts";
import { DAY_MS, deepFreeze, HOUR_MS, makeFacts, NOW } from "./testing/sample-facts.ts";

const start = { id: "start", type: "signup", config: {} };
const email = { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } };
const wait = { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } };
const push = { id: "push", type: "send-web-push", config: { title: "Hi" } };
const leave = { id: "leave", type: "exit", config: {} };

type Steps = Parameters<typeof drawGraph>[0];

/** A run that has begun, to be given further inputs. */
function begin(steps: Steps, facts: Facts = makeFacts()) {
  const graph = compileGraph(drawGraph(steps));
  const run = startRun(graph, { event: { source: "test" } });
  const first = advance(graph, run, { kind: "start" }, facts, NOW);
  const go = (from: Advance, input: Input, now = NOW, changed = facts) =>
    advance(graph, deepFreeze(from.run), input, deepFreeze(changed), now);
  return { graph, first, go };
}

const ended = (outcome: EffectOutcome): Input => ({ kind: "effect-ended", outcome });

it("goes from the trigger to the first message, and says what it wants sent", () => {
  const { first } = begin([start, email, wait]);
  expect(first).toMatchObject({
    run: { nodeId: "email", visit: 1, waiting: { kind: "effect" }, data: { event: { source: "test" } } },
    end: null,
    effect: { nodeId: "email", visit: 1, content: { channel: "email", subject: "Hi" } },
    arrivals: [{ nodeId: "email", visit: 1 }],
    departures: [{ nodeId: "start", visit: 0, port: "next" }],
  });
});

it("needs a trigger to begin", () => {
  expect(() => startRun(compileGraph(drawGraph([email])), {})).toThrow("trigger");
});

describe("the answer of a webhook", () => {
  const ask = {
    id: "ask",
    type: "call-webhook",
    config: { url: "https://points.example", answerName: "points" },
    to: { next: "rich", failed: "rich" },
  };
  const condition = { kind: "data", path: "webhooks.points.body.total", operator: "greater", value: 100 };
  const rich = {
    id: "rich",
    type: "branch",
    config: { paths: [{ id: "yes", label: "Many", condition }] },
    to: { yes: "email", otherwise: "leave" },
  };
  const steps = [start, ask, rich, { ...email, to: {} }, { ...leave, to: {} }];
  const answered = (total: number): Input => ({
    kind: "effect-ended",
    outcome: "sent",
    answer: { status: 200, body: { total } },
  });

  it("is an input: the steps behind it decide by it, each time alike", () => {
    const { first, go } = begin(steps);
    expect(go(first, answered(120)).run.nodeId).toBe("email");
    expect(go(first, answered(120))).toEqual(go(first, answered(120)));
    expect(go(first, answered(5)).run.nodeId).toBe("leave");
    expect(go(first, ended("failed")).run).toMatchObject({ nodeId: "leave", data: first.run.data });
    expect(go(first, answered(120)).run.data).toEqual({
      event: { source: "test" },
      webhooks: { points: { status: 200, body: { total: 120 } } },
    });
  });

  it("is told where it could not be kept, and forgotten by a step that does not keep it", () => {
    const { first, go } = begin(steps);
    const problem = { code: "webhook.answer-not-json" as const };
    const told = go(first, { kind: "effect-ended", outcome: "sent", answer: { status: 200, problem } });
    expect(told.reasons[0]).toEqual({ nodeId: "ask", visit: 1, reason: problem });
    const forgetful = begin([
      start,
      { ...ask, config: { url: "https://points.example" } },
      ...steps.slice(2),
    ]);
    expect(forgetful.go(forgetful.first, answered(120)).run).toMatchObject({
      nodeId: "leave",
      data: { event: { source: "test" } },
    });
  });
});

describe("a wait", () => {
  it("ends at the same time of day, and the run goes on to its end", () => {
    const { first, go } = begin([start, wait, email]);
    expect(first.run.waiting).toMatchObject({ kind: "time", until: NOW + 2 * DAY_MS });
    expect(first.effect).toBeNull();
    const woken = go(first, { kind: "wake" }, NOW + 2 * DAY_MS);
    expect(woken.run).toMatchObject({ nodeId: "email", visit: 2, waiting: { kind: "effect" } });
    const done = go(woken, ended("sent"));
    expect(done.end).toEqual({ status: "finished", reason: { code: "run.finished" } });
    expect(done.run.waiting).toBeNull();
  });

  it("goes on waiting when it is woken early", () => {
    const { first, go } = begin([start, wait, email]);
    const early = go(first, { kind: "wake" }, NOW + DAY_MS);
    expect(early.run).toEqual(first.run);
    expect([early.arrivals, early.departures, early.effect, early.end]).toEqual([[], [], null, null]);
  });

  it("follows a person who has moved to another zone in the meantime", () => {
    const { first, go } = begin([start, wait, email], at("Europe/Berlin"));
    // Two days later at the same time of day; in New York the clocks do not change in between.
    const before = Date.UTC(2026, 2, 28, 10);
    const graph = compileGraph(drawGraph([start, wait, email]));
    const overChange = advance(graph, startRun(graph, {}), { kind: "start" }, at("Europe/Berlin"), before);
    const berlin = before + 2 * DAY_MS - HOUR_MS;
    expect(overChange.run.waiting).toMatchObject({ until: berlin });
    const moved = go(overChange, { kind: "wake" }, berlin, at("America/New_York"));
    expect(moved.run.waiting).toMatchObject({ kind: "time", until: berlin + HOUR_MS });
    expect(go(moved, { kind: "wake" }, berlin + HOUR_MS, at("America/New_York")).run.nodeId).toBe("email");
    expect(go(first, { kind: "wake" }, NOW + 2 * DAY_MS, at(null)).run.nodeId).toBe("email");
  });

  it("cannot end where nothing waits for a time", () => {
    const { first, go } = begin([start, email]);
    expect(() => go(first, { kind: "wake" })).toThrow("not waiting for a time");
  });
});

describe("what became of a message", () => {
  const connected: Steps = [start, { ...email, to: { next: "push", failed: "leave" } }, push, leave];

  it.each(["sent", "skipped", "unknown"] as const)("%s: goes on", (outcome) => {
    const { first, go } = begin(connected);
    expect(go(first, ended(outcome)).run.nodeId).toBe("push");
  });

  it("failed: takes the failed path", () => {
    const { first, go } = begin(connected);
    const failed = go(first, ended("failed"));
    expect(failed.end).toEqual({ status: "exited", reason: { code: "run.exit-node" } });
    expect(failed.departures).toEqual([
      { nodeId: "email", visit: 1, port: "failed" },
      { nodeId: "leave", visit: 2, port: null },
    ]);
  });

  it("failed, with nothing drawn for it: goes on as if it had been sent, and says that it failed", () => {
    const { first, go } = begin([start, email, push]);
    const failed = go(first, ended("failed"));
    expect(failed.run.nodeId).toBe("push");
    expect(failed.departures).toEqual([{ nodeId: "email", visit: 1, port: "failed" }]);
  });

  it("failed, with nothing behind it at all: finishes", () => {
    const { first, go } = begin([start, email]);
    expect(go(first, ended("failed")).end?.status).toBe("finished");
  });
});

it("passes by what somebody cannot get, and says why", () => {
  const nowhere = makeFacts({ reachable: { email: false, webPush: false, phone: false } });
  const { first } = begin([start, email, push, wait], nowhere);
  expect(first.run.nodeId).toBe("wait");
  expect(first.effect).toBeNull();
  expect(first.reasons.map(({ nodeId, visit, reason }) => [nodeId, visit, reason.code])).toEqual([
    ["email", 1, "message.no-email"],
    ["push", 2, "message.no-push"],
  ]);
});

it.each([
  ["waiting for a time", [start, wait, email]],
  ["waiting for a message", [start, email, wait]],
] as [string, Steps][])("is ended from outside while %s", (_where, steps) => {
  const { first, go } = begin(steps);
  const reason = { code: "run.exit-event" as const, values: { event: "Order Completed" } };
  const out = go(first, { kind: "exit", reason });
  expect(out.end).toEqual({ status: "exited", reason });
  expect(out.departures).toEqual([{ nodeId: first.run.nodeId, visit: 1, port: null }]);
  expect(out.run.waiting).toBeNull();
  expect(out.effect).toBeNull();
});

describe("a version that cannot be read any more", () => {
  const unknown = { id: "old", type: "send-telegram", config: {} };

  it("ends the run at the step that is not known, and says so", () => {
    const { first } = begin([start, unknown, email]);
    expect(first.end).toEqual({ status: "failed", reason: { code: "run.node-broken" } });
    expect(first.departures.at(-1)).toEqual({ nodeId: "old", visit: 1, port: null });
  });

  it.each([{ kind: "wake" }, ended("sent")] as Input[])(
    "ends a run that is at such a step, on %j",
    (input) => {
      const { graph } = begin([start, unknown]);
      const run: RunState = { nodeId: "old", visit: 1, data: {}, waiting: { kind: "effect" } };
      expect(advance(graph, run, input, makeFacts(), NOW).end).toEqual({
        status: "failed",
        reason: { code: "run.node-missing" },
      });
    },
  );
});

it("stops in a circle that should never have been published", () => {
  const { first } = begin(
    [start, { ...push, to: { next: "push" } }],
    makeFacts({ reachable: { email: false, webPush: false, phone: false } }),
  );
  expect(first.end?.reason).toEqual({ code: "run.too-many-steps", values: { steps: STEPS_PER_ADVANCE_MAX } });
  expect(first.departures).toHaveLength(first.arrivals.length + 1);
});

it("breaks a run off where it is", () => {
  const { first } = begin([start, email]);
  expect(breakOff(deepFreeze(first.run), { code: "run.step-faulty" })).toMatchObject({
    run: { nodeId: "email", waiting: null },
    end: { status: "failed", reason: { code: "run.step-faulty" } },
    departures: [{ nodeId: "email", visit: 1, port: null }],
  });
});

it("keeps its promises on any graph, whatever becomes of the messages", () => {
  const outcomes = fc.infiniteStream(fc.constantFrom<EffectOutcome>("sent", "skipped", "failed", "unknown"));
  const people = fc.record({
    email: fc.boolean(),
    webPush: fc.boolean(),
    phone: fc.boolean(),
    city: fc.constantFrom("Berlin", "Paris", "Rome"),
  });
  fc.assert(
    fc.property(randomGraph(), people, outcomes, (drawn, { city, ...reachable }, answers) => {
      const graph = compileGraph(drawn);
      const facts = deepFreeze(
        makeFacts({ reachable, profile: { ...makeFacts().profile, attributes: { city } } }),
      );
      let run = deepFreeze(startRun(graph, {}));
      let input: Input = { kind: "start" };
      let now = NOW;
      const open = new Set([0]);
      for (let count = 0; count < 30; count++) {
        const result = advance(graph, run, input, facts, now);
        expect(advance(graph, run, input, facts, now)).toEqual(result);
        expect(
          Number(result.effect !== null) +
            Number(result.end !== null) +
            Number(result.run.waiting?.kind === "time"),
        ).toBe(1);
        for (const { visit } of result.arrivals) {
          expect(visit).toBeGreaterThan(Math.max(...open, run.visit));
          open.add(visit);
        }
        for (const { visit } of result.departures) expect(open.delete(visit)).toBe(true);
        expect(result.run.visit).toBe(run.visit + result.arrivals.length);
        if (result.end) {
          expect(result.end.reason.code).not.toBe("run.too-many-steps");
          expect([...open]).toEqual([]);
          return;
        }
        expect([...open]).toEqual([result.run.visit]);
        run = deepFreeze(result.run);
        if (run.waiting?.kind === "time") {
          expect(run.waiting.until).toBeGreaterThan(now);
          now = run.waiting.until;
          input = { kind: "wake" };
        } else input = { kind: "effect-ended", outcome: answers.next().value ?? "sent" };
      }
    }),
    { numRuns: 300 },
  );
});

function at(timezone: string | null): Facts {
  return makeFacts({ profile: { ...makeFacts().profile, timezone } });
}
