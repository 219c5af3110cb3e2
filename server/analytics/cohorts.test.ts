import fc from "fast-check";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { readCohorts } from "./cohorts.ts";
import {
  type BrutePerson,
  brutePeople,
  brutePeriods,
  bruteTimes,
  firstDay,
  isWithin,
  later,
  momentOf,
  periodsBetween,
} from "./testing/brute.ts";
import { RUNS } from "./testing/questions.ts";
import {
  type MadeShop,
  roll,
  SHOP_DAYS,
  SHOP_FROM,
  scopeOf,
  shops,
  writeShop,
} from "./testing/random-shop.ts";
import type { CohortSettings, Cohorts } from "./types.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const questions = fc.record({
  period: fc.constantFrom("day" as const, "week" as const, "month" as const),
  from: fc.integer({ min: 0, max: 40 }).map((day) => SHOP_FROM + day * DAY_MS + 7 * HOUR_MS),
  days: fc.integer({ min: 1, max: SHOP_DAYS - 40 }),
  start: fc.constantFrom<CohortSettings["start"]>(
    { kind: "first-event" },
    { kind: "created" },
    { kind: "event", event: "Product Added" },
    { kind: "event", event: "Order Completed" },
  ),
  returning: fc.constantFrom(null, "Product Viewed", "Product Added", "Order Completed", "Order Refunded"),
  mode: fc.constantFrom("n-day" as const, "rolling" as const, "bracket" as const),
  clock: fc.constantFrom("elapsed" as const, "calendar" as const),
  windows: fc.integer({ min: 1, max: 12 }),
});

const brackets = [
  { first: 0, last: 0 },
  { first: 1, last: 3 },
  { first: 4, last: 7 },
];

eachDatabase("the cohort table", (open) => {
  it("is what counting one person after the other gives", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), questions, async (shop, { days, ...question }) => {
        await writeShop(open(), shop);
        const settings: CohortSettings = {
          ...scopeOf(shop),
          ...question,
          to: question.from + days * DAY_MS,
          ...(question.mode === "bracket" && { brackets }),
        };
        expect(await readCohorts(open(), settings)).toEqual(bruteCohorts(shop, settings));
      }),
      { numRuns: RUNS },
    );
  });

  it("knows when people first ordered when single events are removed", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), async (shop) => {
        await writeShop(open(), shop);
        await roll(open(), shop.events.length);
        const settings: CohortSettings = {
          ...{ ...scopeOf(shop), period: "week", from: SHOP_FROM, to: SHOP_FROM + SHOP_DAYS * DAY_MS },
          ...{ start: { kind: "event", event: "Order Completed" }, returning: "Order Completed" },
          ...{ mode: "n-day", clock: "elapsed", windows: 4 },
        };
        const before = await readCohorts(open(), settings);
        await open().query.delete(open().tables.events);
        expect(await readCohorts(open(), settings)).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });

  it("counts a return in hours from the own start, and by the calendar on another day", async () => {
    // Started at 23:50 of 9 March in New York; the clocks go forward in the night to the 10th.
    const started = Date.UTC(2024, 2, 10, 4, 50);
    const event = (at: number) => ({ person: 0, name: "Product Viewed", at, depth: 0, properties: {} });
    const shop: MadeShop = {
      ...{ zone: "America/New_York", weekStart: 1, now: started + 30 * DAY_MS, onlyMembers: false },
      people: [{ createdAt: started, isMember: false }],
      events: [event(started), event(started + 20 * 60_000), event(started + 24 * HOUR_MS)],
      ...{ toldBefore: 3, rolled: 0 },
    };
    await writeShop(open(), shop);
    const ask = async (clock: CohortSettings["clock"]) => {
      const { rows } = await readCohorts(open(), {
        ...scopeOf(shop),
        ...{ period: "day", from: started, to: started + 1, windows: 4, clock },
        ...{ start: { kind: "first-event" }, returning: null, mode: "n-day" },
      });
      return rows[0]!.cells.map(({ returned }) => returned);
    };
    expect(await ask("elapsed")).toEqual([1, 1, 0, 0]);
    // 24 hours later it is 00:50 of the 11th, because the 10th has only 23.
    expect(await ask("calendar")).toEqual([1, 1, 1, 0]);
  });
});

function bruteCohorts(shop: MadeShop, settings: CohortSettings): Cohorts {
  const { mode, windows, period, clock, now, zone } = settings;
  const columns: Cohorts["columns"] =
    mode === "bracket"
      ? brackets
      : Array.from({ length: windows }, (_, first) => ({ first, last: mode === "rolling" ? null : first }));
  const started = brutePeople(shop).flatMap((person) => {
    const start = bruteStart(person, settings);
    return start === undefined ? [] : [{ start, returns: bruteReturns(person, start, settings) }];
  });
  const length = { day: 1, week: 7, month: 30 }[period] * DAY_MS;
  const hour = (at: number) => at - (((at % HOUR_MS) + HOUR_MS) % HOUR_MS);
  const rows = brutePeriods(settings).map(({ date, ...bounds }) => {
    const members = started.filter(({ start }) => isWithin(start, bounds));
    const beginsAt = (window: number, base: number) =>
      clock === "calendar" ? momentOf(later(date, window, period), zone) : hour(base) + window * length;
    return {
      ...bounds,
      size: members.length,
      cells: columns.map(({ first, last }) => ({
        returned: members.filter(({ returns }) => returns.some((n) => n >= first && n <= (last ?? n))).length,
        hasBegun: beginsAt(first, bounds.start) <= now,
        isFinished: beginsAt((last ?? first) + 1, bounds.end - 1) <= now,
      })),
    };
  });
  const overall = columns.map((_, column) => {
    const sum = { count: 0, of: 0 };
    for (const { size, cells } of rows) {
      if (!cells[column]!.isFinished) continue;
      sum.count += cells[column]!.returned;
      sum.of += size;
    }
    return sum;
  });
  return { columns, rows, overall, onlySamples: false };
}

function bruteStart(person: BrutePerson, { start, now }: CohortSettings): number | undefined {
  if (start.kind === "created") return person.createdAt <= now ? person.createdAt : undefined;
  return bruteTimes(person, start.kind === "event" ? start.event : null)[0];
}

/** The windows in which somebody came back. */
function bruteReturns(person: BrutePerson, start: number, settings: CohortSettings): number[] {
  const { returning, clock, period } = settings;
  const times = bruteTimes(person, returning);
  if (clock === "calendar") {
    const first = firstDay(start, settings);
    return times.flatMap((at) => periodsBetween(first, firstDay(at, settings), period) ?? []);
  }
  const length = { day: 24, week: 7 * 24, month: 30 * 24 }[period];
  const hours = (at: number) => Math.floor(at / HOUR_MS);
  return times
    .filter((at) => hours(at) >= hours(start))
    .map((at) => Math.floor((hours(at) - hours(start)) / length));
}
