import { expect, it } from "vitest";
import { hashToUnit } from "./hash.ts";

it("is the same for the same text for ever, because people's paths rest on it", () => {
  expect([hashToUnit(""), hashToUnit("1:split:7"), hashToUnit("Straße")]).toEqual([
    0.6689221884589642, 0.7860001712106168, 0.8434175129514188,
  ]);
});

it("spreads neighbours evenly from 0 to below 1, also where only one place of the text differs", () => {
  const count = 20_000;
  for (const nameOf of [(id: number) => `1:split:${id}`, (id: number) => `${id}:split:1`]) {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let id = 0; id < count; id++) {
      const unit = hashToUnit(nameOf(id));
      expect(unit).toBeGreaterThanOrEqual(0);
      expect(unit).toBeLessThan(1);
      tenths[Math.floor(unit * 10)]! += 1;
    }
    for (const share of tenths) expect(Math.abs(share / count - 0.1)).toBeLessThan(0.01);
  }
});

it("draws for two splits of one workflow apart from each other", () => {
  let both = 0;
  for (let id = 0; id < 10_000; id++)
    if (hashToUnit(`1:a:${id}`) < 0.5 && hashToUnit(`1:b:${id}`) < 0.5) both += 1;
  expect(Math.abs(both / 10_000 - 0.25)).toBeLessThan(0.02);
});
