import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { readChurn } from "./churn.ts";
import { readClv } from "./clv.ts";
import { readGaps } from "./gaps.ts";
import { readRepeat } from "./repeat.ts";
import { readRevenue } from "./revenue.ts";
import { readRfm } from "./rfm.ts";
import {
  bruteChurn,
  bruteClv,
  bruteGaps,
  bruteRepeat,
  bruteRevenue,
  bruteRfm,
} from "./testing/brute-orders.ts";
import { periodsOf, questions, RUNS } from "./testing/questions.ts";
import { scopeOf, shops, writeShop } from "./testing/random-shop.ts";

const DAY_MS = 24 * 3_600_000;

eachDatabase("numbers of orders", (open) => {
  it("say who is lost", async () => {
    const rules = fc.record({ minDays: fc.constantFrom(2, 7, 20, 90), gapFactor: fc.constantFrom(0, 1, 3) });
    await fc.assert(
      fc.asyncProperty(shops(), questions, rules, async (shop, question, rule) => {
        await writeShop(open(), shop);
        const settings = { ...periodsOf(shop, question), rule };
        expect(await readChurn(open(), settings)).toEqual(bruteChurn(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("say who orders again", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, fc.constantFrom(1, 10, 30), async (shop, question, secondDays) => {
        await writeShop(open(), shop);
        const settings = { ...periodsOf(shop, question), secondDays };
        expect(await readRepeat(open(), settings)).toEqual(bruteRepeat(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("say after how long", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, async (shop, { from, to }) => {
        await writeShop(open(), shop);
        const settings = { ...scopeOf(shop), from, to };
        expect(await readGaps(open(), settings)).toMatchObject(bruteGaps(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("say what they came to in each period", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, async (shop, question) => {
        await writeShop(open(), shop);
        const settings = periodsOf(shop, question);
        expect(await readRevenue(open(), settings)).toEqual(bruteRevenue(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("say what a customer came to", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, async (shop, question) => {
        await writeShop(open(), shop);
        const settings = periodsOf(shop, question);
        expect(await readClv(open(), settings)).toEqual(bruteClv(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("put customers into fifths, the same values into the same", async () => {
    const back = fc.integer({ min: -5, max: 40 });
    await fc.assert(
      fc.asyncProperty(shops(30, 90), back, async (shop, days) => {
        await writeShop(open(), shop);
        const settings = { ...scopeOf(shop), asOf: shop.now - days * DAY_MS };
        const { cells, customers } = await readRfm(open(), settings);
        const brute = bruteRfm(shop, settings);
        expect(customers).toBe(brute.length);
        const counted = cells.flatMap(({ people, value, ...scores }) => [
          { scores, value },
          ...Array.from({ length: people - 1 }, () => ({ scores, value: 0 })),
        ]);
        const sums = new Map<string, { people: number; value: number }>();
        for (const { scores, value } of brute) {
          const sum = sums.get(JSON.stringify(scores)) ?? { people: 0, value: 0 };
          sums.set(JSON.stringify(scores), { people: sum.people + 1, value: sum.value + value });
        }
        expect(counted).toHaveLength(brute.length);
        expect(cells).toHaveLength(sums.size);
        for (const { people, value, ...scores } of cells)
          expect(sums.get(JSON.stringify(scores))).toEqual({ people, value });
      }),
      { numRuns: RUNS },
    );
  });
});
