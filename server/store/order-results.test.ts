import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, emailContent, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { insertEvent } from "./events.ts";
import { insertInteractions } from "./interactions.ts";
import { readOrdersAfterMessages } from "./order-results.ts";

eachDatabase("orders after messages", (open) => {
  let rig: StoreRig;
  let workflowId: number;
  let people = 0;
  beforeEach(async () => {
    rig = new StoreRig(open());
    ({ workflowId } = await rig.workflow());
  });

  const person = async () => (await rig.profile({ externalId: `p${people++}` })).id;
  const order = (
    profileId: number,
    at: number,
    properties: Record<string, unknown> = {},
    name = "Order Completed",
  ) => rig.do(() => insertEvent({ profileId, name, at, receivedAt: at, properties }));
  const results = (changes = {}) =>
    readOrdersAfterMessages(open(), {
      ...{ workflowId, since: NOW - 30 * DAY_MS, windowMs: 5 * DAY_MS, currency: "EUR" },
      ...changes,
    });
  async function sent(profileId: number, at: number, changes: Record<string, unknown> = {}): Promise<number> {
    const { messages } = rig.db.tables;
    const id = (await rig.message(profileId, { key: `m${profileId}-${at}`, workflowId, createdAt: at }))!;
    const end = { status: "sent" as const, handedAt: at, dueAt: null, ...changes };
    await rig.do((tx) => run(tx.query.update(messages).set(end).where(eq(messages.id, id))));
    return id;
  }
  const clicked = (messageId: number, profileId: number, at: number, machine = false) =>
    rig.do((tx) =>
      insertInteractions(tx, [
        { messageId, profileId, kind: "clicked", machine, url: "https://shop.example/", at },
      ]),
    );

  it("count people, orders and what they came to, within the window and not before", async () => {
    const [ana, ben, cem] = [await person(), await person(), await person()];
    await sent(ana, NOW);
    await order(ana, NOW + DAY_MS, { revenue: 10.1, total: 99, order_id: 1 });
    await order(ana, NOW + 2 * DAY_MS, { total: "20.20", currency: "eur" });
    await sent(ben, NOW);
    await order(ben, NOW - 1, { revenue: 1_000 });
    await order(ben, NOW + 5 * DAY_MS, { revenue: 1_000 });
    await order(ben, NOW + 1, { revenue: 1_000 }, "Product Viewed");
    await order(cem, NOW + 1, { revenue: 1_000 });
    expect(await results()).toEqual({
      all: { people: 1, orders: 2, revenue: 30.3 },
      clicked: { people: 0, orders: 0, revenue: 0 },
      inOtherCurrencies: 0,
    });
    expect((await results({ windowMs: 6 * DAY_MS })).all.people).toBe(2);
    expect((await results({ workflowId: workflowId + 1 })).all.orders).toBe(0);
    expect((await results({ since: NOW + 2 * DAY_MS })).all.orders).toBe(1);
  });

  it("count from a person's click too, and never from a machine's", async () => {
    const [ana, ben] = [await person(), await person()];
    await clicked(await sent(ana, NOW), ana, NOW + 4 * DAY_MS);
    await order(ana, NOW + 8 * DAY_MS, { revenue: 5 });
    await clicked(await sent(ben, NOW), ben, NOW + 4 * DAY_MS, true);
    await order(ben, NOW + 8 * DAY_MS, { revenue: 7 });
    await order(ben, NOW + DAY_MS, { revenue: 9 });
    expect(await results()).toMatchObject({
      all: { people: 2, orders: 2, revenue: 14 },
      clicked: { people: 1, orders: 1, revenue: 5 },
    });
  });

  it("leave out what never went to the person", async () => {
    for (const changes of [
      { captured: true },
      { status: "failed" },
      { status: "skipped" },
      { channel: "webhook" },
      { content: { ...emailContent, team: ["owner@shop.example"] } },
    ]) {
      const id = await person();
      await sent(id, NOW, changes);
      await order(id, NOW + 1, { revenue: 5 });
    }
    expect((await results()).all.orders).toBe(0);
  });

  it("count an order once however often it is told of, and none of other currencies in the sum", async () => {
    const id = await person();
    await sent(id, NOW);
    await sent(id, NOW + 1);
    await order(id, NOW + 2, { revenue: 5, order_id: "a" });
    await order(id, NOW + 3, { revenue: 5, order_id: "a" });
    await order(id, NOW + 4, { revenue: 50, currency: "USD" });
    await order(id, NOW + 5, { revenue: "much" });
    expect(await results()).toMatchObject({
      all: { people: 1, orders: 3, revenue: 5 },
      inOtherCurrencies: 1,
    });
  });
});
