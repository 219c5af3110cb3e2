import { describe, expect, it } from "vitest";
import { word } from "../phrase.ts";
import { inWords } from "../testing/in-words.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { split } from "./split.ts";

const PEOPLE = 20_000;
/** What chi-square stays under in 999,999 of a million fair draws, by its degrees of freedom. */
const CHI_SQUARE_MAX: Record<number, number> = { 1: 23.9, 2: 27.6, 3: 30.7 };

type Weights = Record<string, number>;
const configOf = (weights: Weights, holdoutPercent = 0) =>
  split.config.parse({
    arms: Object.entries(weights).map(([id, weight]) => ({ id, label: `Path ${id}`, weight })),
    holdoutPercent,
  });
const even = configOf({ a: 50, b: 50 });

function outcomeFor(
  config: typeof even,
  profileId: number,
  { nodeId = "split", workflowId = 1, assigned = undefined as string | undefined } = {},
) {
  const facts = makeFacts({ workflowId, assignments: assigned === undefined ? {} : { [nodeId]: assigned } });
  const profile = { ...facts.profile, id: profileId };
  return split.execute(config, { nodeId, facts: { ...facts, profile }, data: {}, now: NOW });
}

function armOf(...given: Parameters<typeof outcomeFor>): string {
  const outcome = outcomeFor(...given);
  return (outcome.kind === "go" || outcome.kind === "stop" ? outcome.arm : undefined) ?? "none drawn";
}

function chiSquare(observed: number[], expected: number[]): number {
  return observed.reduce((sum, count, index) => sum + (count - expected[index]!) ** 2 / expected[index]!, 0);
}

function countArms(config: typeof even, node = {}): Weights {
  const counts: Weights = {};
  for (let id = 1; id <= PEOPLE; id++) {
    const arm = armOf(config, id, node);
    counts[arm] = (counts[arm] ?? 0) + 1;
  }
  return counts;
}

describe("the lot", () => {
  it.each<[string, Weights, number, Weights]>([
    ["halves", { a: 50, b: 50 }, 0, { a: 0.5, b: 0.5 }],
    ["one to three", { a: 1, b: 3 }, 0, { a: 0.25, b: 0.75 }],
    ["a rare path", { a: 99, b: 1 }, 0, { a: 0.99, b: 0.01 }],
    ["a path that nobody gets", { a: 20, off: 0, b: 30, c: 50 }, 0, { a: 0.2, b: 0.3, c: 0.5 }],
    ["a holdout", { a: 50, b: 50 }, 10, { holdout: 0.1, a: 0.45, b: 0.45 }],
    ["a large holdout", { a: 1, b: 1, c: 2 }, 50, { holdout: 0.5, a: 0.125, b: 0.125, c: 0.25 }],
  ])("keeps to the weights: %s", (_what, weights, holdoutPercent, shares) => {
    const counts = countArms(configOf(weights, holdoutPercent));
    expect(Object.keys(counts).sort()).toEqual(Object.keys(shares).sort());
    const arms = Object.keys(shares);
    const distance = chiSquare(
      arms.map((arm) => counts[arm] ?? 0),
      arms.map((arm) => shares[arm]! * PEOPLE),
    );
    expect(distance).toBeLessThan(CHI_SQUARE_MAX[arms.length - 1]!);
  });

  it.each([
    ["another step", { nodeId: "split-2" }],
    ["another workflow", { workflowId: 2 }],
  ])("says nothing about the lot at %s", (_what, other) => {
    const counts: Weights = {};
    for (let id = 1; id <= PEOPLE; id++) {
      const pair = armOf(even, id) + armOf(even, id, other);
      counts[pair] = (counts[pair] ?? 0) + 1;
    }
    const observed = ["aa", "ab", "ba", "bb"].map((pair) => counts[pair] ?? 0);
    expect(chiSquare(observed, Array(4).fill(PEOPLE / 4))).toBeLessThan(CHI_SQUARE_MAX[3]!);
  });

  it("says which path it was, and which one the profile is to keep", () => {
    const outcome = outcomeFor(configOf({ a: 0, b: 1 }), 1);
    const reason = { code: "split.took", values: { path: "Path b" } };
    expect(outcome).toEqual({ kind: "go", port: "b", arm: "b", reason });
    // The lot of the first of these people falls into the holdout.
    const [first] = Array.from({ length: 100 }, (_, id) =>
      outcomeFor(configOf({ a: 1, b: 1 }, 50), id),
    ).filter(({ kind }) => kind === "stop");
    expect(first).toEqual({ kind: "stop", arm: "holdout", reason: { code: "split.holdout" } });
  });
});

describe("somebody who was here before", () => {
  it("keeps the path, whatever the weights are by now", () => {
    const moved = configOf({ a: 0, b: 100 }, 50);
    for (let id = 1; id <= 500; id++) {
      const arm = armOf(even, id);
      expect(outcomeFor(moved, id, { assigned: arm })).toEqual({
        kind: "go",
        port: arm,
        reason: { code: "split.kept", values: { path: `Path ${arm}` } },
      });
    }
  });

  it("draws anew when the path was deleted", () => {
    expect(outcomeFor(even, 1, { assigned: "gone" })).toEqual(outcomeFor(even, 1));
    expect(outcomeFor(even, 1, { assigned: "constructor" })).toEqual(outcomeFor(even, 1));
  });

  it("stays in the holdout as long as there is one", () => {
    const held = (holdoutPercent: number) =>
      outcomeFor(configOf({ a: 1, b: 1 }, holdoutPercent), 1, { assigned: "holdout" });
    expect(held(1)).toEqual({ kind: "stop", reason: { code: "split.holdout" } });
    expect(held(0)).toMatchObject({ kind: "go", reason: { code: "split.took" } });
  });
});

it("says the shares on the canvas, and has a way out for each path but none for the holdout", () => {
  const config = configOf({ a: 1, b: 2 }, 10);
  expect(word(split.describe(config))).toBe("Path a 33%, Path b 67%; 10% get nothing");
  expect(inWords(split.ports(config))).toEqual([
    { id: "a", label: "Path a" },
    { id: "b", label: "Path b" },
  ]);
});

it.each([
  ["one path", [{ id: "a", label: "A", weight: 1 }], "Add at least two paths"],
  [
    "no weight",
    [0, 1].map((id) => ({ id: `${id}`, label: "A", weight: 0 })),
    "Give at least one path a weight above 0",
  ],
  [
    "two paths with one id",
    [1, 1].map((weight) => ({ id: "a", label: "A", weight })),
    "Two paths have the same id",
  ],
  [
    "a path named like the holdout",
    ["a", "holdout"].map((id) => ({ id, label: "A", weight: 1 })),
    "“holdout” is taken",
  ],
  ["half a weight", ["a", "b"].map((id) => ({ id, label: "A", weight: 0.5 })), "Use a whole number"],
])("refuses %s", (_what, arms, message) => {
  expect(split.config.safeParse({ arms }).error?.issues[0]?.message).toBe(message);
});

it("takes one path for everybody beside a holdout", () => {
  const one = { arms: [{ id: "a", label: "A", weight: 1 }], holdoutPercent: 10 };
  expect(split.config.safeParse(one).success).toBe(true);
  expect(split.config.safeParse({ ...one, holdoutPercent: 0 }).success).toBe(false);
});
