import { expect, it } from "vitest";
import { TRIES_MAX, waitAfterTryMs } from "./schedule.ts";

const HOUR_MS = 3_600_000;
const ids = Array.from({ length: 200 }, (_, index) => `ntc_${index}`);
const waits = (id: string) =>
  Array.from({ length: TRIES_MAX - 1 }, (_, index) => waitAfterTryMs(id, index + 1)!);

it("tries for about three days, soon at first and ever more seldom", () => {
  for (const id of ids) {
    const all = waits(id);
    expect(all[0]).toBeLessThan(6_000);
    for (const [index, wait] of all.entries()) if (index > 0) expect(wait).toBeGreaterThan(all[index - 1]!);
    const total = all.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(68 * HOUR_MS);
    expect(total).toBeLessThan(84 * HOUR_MS);
    expect(waitAfterTryMs(id, TRIES_MAX)).toBeNull();
  }
});

it("spreads what failed together, and waits as long again when it is reckoned again", () => {
  const second = ids.map((id) => waitAfterTryMs(id, 2)!);
  expect(new Set(second).size).toBeGreaterThan(150);
  expect(Math.max(...second) - Math.min(...second)).toBeGreaterThan(30_000);
  expect(ids.map((id) => waitAfterTryMs(id, 2))).toEqual(second);
});

it("never comes back before the receiver asked for", () => {
  expect(waitAfterTryMs("ntc_1", 1, HOUR_MS)).toBe(HOUR_MS);
  expect(waitAfterTryMs("ntc_1", 9, 1_000)).toBeGreaterThan(20 * HOUR_MS);
  expect(waitAfterTryMs("ntc_1", TRIES_MAX, HOUR_MS)).toBeNull();
});
