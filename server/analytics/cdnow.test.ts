import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { readChurn } from "./churn.ts";
import { readClv } from "./clv.ts";
import { readCohorts } from "./cohorts.ts";
import { readGaps } from "./gaps.ts";
import { DEFAULT_CHURN_RULE } from "./order-types.ts";
import { readRepeat } from "./repeat.ts";
import { readRevenue } from "./revenue.ts";
import { readRfm } from "./rfm.ts";

const DAY_MS = 24 * 3_600_000;
const IMPORT_MS = 120_000;
const text = readFileSync("server/analytics/testing/cdnow/cdnow-sample.csv", "utf8");

/** The purchases of each customer in the order of their days: the day since 1970, and cents. */
const customers = Object.values(
  Object.groupBy(
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const [id, date, , amount] = line.trim().split(",") as [string, string, string, string];
        return { id, day: Date.parse(date) / DAY_MS, cents: Math.round(Number(amount) * 100) };
      }),
    ({ id }) => id,
  ),
).map((rows) => rows!.sort((a, b) => a.day - b.day));
const purchases = customers.flat();

const here = { zone: "UTC", weekStart: 1, now: Date.UTC(1998, 6, 1) } as const;
const firstQuarter = { from: Date.UTC(1997, 0, 1), to: Date.UTC(1997, 3, 1) };

eachDatabase("the purchases at CDNOW, imported", (open) => {
  it(
    "come to what their rows say",
    async () => {
      const rig = new ImportRig(open());
      const id = await rig.upload("events", "cdnow-sample.csv", text);
      await rig.setPlan(id, {
        columns: ["external-id", "time", "number:quantity", "number:total"],
        eventName: "Order Completed",
      });
      expect(await rig.run(id)).toMatchObject({ created: 6_919, rejected: 0 });
      await checkCohorts();
      await checkRepeat();
      await checkRfm();
      await checkMoney();
    },
    IMPORT_MS,
  );

  async function checkCohorts(): Promise<void> {
    const windows = 12;
    const { rows, overall } = await readCohorts(open(), {
      ...{ ...here, ...firstQuarter, period: "week", windows, mode: "n-day", clock: "elapsed" },
      ...{ start: { kind: "event", event: "Order Completed" }, returning: "Order Completed" },
    });
    // 1 January 1997 was a Wednesday.
    const monday = Date.UTC(1996, 11, 30) / DAY_MS;
    const weekOf = (day: number) => Math.floor((day - monday) / 7);
    const brute = Array.from({ length: 13 }, (_, week) => {
      const cohort = customers.filter(([first]) => weekOf(first!.day) === week);
      const returned = (window: number) =>
        cohort.filter(([first, ...others]) =>
          [first!, ...others].some(({ day }) => Math.floor((day - first!.day) / 7) === window),
        ).length;
      return { size: cohort.length, returned: Array.from({ length: windows }, (_, n) => returned(n)) };
    });
    // The quarter ends on a Monday, with which a fourteenth week begins.
    expect(rows.slice(0, 13).map(({ size }) => size)).toEqual(brute.map(({ size }) => size));
    expect(rows.slice(0, 13).map(({ cells }) => cells.map(({ returned }) => returned))).toEqual(
      brute.map(({ returned }) => returned),
    );
    expect(rows.reduce((sum, { size }) => sum + size, 0)).toBe(2_357);
    expect(rows.every(({ cells }) => cells.every(({ isFinished }) => isFinished))).toBe(true);
    expect(overall[0]).toEqual({ count: 2_357, of: 2_357 });
  }

  async function checkRepeat(): Promise<void> {
    const all = { from: Date.UTC(1997, 0, 1), to: here.now, period: "month" } as const;
    const { buyers, repeaters, second, periods } = await readRepeat(open(), {
      ...{ ...here, ...all, secondDays: 90 },
    });
    expect({ buyers, repeaters }).toEqual({
      buyers: 2_357,
      repeaters: customers.filter((rows) => rows.length >= 2).length,
    });
    const again = customers.filter(([first, next]) => next !== undefined && next.day - first!.day <= 90);
    expect(second).toEqual({ count: again.length, of: 2_357 });
    const firsts = periods.map(({ firstBuyers }) => firstBuyers);
    expect(firsts.slice(0, 3).reduce((sum, count) => sum + count, 0)).toBe(2_357);
  }

  async function checkRfm(): Promise<void> {
    const asOf = Date.UTC(1997, 9, 1) - 1;
    const { cells } = await readRfm(open(), { ...here, asOf });
    const values = customers.map((rows) => {
      const known = rows.filter(({ day }) => day * DAY_MS <= asOf);
      const spent = known.reduce((sum, { cents }) => sum + cents, 0);
      return [known.at(-1)!.day, known.length, spent] as const;
    });
    const score = (of: 0 | 1 | 2, value: number) =>
      1 + Math.floor((5 * values.filter((each) => each[of] < value).length) / values.length);
    const brute = new Map<string, number>();
    for (const [recency, frequency, monetary] of values) {
      const key = [score(0, recency), score(1, frequency), score(2, monetary)].join(" ");
      brute.set(key, (brute.get(key) ?? 0) + 1);
    }
    const counted = cells.map(
      ({ recency, frequency, monetary, people }) => [`${recency} ${frequency} ${monetary}`, people] as const,
    );
    expect(new Map(counted)).toEqual(brute);
  }

  async function checkMoney(): Promise<void> {
    const all = { from: Date.UTC(1997, 0, 1), to: here.now, period: "month" } as const;
    const total = purchases.reduce((sum, { cents }) => sum + cents, 0);
    const revenue = await readRevenue(open(), { ...here, ...all });
    expect(revenue.periods.reduce((sum, period) => sum + period.revenue, 0)).toBe(total);
    expect(revenue.periods.reduce((sum, { orders }) => sum + orders, 0)).toBe(6_919);
    expect(await readClv(open(), { ...here, ...all })).toMatchObject({ customers: 2_357, value: total });
    const gaps = customers
      .flatMap((rows) => rows.slice(1).map(({ day }, place) => day - rows[place]!.day))
      .sort((a, b) => a - b);
    const median = (gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.ceil((gaps.length - 1) / 2)]!) / 2;
    expect(await readGaps(open(), { ...here, ...all })).toMatchObject({
      ...{ gaps: 6_919 - 2_357, medianMs: median * DAY_MS },
    });
    const churn = await readChurn(open(), { ...here, ...all, rule: DEFAULT_CHURN_RULE });
    expect(churn.lostAfterMs).toBe(Math.max(90, 3 * median) * DAY_MS);
  }
});
