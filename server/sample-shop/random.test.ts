import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";

const DRAWS = 20_000;

function mean(draw: () => number): number {
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) sum += draw();
  return sum / DRAWS;
}

describe("seededRandom", () => {
  it("repeats itself for the same seed and differs for a neighbouring one", () => {
    const draws = (seed: string) => {
      const random = seededRandom(seed);
      return Array.from({ length: 50 }, () => random.next());
    };
    expect(draws("shop/1")).toEqual(draws("shop/1"));
    expect(draws("shop/1")[0]).not.toBe(draws("shop/2")[0]);
  });

  it("gives the first draws of neighbouring seeds evenly over the whole range", () => {
    let seed = 0;
    const first = () => seededRandom(`shop/${seed++}`).next();
    expect(mean(first)).toBeCloseTo(0.5, 1);
    const low = Array.from({ length: 1000 }, (_, i) => seededRandom(`shop/${i}`).next()).filter(
      (n) => n < 0.1,
    );
    expect(low.length).toBeGreaterThan(60);
    expect(low.length).toBeLessThan(140);
  });

  it("draws whole numbers from the whole range and nothing outside", () => {
    const random = seededRandom("integers");
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 7)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  it("never picks what has no weight, and picks the rest in proportion", () => {
    const random = seededRandom("weights");
    const weights = { never: 0, seldom: 1, often: 3 };
    const items = ["never", "seldom", "often"] as const;
    const share = mean(() => (random.pickWeighted(items, (item) => weights[item]) === "often" ? 1 : 0));
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
    const picks = Array.from({ length: 500 }, () => random.pickWeighted(items, (item) => weights[item]));
    expect(picks).not.toContain("never");
  });

  it("keeps the means of its distributions", () => {
    const random = seededRandom("means");
    expect(mean(() => random.exponential(4)) / 4).toBeCloseTo(1, 1);
    expect(mean(() => random.gamma(0.7, 2)) / 2).toBeCloseTo(1, 1);
    expect(mean(() => random.gamma(5, 2)) / 2).toBeCloseTo(1, 1);
    expect(mean(() => random.beta(1, 3))).toBeCloseTo(0.25, 1);
  });
});
