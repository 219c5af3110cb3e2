import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const ordered = { id: "ordered", type: "event", config: { event: "Order Completed" } };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const cart = { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
const thanks = drawGraph([ordered, day, email("thanks")]);

eachDatabase("entering a workflow again", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", timezone: "Europe/Berlin" });
  });
  afterEach(() => rig.engine.stop());

  const order = (order_id?: string | number) =>
    rig.track("ana", "Order Completed", order_id === undefined ? {} : { order_id });
  const refusals = async () =>
    (await rig.history()).filter((code) => code.startsWith("entry.") || code === "run.entry-refused-once");
  const runs = async () => (await rig.runs()).map(({ status, endCode }) => endCode ?? status);

  it("is refused for good where each person enters once", async () => {
    await rig.publish(thanks);
    await order();
    await order();
    await rig.pass(2 * DAY_MS);
    await order();
    expect(await runs()).toEqual(["run.finished"]);
    expect(await refusals()).toEqual(["run.entry-refused-once", "run.entry-refused-once"]);
  });

  it("is possible after leaving, and refused while inside", async () => {
    await rig.publish(thanks, { settings: { reentry: "after-exit" } });
    await order();
    await order();
    expect(await refusals()).toEqual(["entry.inside"]);
    await rig.pass(DAY_MS);
    await order();
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["thanks", "thanks"]);
    expect(await refusals()).toEqual(["entry.inside"]);
  });

  it("is possible after so many days where the person lives, also over a clock change", async () => {
    rig.clock.advance(16 * DAY_MS);
    await rig.publish(thanks, { settings: { reentry: "after-days", reentryDays: 5 } });
    await order();
    await rig.pass(2 * DAY_MS);
    // The clocks in Berlin go forward on 29 March: five days later by the calendar is an hour less.
    await rig.pass(3 * DAY_MS - HOUR_MS - 1);
    await order();
    expect(await refusals()).toEqual(["entry.too-soon"]);
    await rig.pass(1);
    await order();
    expect(await runs()).toEqual(["run.finished", "active"]);
  });

  it("is possible once for each value, and refused for one that was there or is missing", async () => {
    await rig.publish(thanks, { settings: { reentry: "per-key", whenInside: "parallel" } });
    await order("o1");
    await order("o1");
    await order("o2");
    await order();
    await order(3);
    expect(await refusals()).toEqual(["entry.same-key", "entry.no-key"]);
    expect(await runs()).toEqual(["active", "active", "active"]);
    await rig.pass(DAY_MS);
    const orders = rig.sent.map(({ data }) => (data.event as { order_id: string | number }).order_id);
    expect(orders.map(String).toSorted()).toEqual(["3", "o1", "o2"]);
  });

  it("begins anew where the owner says so: the run before ends with its reason, and its email is not sent", async () => {
    await rig.publish(drawGraph([ordered, email("thanks"), day, email("more")]), {
      settings: { reentry: "after-exit", whenInside: "restart" },
    });
    await rig.set("sendingOff", true);
    await order("o1");
    await order("o2");
    expect(await runs()).toEqual(["run.restarted", "active"]);
    await rig.set("sendingOff", false);
    expect(rig.sent.map(({ data }) => data.event)).toEqual([{ order_id: "o2" }]);
    expect(await rig.messages()).toMatchObject([
      { status: "skipped", reasonCode: "message.run-ended" },
      { status: "sent" },
    ]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["thanks", "more"]);
  });

  it("lets nobody begin anew by an entry that is refused", async () => {
    await rig.publish(thanks, { settings: { reentry: "per-key", whenInside: "restart" } });
    await order("o1");
    await order("o1");
    await order();
    expect(await runs()).toEqual(["active"]);
    await order("o2");
    expect(await runs()).toEqual(["run.restarted", "active"]);
  });

  it("is refused before the workflow begins and after it is over, and whoever is inside goes on", async () => {
    await rig.set("shop", {
      shopName: "Shop",
      timezone: "America/New_York",
      currency: "USD",
      language: "en",
      postalAddress: "",
      consentRule: "granted",
    });
    // It is 10 March, 10:00 UTC; in New York that is 06:00.
    await rig.publish(thanks, {
      settings: { reentry: "after-exit", startsAt: "2026-03-10T07:00", endsAt: "2026-03-10T09:00" },
    });
    await order();
    await rig.pass(HOUR_MS);
    await order();
    await rig.pass(2 * HOUR_MS);
    await order();
    expect(await refusals()).toEqual(["entry.not-begun", "entry.over"]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["thanks"]);
  });

  it("is possible once for each cart, and for a cart of a new week", async () => {
    await rig.publish(drawGraph([cart, email("reminder")]));
    const add = (cart_id: string) => rig.track("ana", "Product Added", { cart_id, product_id: "a" });
    await add("c1");
    await rig.pass(HOUR_MS);
    await rig.pass(8 * DAY_MS);
    await add("c1");
    await rig.pass(HOUR_MS);
    expect(await refusals()).toEqual(["run.entry-refused-once"]);
    await add("c2");
    await rig.pass(HOUR_MS);
    expect(rig.sent.map(({ data }) => (data.cart as { id: string }).id)).toEqual(["c1", "c2"]);
  });
});
