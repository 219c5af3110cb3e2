import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { readFunnel } from "./funnel.ts";
import { type BrutePerson, bruteMedian, brutePeople, bruteTimes } from "./testing/brute.ts";
import { RUNS, spans } from "./testing/questions.ts";
import { scopeOf, shops, writeShop } from "./testing/random-shop.ts";
import type { FunnelSettings } from "./types.ts";

const HOUR_MS = 3_600_000;
const names = fc.constantFrom("Product Viewed", "Product Added", "Order Completed");

eachDatabase("the funnel", (open) => {
  it("counts each person once, with the try that came furthest", async () => {
    const asked = fc.record({
      span: spans,
      steps: fc.array(names, { minLength: 2, maxLength: 4 }),
      windowMs: fc.constantFrom(0, HOUR_MS, 48 * HOUR_MS, 30 * 24 * HOUR_MS),
    });
    await fc.assert(
      fc.asyncProperty(shops(4, 40), asked, async (shop, { span, steps, windowMs }) => {
        await writeShop(open(), shop);
        const settings: FunnelSettings = { ...scopeOf(shop), ...span, steps, windowMs };
        const people = brutePeople(shop);
        const tries = people.map((person) => bestOf(person, settings));
        const { open: left, ...funnel } = await readFunnel(open(), settings);
        expect(funnel).toEqual({
          steps: steps.map((event, step) => ({
            event,
            people: tries.filter((times) => times.length > step).length,
            medianMs:
              step === 0
                ? null
                : bruteMedian(
                    tries.flatMap((times) => (times.length > step ? [times[step]! - times[step - 1]!] : [])),
                  ),
          })),
          medianMs: bruteMedian(
            tries.flatMap((times) => (times.length === steps.length ? [times.at(-1)! - times[0]!] : [])),
          ),
          onlySamples: false,
        });
        const waiting = people.filter(
          (person, place) =>
            tries[place]!.length < steps.length &&
            bruteTimes(person, steps[0]!).some(
              (at) => at >= span.from && at < span.to && at + windowMs > shop.now,
            ),
        );
        expect(left).toBe(waiting.length);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Of all ways through the events, one that comes furthest: the earliest begun, and then the earliest at each step. */
function bestOf(person: BrutePerson, { steps, from, to, windowMs }: FunnelSettings): number[] {
  let best: number[] = [];
  const isBetter = (times: number[]) => {
    if (times.length !== best.length) return times.length > best.length;
    const place = times.findIndex((at, step) => at !== best[step]);
    return place >= 0 && times[place]! < best[place]!;
  };
  const timesOf = new Map(steps.map((name) => [name, bruteTimes(person, name)]));
  const walk = (times: number[], used: string[]) => {
    if (isBetter(times)) best = times;
    const name = steps[times.length];
    if (name === undefined) return;
    for (const [place, at] of timesOf.get(name)!.entries()) {
      const key = `${name} ${place}`;
      const [first = at, last = at] = [times[0], times.at(-1)];
      const isInTime = times.length === 0 ? at >= from && at < to : at >= last && at <= first + windowMs;
      if (isInTime && !used.includes(key)) walk([...times, at], [...used, key]);
    }
  };
  walk([], []);
  return best;
}
