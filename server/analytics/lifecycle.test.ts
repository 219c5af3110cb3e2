import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { readActive } from "./active.ts";
import { readLifecycle } from "./lifecycle.ts";
import {
  brutePeople,
  brutePeriods,
  bruteTimes,
  isWithin,
  later,
  momentOf,
  wallDate,
} from "./testing/brute.ts";
import { periodsOf, questions, RUNS } from "./testing/questions.ts";
import { type MadeShop, shops, writeShop } from "./testing/random-shop.ts";
import type { ActiveSettings, LifecycleSettings } from "./types.ts";

const events = fc.constantFrom(null, "Product Viewed", "Order Completed");

eachDatabase("people who are active", (open) => {
  it("are new, current, resurrected or dormant in a period as the definitions say", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, events, async (shop, question, event) => {
        await writeShop(open(), shop);
        const settings = { ...periodsOf(shop, question), event };
        expect((await readLifecycle(open(), settings)).periods).toEqual(bruteLifecycle(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("are counted by day, 7 days and 30 days, and stick as the definitions say", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, events, async (shop, { from, to }, event) => {
        await writeShop(open(), shop);
        const settings = { ...periodsOf(shop, { period: "day", from, to }), event };
        const { days } = await readActive(open(), settings);
        const brute = bruteActive(shop, settings);
        expect(days.map(({ stickiness: _, ...day }) => day)).toEqual(
          brute.map(({ stickiness: _, ...day }) => day),
        );
        for (const [place, { stickiness }] of brute.entries()) {
          if (stickiness === null) expect(days[place]!.stickiness).toBeNull();
          else expect(days[place]!.stickiness).toBeCloseTo(stickiness, 10);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

function bruteLifecycle(shop: MadeShop, settings: LifecycleSettings) {
  const people = brutePeople(shop).map((person) => bruteTimes(person, settings.event));
  const { zone, period, now } = settings;
  return brutePeriods(settings).map(({ date, ...bounds }) => {
    const previous = { start: momentOf(later(date, -1, period), zone), end: bounds.start };
    const counts = { new: 0, current: 0, resurrected: 0, dormant: 0 };
    for (const times of people) {
      const isActive = times.some((at) => isWithin(at, bounds));
      const wasActive = times.some((at) => isWithin(at, previous));
      const wasThere = times.some((at) => at < bounds.start);
      if (isActive && !wasThere) counts.new += 1;
      else if (isActive && wasActive) counts.current += 1;
      else if (isActive) counts.resurrected += 1;
      else if (wasActive && bounds.start <= now) counts.dormant += 1;
    }
    const pulse = counts.dormant === 0 ? null : (counts.new + counts.resurrected) / counts.dormant;
    return { ...bounds, counts, pulse };
  });
}

function bruteActive(shop: MadeShop, settings: ActiveSettings) {
  const { zone } = settings;
  const people = brutePeople(shop).map(
    (person) => new Set(bruteTimes(person, settings.event).map((at) => wallDate(at, zone).toString())),
  );
  return brutePeriods({ ...settings, period: "day" }).map(({ date, ...bounds }) => {
    const lastDays = (count: number) =>
      Array.from({ length: count }, (_, back) => date.subtract({ days: back }).toString());
    const inAny = (days: string[]) => people.filter((active) => days.some((day) => active.has(day))).length;
    const month = inAny(lastDays(30));
    const mean = lastDays(30).reduce((sum, day) => sum + inAny([day]), 0) / 30;
    return {
      ...bounds,
      day: inAny(lastDays(1)),
      week: inAny(lastDays(7)),
      month,
      stickiness: month === 0 ? null : mean / month,
    };
  });
}
