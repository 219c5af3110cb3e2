import pino from "pino";
import { beforeEach, expect, it } from "vitest";
import { rollUp } from "#server/analytics/roll/roll-up.ts";
import { insertEvent } from "#server/store/events.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { Housekeeping } from "./housekeeping.ts";

/** More than one slice of them. */
const OLD_VIEWS = 230;

eachDatabase("single events", (open) => {
  let rig: StoreRig;
  let profileId: number;
  beforeEach(async () => {
    rig = new StoreRig(open());
    profileId = (await rig.profile()).id;
  });
  const tidy = () =>
    new Housekeeping({ db: open(), clock: { now: () => NOW }, log: pino({ level: "silent" }) }).tidy();
  const keep = (eventDays: number) =>
    rig.do((tx) => writeSetting(tx, "retention", { historyDays: 0, contentDays: 0, runDays: 0, eventDays }));
  const happened = (name: string, daysAgo: number, properties: Record<string, unknown> = {}) =>
    rig.do(() => insertEvent({ profileId, name, at: NOW - daysAgo * DAY_MS, receivedAt: NOW, properties }));
  const roll = () => rig.do((tx) => rollUp(tx, { limit: 10_000, receivedBy: NOW + 1 }));
  const left = () => open().query.$count(open().tables.events);

  it("stay for ever unless the owner says otherwise", async () => {
    await happened("Order Completed", 3_000);
    await roll();
    await keep(0);
    expect(await tidy()).toBe(0);
    expect(await left()).toBe(1);
  });

  it("go after their time, while what was paid and when people were active stays", async () => {
    for (let n = 0; n < OLD_VIEWS; n++) await happened("Product Viewed", 31 + n);
    await happened("Order Completed", 40, { revenue: 12.5 });
    await happened("Order Completed", 29, { revenue: 7 });
    await happened("Product Viewed", 1);
    await roll();
    await keep(30);
    expect(await tidy()).toBe(OLD_VIEWS + 1);
    expect(await left()).toBe(2);
    const { orderFacts, activityTimes } = open().tables;
    const orders = await open().query.select().from(orderFacts).orderBy(orderFacts.at);
    expect(orders.map(({ amountCents }) => amountCents)).toEqual([1_250, 700]);
    expect(await open().query.$count(activityTimes)).toBe(1);
  });

  it("stay until analytics have taken note of them", async () => {
    await happened("Order Completed", 40);
    await keep(30);
    expect(await tidy()).toBe(0);
    await roll();
    expect(await tidy()).toBe(1);
  });
});
