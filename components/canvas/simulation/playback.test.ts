import { describe, expect, it } from "vitest";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { clockAt, isTold, stepLength, trailUpTo } from "./playback.ts";

const DAY_MS = 86_400_000;

function step(nodeId: string, at: number, port: string | null): SimulatedStep {
  return {
    ...{ nodeId, at, port, visit: 0, text: "", kind: "arrive", untilAt: null, intention: null },
    ...{ why: null, sending: null, keepsAnswerAs: "", event: null, change: null, message: null, missing: [] },
  };
}

const graph: Graph = {
  nodes: [],
  edges: [
    { id: "start:next", from: "start", port: "next", to: "wait" },
    { id: "wait:next", from: "wait", port: "next", to: "mail" },
    { id: "mail:next", from: "mail", port: "next", to: "end" },
  ],
};
const steps = [step("start", 0, "next"), step("wait", 0, "next"), step("mail", DAY_MS, "failed")];

describe("the trail of a run", () => {
  it("is empty before the first step", () => {
    expect(trailUpTo(graph, steps, -1)).toMatchObject({ nodeId: null, edges: new Set() });
  });

  it("grows with each step", () => {
    const trail = trailUpTo(graph, steps, 1);
    expect(trail.nodeId).toBe("wait");
    expect([...trail.edges]).toEqual(["start:next", "wait:next"]);
  });

  it("goes on like a success where a failure has no way out of its own", () => {
    expect(trailUpTo(graph, steps, 2).edges).toContain("mail:next");
  });
});

describe("the fast clock", () => {
  it("runs from the step before and arrives exactly", () => {
    expect(clockAt(steps, 2, 0)).toBe(0);
    expect(clockAt(steps, 2, 0.5)).toBeGreaterThan(DAY_MS / 2);
    expect(clockAt(steps, 2, 1)).toBe(DAY_MS);
  });

  it("shows the beginning before the first step, and nothing without steps", () => {
    expect(clockAt(steps, -1, 0)).toBe(0);
    expect(clockAt([], -1, 0)).toBeNull();
  });
});

describe("the length of a step", () => {
  const told = (at: number): SimulatedStep => ({ ...step("mail", at, null), kind: "message" });

  it("is short for what has no words, and shorter at a higher speed", () => {
    const mixed = [step("start", 0, "next"), told(0)];
    expect(stepLength(mixed, 0, 1)).toBeLessThan(stepLength(mixed, 1, 1));
    expect(stepLength(mixed, 1, 4)).toBe(stepLength(mixed, 1, 1) / 4);
  });

  it("lets a run of hundreds of messages pass in a minute", () => {
    const year = Array.from({ length: 365 }, (_, day) => told(day * DAY_MS));
    const whole = year.reduce((sum, _, index) => sum + stepLength(year, index, 1), 0);
    expect(whole).toBeLessThanOrEqual(60_001);
  });

  it("counts as told what is not told by another step", () => {
    const intention = { kind: "wait-for" as const, from: 0, timeout: { amount: 1, unit: "days" as const } };
    expect(isTold({ ...step("wait", 0, null), kind: "wait", intention })).toBe(false);
    expect(isTold(told(0))).toBe(true);
  });
});
