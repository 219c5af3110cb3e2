import fc from "fast-check";
import pino from "pino";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { uniteProfiles } from "#server/store/merge.ts";
import { findProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { readActive } from "../active.ts";
import { readRevenue } from "../revenue.ts";
import { slotOf, unpackSlots } from "../slots.ts";
import { bruteRevenue } from "../testing/brute-orders.ts";
import { periodsOf } from "../testing/questions.ts";
import { type MadeShop, SHOP_FROM, shops, writeShop } from "../testing/random-shop.ts";
import { readMark } from "./marks.ts";
import { Rolling } from "./rolling.ts";

const DAY_MS = 24 * 3_600_000;
const RUNS = 20;
/** More than are read at once, and how many of them one statement takes. */
const MANY_EVENTS = 50_000;
const SOME_EVENTS = 5_000;

eachDatabase("what is rolled up", (open) => {
  // What PostgreSQL may still have on its way is old enough by this clock.
  const clock = { now: () => NOW };
  const rolling = () => new Rolling({ db: open(), clock, log: pino({ level: "silent" }) });

  it("is all that people did themselves, however it came in and was cut into slices", async () => {
    await fc.assert(
      fc.asyncProperty(shops(), async (shop) => {
        await writeShop(open(), shop);
        await rolling().catchUp(0);
        expect(await timesOf(open())).toEqual(bruteSlots(shop));
        const all = { period: "month", from: SHOP_FROM, to: SHOP_FROM + 200 * DAY_MS } as const;
        const rolled = await readRevenue(open(), periodsOf(shop, all));
        expect(rolled).toEqual(bruteRevenue(shop, periodsOf(shop, all)));
        // Told again by nothing: there is no more to do, and the events may go.
        expect(await rolling().catchUp(0)).toBe(0);
        expect(await readMark(open())).toBeGreaterThanOrEqual(shop.events.length > 0 ? 1 : 0);
        await open().query.delete(open().tables.events);
        expect(await readRevenue(open(), periodsOf(shop, all))).toEqual(rolled);
      }),
      { numRuns: RUNS },
    );
  });

  it("leaves out for now what may overtake something that is still on its way", async () => {
    const shop: MadeShop = {
      ...{ zone: "UTC", weekStart: 1, now: NOW, onlyMembers: false, toldBefore: 0, rolled: 0 },
      people: [{ createdAt: NOW, isMember: false }],
      events: [{ person: 0, name: "Product Viewed", at: NOW, depth: 0, properties: {} }],
    };
    await writeShop(open(), shop);
    expect(await rolling().catchUp(0)).toBe(open().engine === "sqlite" ? 1 : 0);
  });

  it("is read from the events where many of them are not rolled up yet", async () => {
    const at = SHOP_FROM + DAY_MS;
    const shop: MadeShop = {
      ...{ zone: "UTC", weekStart: 1, now: NOW, onlyMembers: false, toldBefore: 1, rolled: 0 },
      people: [1, 2].map(() => ({ createdAt: SHOP_FROM, isMember: false })),
      events: [
        {
          person: 0,
          name: "Order Completed",
          at: SHOP_FROM,
          depth: 0,
          properties: { order_id: 1, total: 2 },
        },
        { person: 0, name: "Order Completed", at, depth: 0, properties: { order_id: 1, total: 2 } },
        { person: 1, name: "Order Completed", at, depth: 0, properties: { total: 3 } },
      ],
    };
    await writeShop(open(), shop);
    const { events, eventNames } = open().tables;
    await open().query.insert(eventNames).values({ id: 99, name: "Page Viewed" });
    const visit = { profileId: 2, nameId: 99, at: at + DAY_MS, receivedAt: at, properties: {} };
    for (let told = 0; told <= MANY_EVENTS; told += SOME_EVENTS)
      await open()
        .query.insert(events)
        .values(Array.from({ length: SOME_EVENTS }, () => visit));
    const asked = { from: SHOP_FROM, to: SHOP_FROM + 3 * DAY_MS } as const;
    const { periods } = await readRevenue(open(), periodsOf(shop, { ...asked, period: "month" }));
    expect(periods[0]).toMatchObject({ orders: 2, buyers: 2, revenue: 500 });
    const { days } = await readActive(open(), {
      ...periodsOf(shop, { ...asked, period: "day" }),
      event: null,
    });
    expect(days.map(({ day }) => day)).toEqual([1, 2, 1]);
  });

  it("becomes one when two profiles do, with an order of both counted once", async () => {
    const rig = new StoreRig(open());
    const order = { person: 0, name: "Order Completed", depth: 0, properties: { order_id: 7, total: 10 } };
    const shop: MadeShop = {
      ...{ zone: "UTC", weekStart: 1, now: NOW, onlyMembers: false, toldBefore: 3, rolled: 0 },
      people: [1, 2].map(() => ({ createdAt: SHOP_FROM, isMember: false })),
      events: [
        { ...order, at: SHOP_FROM },
        { ...order, person: 1, at: SHOP_FROM + DAY_MS },
        { ...order, person: 1, at: SHOP_FROM + 2 * DAY_MS, properties: { order_id: 8, total: 5 } },
      ],
    };
    await writeShop(open(), shop);
    await rig.do(function* (tx) {
      const [into, from] = [yield* findProfile(1), yield* findProfile(2)];
      yield* uniteProfiles(tx, { from: from!, into: into!, isPublic: false }, NOW);
    });
    expect(await timesOf(open())).toEqual({ 1: [0, 1, 2].map((day) => slotOf(SHOP_FROM + day * DAY_MS)) });
    const asked = { period: "month", from: SHOP_FROM, to: SHOP_FROM + 3 * DAY_MS } as const;
    const { periods } = await readRevenue(open(), periodsOf(shop, asked));
    expect(periods[0]).toMatchObject({ orders: 2, buyers: 1, revenue: 1_500 });
  });
});

async function timesOf({ query, tables: { activityTimes } }: Database): Promise<Record<number, number[]>> {
  const rows = await query.select().from(activityTimes);
  return Object.fromEntries(rows.map(({ profileId, slots }) => [profileId, unpackSlots(slots)]));
}

function bruteSlots({ people, events }: MadeShop): Record<number, number[]> {
  const entries = people.flatMap((_, person) => {
    const theirs = events.filter((event) => event.person === person && event.depth === 0);
    const slots = [...new Set(theirs.map(({ at }) => Math.floor(at / 900_000)))].sort((a, b) => a - b);
    return slots.length === 0 ? [] : [[person + 1, slots] as const];
  });
  return Object.fromEntries(entries);
}
