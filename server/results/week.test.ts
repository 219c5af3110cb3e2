import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { insertEvent } from "#server/store/events.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { listWeekPeople, readWeek, type WeekPeople } from "./week.ts";

eachDatabase("the week", (open) => {
  let rig: StoreRig;
  beforeEach(() => {
    rig = new StoreRig(open());
  });
  const wanted = {
    ...{ now: NOW, currency: "EUR", orderWindowMs: 5 * DAY_MS },
    ...{ event: "Order Completed", atRiskDays: 30, arePruned: false },
  };
  const person = async (externalId: string, daysAgo: number) =>
    (await rig.profile({ externalId, createdAt: NOW - daysAgo * DAY_MS })).id;
  const order = (profileId: number, daysAgo: number, properties: Record<string, unknown> = {}) => {
    const at = NOW - daysAgo * DAY_MS;
    return rig.do(() => insertEvent({ profileId, name: "Order Completed", at, receivedAt: at, properties }));
  };
  const behind = async (figure: WeekPeople["figure"], weeksAgo: 0 | 1 = 0, changes = {}) => {
    const asked = { ...wanted, figure, weeksAgo, afterProfileId: 0, limit: 10, ...changes };
    return (await listWeekPeople(open(), asked)).people.map(({ externalId }) => externalId);
  };

  it("tells who came, this week and last", async () => {
    await person("today", 0.5);
    await person("six days ago", 6);
    await person("eight days ago", 8);
    await person("long ago", 15);
    const { now, before } = await readWeek(open(), wanted);
    expect([now.came, before.came]).toEqual([2, 1]);
    expect(await behind("came")).toEqual(["today", "six days ago"]);
    expect(await behind("came", 1)).toEqual(["eight days ago"]);
    const page = await listWeekPeople(open(), {
      ...{ ...wanted, figure: "came", weeksAgo: 0, afterProfileId: 0, limit: 1 },
    });
    expect(page.next).toBe(page.people[0]!.id);
  });

  it("tells who slipped away, also those who came back later", async () => {
    const quiet = await person("quiet", 100);
    await order(quiet, 31);
    const back = await person("back", 100);
    await order(back, 40);
    await order(back, 2);
    const steady = await person("steady", 100);
    await order(steady, 32);
    await order(steady, 4);
    await order(await person("lost", 100), 60);
    const { now, before } = await readWeek(open(), wanted);
    expect([now.slipped, before.slipped]).toEqual([1, 1]);
    expect(await behind("slipped")).toEqual(["quiet"]);
    expect(await behind("slipped", 1)).toEqual(["back"]);
    expect(await behind("slipped", 0, { event: "Never seen" })).toEqual([]);
    await open()
      .query.insert(open().tables.orderFacts)
      .values({ profileId: steady, eventId: 999, at: NOW - 33 * DAY_MS, amountCents: 100 });
    expect(await behind("slipped", 0, { arePruned: true })).toEqual(["steady"]);
  });

  it("tells what workflows brought back, and leaves one-off messages out", async () => {
    const ids = await rig.workflow();
    const { runs, messages, workflows } = open().tables;
    const ana = await person("ana", 100);
    const entered = await rig.run({ ...ids, profileId: ana });
    const convertedAt = NOW - DAY_MS;
    await rig.do((tx) => run(tx.query.update(runs).set({ convertedAt }).where(eq(runs.id, entered.id))));
    const id = (await rig.message(ana, { workflowId: ids.workflowId }))!;
    const end = { status: "sent" as const, handedAt: NOW - 2 * DAY_MS };
    await rig.do((tx) => run(tx.query.update(messages).set(end).where(eq(messages.id, id))));
    await order(ana, 1, { revenue: 12.5 });
    await order(ana, 3, { revenue: 99 });
    const { now, before } = await readWeek(open(), wanted);
    expect(now).toMatchObject({ converted: 1, orders: 1, revenue: 12.5 });
    expect(before).toMatchObject({ converted: 0, orders: 0, revenue: 0 });
    expect(await behind("converted")).toEqual(["ana"]);
    expect(await behind("ordered")).toEqual(["ana"]);
    expect(await behind("ordered", 1)).toEqual([]);
    await rig.do((tx) => run(tx.query.update(workflows).set({ kind: "one-off" })));
    expect((await readWeek(open(), wanted)).now).toMatchObject({ converted: 0, orders: 0 });
  });
});
