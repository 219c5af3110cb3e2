import fc from "fast-check";
import { expect, it } from "vitest";
import { packSlots, SLOT_MS, slotOf, uniteSlots, unpackSlots } from "./slots.ts";

const slots = fc.uniqueArray(fc.nat({ max: 5_000_000 })).map((all) => all.sort((a, b) => a - b));

it("are the same after they were packed", () => {
  fc.assert(
    fc.property(slots, (all) => {
      expect(unpackSlots(packSlots(all))).toEqual(all);
    }),
  );
});

it("are united in their order, each once", () => {
  fc.assert(
    fc.property(slots, fc.array(fc.nat({ max: 5_000_000 })), (known, added) => {
      const all = [...new Set([...known, ...added])].sort((a, b) => a - b);
      expect(uniteSlots(known, added)).toEqual(all);
    }),
  );
});

it("take a visit a day of a year in little room", () => {
  const year = Array.from({ length: 365 }, (_, day) => slotOf(Date.UTC(2026, 0, 1 + day, 9, day % 60)));
  expect(packSlots(year).length).toBeLessThan(3 * 365);
  expect(unpackSlots(packSlots(year))[0]! * SLOT_MS).toBe(Date.UTC(2026, 0, 1, 9));
});
