import { describe, expect, it } from "vitest";
import { Buckets } from "./buckets.ts";

const NOW = Date.UTC(2026, 4, 1);

describe("a bucket", () => {
  it("says how long to wait once it is empty, and fills up again", () => {
    const buckets = new Buckets<string>(10, 20);
    for (let count = 0; count < 20; count++) expect(buckets.take("a", 1, NOW)).toBe(0);
    expect(buckets.take("a", 1, NOW)).toBe(100);
    expect(buckets.take("b", 1, NOW)).toBe(0);
    expect(buckets.take("a", 1, NOW + 50)).toBe(50);
    expect(buckets.take("a", 1, NOW + 100)).toBe(0);
    expect(buckets.take("a", 1, NOW + 100)).toBe(100);
  });

  it("lets something large through once, and takes longer to fill up after it", () => {
    const buckets = new Buckets<string>(10, 20);
    expect(buckets.take("a", 120, NOW)).toBe(0);
    expect(buckets.take("a", 1, NOW)).toBe(10_100);
    expect(buckets.take("a", 1, NOW + 10_100)).toBe(0);
  });

  it("is not empty for long when the clock is set back", () => {
    const buckets = new Buckets<string>(10, 1);
    expect(buckets.take("a", 1, NOW)).toBe(0);
    expect(buckets.take("a", 1, NOW - 1_000_000)).toBe(100);
    expect(buckets.take("a", 1, NOW - 1_000_000 + 100)).toBe(0);
  });

  it("saves up no more than it holds", () => {
    const buckets = new Buckets<number>(10, 2);
    for (const now of [NOW, NOW + 3_600_000])
      expect([1, 2, 3].map(() => buckets.allows(1, now))).toEqual([true, true, false]);
  });

  it("can be looked at without taking from it", () => {
    const buckets = new Buckets<number>(10, 1);
    expect([buckets.waitMs(1, NOW), buckets.waitMs(1, NOW)]).toEqual([0, 0]);
    buckets.take(1, 1, NOW);
    expect([buckets.waitMs(1, NOW), buckets.waitMs(1, NOW + 50)]).toEqual([100, 50]);
  });

  it("is forgotten when very many others have asked since", () => {
    const buckets = new Buckets<number>(10, 1);
    buckets.take(0, 1, NOW);
    expect(buckets.allows(0, NOW)).toBe(false);
    for (let key = 1; key <= 50_000; key += 1) buckets.take(key, 1, NOW);
    expect(buckets.allows(0, NOW)).toBe(true);
  });
});
