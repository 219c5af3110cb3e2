import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { CART_RECOVERED_EVENT } from "./recovered-carts.ts";

const cart = { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const day = { id: "day", type: "delay", config: { duration: { amount: 1, unit: "days" } } };

eachDatabase("a cart that is ordered", (open) => {
  let rig: EngineRig;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    id = await rig.publish(drawGraph([cart, email("first"), day, email("second")]));
  });
  afterEach(() => rig.engine.stop());

  const fill = (cart_id?: string, price = 5) =>
    rig.track("ana", "Product Added", { ...(cart_id ? { cart_id } : {}), product_id: "a", price });
  const order = (properties: Record<string, unknown> = {}) => rig.track("ana", "Order Completed", properties);
  const recovered = async () => {
    const { events, eventNames } = open().tables;
    const names = await open().query.select().from(eventNames);
    const nameId = names.find(({ name }) => name === CART_RECOVERED_EVENT)?.id;
    return (await open().query.select().from(events)).filter((event) => event.nameId === nameId);
  };

  it("after a reminder was brought back by its workflow and step", async () => {
    await fill("c1", 7);
    await rig.pass(HOUR_MS);
    await rig.pass(DAY_MS);
    await order({ cart_id: "c1", order_id: "o1" });
    const node = { workflow_id: id, node_id: "second", channel: "email" };
    expect(await recovered()).toMatchObject([
      { at: rig.clock.now(), properties: { cart_id: "c1", order_id: "o1", total: 7, ...node } },
    ]);
    await order({ cart_id: "c1", order_id: "o1" });
    expect(await recovered()).toHaveLength(1);
  });

  it("after a reminder that failed, or a notice to the team, was not brought back by it", async () => {
    const team = {
      id: "team",
      type: "notify-team",
      config: { via: "email", to: "me@shop.example", subject: "Cart", message: "Look" },
    };
    await rig.switchTo(id, "paused");
    await rig.publish(drawGraph([cart, email("only"), team]), { name: "Other" });
    rig.answers.push({ kind: "failed", code: "email.no-such-mailbox", values: {}, suppress: false });
    await fill("c1");
    await rig.pass(HOUR_MS);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com", "me@shop.example"]);
    await order({ cart_id: "c1" });
    expect(await recovered()).toEqual([]);
  });

  it("before anybody was reminded of it was not brought back", async () => {
    await fill("c1");
    await order({ cart_id: "c1" });
    await rig.set("sendingOff", true);
    await fill("c2");
    await rig.pass(HOUR_MS);
    await order({ cart_id: "c2" });
    expect(await recovered()).toEqual([]);
  });

  it("of which the reminder was not allowed was not brought back by it", async () => {
    await rig.identify("ana", {}, "withdrawn");
    await fill("c1");
    await rig.pass(HOUR_MS);
    await order({ cart_id: "c1" });
    expect(await recovered()).toEqual([]);
  });

  it("is told from another one of the same person", async () => {
    await fill("c1");
    await rig.pass(HOUR_MS);
    await fill("c2");
    await order({ cart_id: "c2" });
    expect(await recovered()).toEqual([]);
    await order({ cart_id: "c1" });
    expect((await recovered()).map(({ properties }) => properties.cart_id)).toEqual(["c1"]);
  });

  it("without an id is another cart each time it begins", async () => {
    await fill();
    await rig.pass(HOUR_MS);
    await order();
    expect(await recovered()).toHaveLength(1);
    await rig.pass(HOUR_MS);
    await fill();
    await order();
    expect(await recovered()).toHaveLength(1);
  });

  it("starts what waits for its coming back", async () => {
    await rig.publish(
      drawGraph([{ id: "on", type: "event", config: { event: CART_RECOVERED_EVENT } }, email("yes")]),
    );
    await fill("c1");
    await rig.pass(HOUR_MS);
    await order({ cart_id: "c1" });
    expect(rig.subjects()).toEqual(["first", "yes"]);
  });
});
