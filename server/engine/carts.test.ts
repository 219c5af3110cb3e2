import { afterEach, beforeEach, expect, it } from "vitest";
import { OPEN_CARTS_MAX } from "#server/store/carts.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const twoReminders = drawGraph([
  { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  { id: "first", type: "send-email", config: { subject: "first", body: "Hello" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "second", type: "send-email", config: { subject: "second", body: "Hello" } },
]);

eachDatabase("carts", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.publish(twoReminders);
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  it("reminds nobody who ordered, although the shop named the cart only with the order", async () => {
    await rig.track("ana", "Product Added", { product_id: "a", price: 5 });
    await rig.pass(HOUR_MS / 2);
    await rig.track("ana", "Order Completed", { cart_id: "c1", order_id: "o1" });
    await rig.pass(7 * DAY_MS);
    expect(rig.sent).toEqual([]);
  });

  it("leaves other named carts open when one is ordered", async () => {
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a", price: 5 });
    await rig.track("ana", "Product Added", { cart_id: "c2", product_id: "b", price: 7 });
    await rig.track("ana", "Order Completed", { cart_id: "c1", order_id: "o1" });
    await rig.pass(HOUR_MS);
    expect(rig.sent.map(({ data }) => data.cart)).toMatchObject([{ id: "c2", total: 7 }]);
  });

  it("stops reminding by an order told late, when it came after the cart's last change and not before", async () => {
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a", price: 5 });
    const changed = rig.clock.now();
    await rig.pass(2 * HOUR_MS);
    const left = async () => (await rig.runs()).map(({ status, endCode }) => endCode ?? status);
    await rig.track("ana", "Order Completed", { order_id: "o1" }, changed - 1);
    expect(await left()).toEqual(["active"]);
    await rig.track("ana", "Order Completed", { order_id: "o2" }, changed + 1);
    expect(await left()).toEqual(["run.exit-event"]);
    await rig.pass(DAY_MS);
    expect(rig.sent).toHaveLength(1);
  });

  it("shows in each reminder what is in the cart by then", async () => {
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a", price: 5 });
    await rig.pass(HOUR_MS);
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "b", price: 7 });
    await rig.pass(DAY_MS);
    expect(rig.sent.map(({ data }) => data.cart)).toMatchObject([
      { total: 5, count: 1 },
      { total: 12, count: 2 },
    ]);
  });

  it("keeps the cart that it began with when that was emptied since", async () => {
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a", price: 5 });
    await rig.pass(HOUR_MS);
    await rig.track("ana", "Product Removed", { cart_id: "c1", product_id: "a" });
    await rig.pass(DAY_MS);
    expect(rig.sent.map(({ data }) => data.cart)).toMatchObject([{ total: 5 }, { total: 5 }]);
  });

  it("drops the cart that was left longest where one person opens too many, and reminds of it no more", async () => {
    for (let i = 0; i <= OPEN_CARTS_MAX; i += 1) {
      await rig.track("ana", "Product Added", { cart_id: `c${i}`, product_id: "a", price: 5 });
      await rig.pass(1000);
    }
    const { carts, timers } = rig.db.tables;
    const kept = Array.from({ length: OPEN_CARTS_MAX }, (_, i) => `c${i + 1}`).sort();
    const keys = async () => (await rig.db.query.select().from(carts)).map(({ cartKey }) => cartKey).sort();
    expect(await keys()).toEqual(kept);
    const armed = await rig.db.query.select().from(timers);
    expect(armed.map(({ timerKey }) => timerKey).sort()).toEqual(kept);
    await rig.track("ana", "Product Added", { cart_id: "c5", product_id: "b", price: 5 });
    expect(await keys()).toEqual(kept);
  });
});
