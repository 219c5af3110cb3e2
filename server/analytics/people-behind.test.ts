import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { readActive } from "./active.ts";
import { readChurn } from "./churn.ts";
import { readClv } from "./clv.ts";
import { readCohorts } from "./cohorts.ts";
import { readFunnel } from "./funnel.ts";
import { readGaps } from "./gaps.ts";
import { readLifecycle } from "./lifecycle.ts";
import { peopleBehind } from "./people-behind.ts";
import { readRepeat } from "./repeat.ts";
import { readRevenue } from "./revenue.ts";
import { readRfm } from "./rfm.ts";
import { periodsOf, questions } from "./testing/questions.ts";
import { noteSamples, SHOP_FROM, scopeOf, shops, writeShop } from "./testing/random-shop.ts";
import type { ActiveSettings, Behind, CohortSettings } from "./types.ts";

const DAY_MS = 24 * 3_600_000;
const RUNS = 5;
/** Cells that are looked at of each answer. */
const SOME = 6;

eachDatabase("the people behind a number", (open) => {
  /** Read in pages of two. */
  const allBehind = async (behind: Behind): Promise<number[]> => {
    const ids: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof peopleBehind>> = await peopleBehind(open(), {
        ...behind,
        ...{ after, limit: 2 },
      });
      ids.push(...page.profileIds);
      after = page.next;
    }
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    return ids;
  };

  it("are as many as it says, for every metric", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, async (shop, question) => {
        await writeShop(open(), shop);
        const periods = periodsOf(shop, question);
        const expected: [Behind, number][] = [];
        const cohorts: CohortSettings = {
          ...periods,
          ...{ start: { kind: "first-event" }, returning: null, mode: "n-day", clock: "elapsed", windows: 4 },
        };
        const table = await readCohorts(open(), cohorts);
        for (const { start, cells, size } of table.rows.slice(0, SOME)) {
          const cell = { cohort: start, column: 1, returned: true };
          expected.push([{ metric: "cohorts", settings: cohorts, cell }, cells[1]!.returned]);
          const away = { ...cell, returned: false };
          expected.push([{ metric: "cohorts", settings: cohorts, cell: away }, size - cells[1]!.returned]);
        }
        const line = { cohort: null, column: 1, returned: true };
        expected.push([{ metric: "cohorts", settings: cohorts, cell: line }, table.overall[1]!.count]);

        const lifecycle = { ...periods, event: null };
        for (const { start, counts } of (await readLifecycle(open(), lifecycle)).periods.slice(0, SOME)) {
          for (const state of ["new", "current", "resurrected", "dormant"] as const) {
            const cell = { period: start, state };
            expected.push([{ metric: "lifecycle", settings: lifecycle, cell }, counts[state]]);
          }
        }
        const active = { ...periods, event: "Product Viewed" };
        for (const day of (await readActive(open(), active)).days.slice(0, SOME)) {
          for (const span of ["day", "week", "month"] as const)
            expected.push([
              { metric: "active", settings: active, cell: { day: day.start, span } },
              day[span],
            ]);
        }
        const churn = { ...periods, rule: { minDays: 10, gapFactor: 1 } };
        const churned = await readChurn(open(), churn);
        for (const { start, customers, lost } of churned.periods.slice(0, SOME)) {
          const cell = { period: start, lost: true, lostAfterMs: churned.lostAfterMs };
          expected.push([{ metric: "churn", settings: churn, cell }, lost]);
          expected.push([{ metric: "churn", settings: churn, cell: { ...cell, lost: false } }, customers]);
        }
        const repeat = { ...periods, secondDays: 10 };
        const repeated = await readRepeat(open(), repeat);
        for (const of of ["buyers", "repeaters", "firstBuyers", "orderedAgain"] as const) {
          for (const period of repeated.periods.slice(0, SOME))
            expected.push([
              { metric: "repeat", settings: repeat, cell: { period: period.start, of } },
              period[of],
            ]);
          const whole = { buyers: repeated.buyers, repeaters: repeated.repeaters };
          const matured = { firstBuyers: repeated.second.of, orderedAgain: repeated.second.count };
          const cell = { period: null, of };
          expected.push([{ metric: "repeat", settings: repeat, cell }, { ...whole, ...matured }[of]]);
        }
        for (const { start, buyers } of (await readRevenue(open(), periods)).periods.slice(0, SOME)) {
          const cell = { period: start, of: "buyers" } as const;
          expected.push([{ metric: "revenue", settings: periods, cell }, buyers]);
        }
        const clv = await readClv(open(), periods);
        expected.push([{ metric: "clv", settings: periods, cell: { cohort: null } }, clv.customers]);
        for (const { start, customers } of clv.cohorts.slice(0, SOME))
          expected.push([{ metric: "clv", settings: periods, cell: { cohort: start } }, customers]);
        const rfm = { ...scopeOf(shop), asOf: shop.now - 20 * DAY_MS };
        const { cells, cuts } = await readRfm(open(), rfm);
        for (const { people, recency, frequency, monetary } of cells.slice(0, SOME)) {
          const cell = { recency, frequency, monetary, cuts };
          expected.push([{ metric: "rfm", settings: rfm, cell }, people]);
        }
        const funnel = {
          ...{ ...scopeOf(shop), from: question.from, to: question.to, windowMs: 20 * DAY_MS },
          steps: ["Product Viewed", "Product Added"],
        };
        const { steps, open: underWay } = await readFunnel(open(), funnel);
        expected.push([
          { metric: "funnel", settings: funnel, cell: { step: 1, who: "reached" } },
          steps[1]!.people,
        ]);
        expected.push([
          { metric: "funnel", settings: funnel, cell: { step: 1, who: "stopped" } },
          steps[0]!.people - steps[1]!.people,
        ]);
        expected.push([
          { metric: "funnel", settings: funnel, cell: { step: 1, who: "under-way" } },
          underWay,
        ]);
        const gaps = { ...scopeOf(shop), from: question.from, to: question.to };
        const binned = await readGaps(open(), gaps);
        expected.push([{ metric: "gaps", settings: gaps, cell: { bin: null } }, binned.people]);
        for (const [behind, count] of expected)
          expect([behind.cell, (await allBehind(behind)).length]).toEqual([behind.cell, count]);
        const of = "buyers" as const;
        const ever = await allBehind({ metric: "revenue", settings: periods, cell: { period: null, of } });
        expect(ever.length).toBe(repeated.buyers);
        const binOf = async (bin: number) =>
          (await allBehind({ metric: "gaps", settings: gaps, cell: { bin } })).length;
        for (const [bin, { gaps: count }] of binned.bins.entries()) {
          if (count === 0) expect(await binOf(bin)).toBe(0);
          else expect(await binOf(bin)).toBeGreaterThan(0);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("are those of the sample shop only as long as there is nobody else", async () => {
    const event = (person: number) => ({
      ...{ person, name: "Product Viewed", at: SHOP_FROM, depth: 0, properties: {} },
    });
    await writeShop(open(), {
      ...{ zone: "UTC", weekStart: 1, now: SHOP_FROM + DAY_MS, onlyMembers: false, toldBefore: 1, rolled: 0 },
      people: [1, 2].map(() => ({ createdAt: SHOP_FROM, isMember: false })),
      events: [event(0), event(1)],
    });
    await noteSamples(open());
    const { profiles } = open().tables;
    const settings: ActiveSettings = {
      ...{ zone: "UTC", weekStart: 1, now: SHOP_FROM + DAY_MS, from: SHOP_FROM, to: SHOP_FROM + 1 },
      event: null,
    };
    const cell = { day: SHOP_FROM, span: "day" } as const;
    await open().query.update(profiles).set({ isSample: true }).where(eq(profiles.id, 2));
    expect(await allBehind({ metric: "active", settings, cell })).toEqual([1]);
    expect(await readActive(open(), settings)).toMatchObject({ onlySamples: false, days: [{ day: 1 }] });
    await open().query.update(profiles).set({ isSample: true });
    expect(await allBehind({ metric: "active", settings, cell })).toEqual([1, 2]);
    expect(await readActive(open(), settings)).toMatchObject({ onlySamples: true, days: [{ day: 2 }] });
  });
});
