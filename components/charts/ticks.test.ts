import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelEvery, niceTicks } from "./ticks.ts";

describe("ticks", () => {
  it("are round", () => {
    expect(niceTicks(0, 87)).toEqual([0, 25, 50, 75, 100]);
    expect(niceTicks(0, 0.31)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks(-12, 30)).toEqual([-20, 0, 20, 40]);
    expect(niceTicks(0, 1, true)).toEqual([0, 1]);
    expect(niceTicks(-1, 9, true)).toEqual([-5, 0, 5, 10]);
    expect(niceTicks(0, 0)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it("hold every value, with zero among them, and are few", () => {
    const amount = fc.double({ min: 0, max: 1e12, noNaN: true }).filter((n) => n === 0 || n > 1e-6);
    fc.assert(
      fc.property(amount, amount, (below, above) => {
        const ticks = niceTicks(-below, above);
        expect(ticks).toContain(0);
        const hair = (below + above) * 1e-6;
        expect(ticks[0]).toBeLessThanOrEqual(-below + hair);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(above - hair);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks.toSorted((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });

  it("leave out labels that would run into each other", () => {
    expect(labelEvery(40, 80)).toBe(1);
    expect(labelEvery(40, 15)).toBe(3);
    expect(labelEvery(40, 0)).toBe(40);
  });
});
