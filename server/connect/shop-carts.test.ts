import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectRouter } from "#server/api/connect.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, HOUR_MS } from "#server/testing/engine-rig.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";
import { SHOPIFY_CHECKOUT, SHOPIFY_ORDER } from "#server/testing/shop-payloads.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const SECRET = "the shop's secret";
const reminder = drawGraph([
  { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  { id: "first", type: "send-email", config: { subject: "first", body: "Hello" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "second", type: "send-email", config: { subject: "second", body: "Hello" } },
]);

eachDatabase("the carts of a connected shop", (open) => {
  let hooks: HookRig;
  let address: string;
  beforeEach(async () => {
    hooks = await startHookRig(open());
    const { db, clock, keys } = hooks.rig;
    const services = { db, clock, keys, env: readEnv({ PUBLIC_URL: "https://rekindle.example" }) };
    const person = { id: "owner", name: "owner", email: "owner@example.com", role: "owner" as const };
    const app = connectRouter.createCaller({ services: services as unknown as Services, person });
    const { id } = await app.start({ source: "shopify" });
    await app.setSecret({ hookId: id, secret: SECRET });
    address = (await app.get({ source: "shopify" })).hooks[0]!.address ?? "";
    await hooks.rig.publish(reminder);
    await hooks.rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => hooks.close());

  function send(topic: string, body: string) {
    const signature = createHmac("sha256", SECRET).update(body).digest("base64");
    return hooks.post(address, body, { "x-shopify-topic": topic, "x-shopify-hmac-sha256": signature });
  }
  const carts = () => hooks.rig.db.query.select().from(hooks.rig.db.tables.carts);
  const changed = (updatedAt: string, more = {}) =>
    JSON.stringify({ ...JSON.parse(SHOPIFY_CHECKOUT), updated_at: updatedAt, ...more });

  it("are reminded of with what is in them, until the order", async () => {
    expect((await send("checkouts/update", SHOPIFY_CHECKOUT)).status).toBe(202);
    await hooks.rig.pass(HOUR_MS);
    expect(hooks.rig.sent.map(({ data }) => data.cart)).toMatchObject([
      { id: "123123123", total: 48, items: [{ name: "Cedar candle", quantity: 2, price: 24 }] },
    ]);
    await send("orders/create", JSON.stringify(SHOPIFY_ORDER));
    expect(await carts()).toMatchObject([{ cartKey: "123123123", status: "ordered" }]);
    await hooks.rig.pass(DAY_MS);
    expect(hooks.rig.sent).toHaveLength(1);
    const recovered = (await hooks.events()).find(({ name }) => name === "Cart Recovered");
    expect(recovered?.properties).toMatchObject({ order_id: String(SHOPIFY_ORDER.id) });
  });

  it("begin once, however often the checkout changes, and hold what it says last", async () => {
    await send("checkouts/update", SHOPIFY_CHECKOUT);
    await hooks.rig.pass(HOUR_MS / 2);
    const { line_items } = JSON.parse(SHOPIFY_CHECKOUT);
    const more = { line_items: [{ ...line_items[0], quantity: 5 }] };
    await send("checkouts/update", changed("2026-03-10T10:30:00-05:00", more));
    const names = (await hooks.events()).map(({ name }) => name);
    expect(names).toEqual(["Checkout Started", "Checkout Updated"]);
    await hooks.rig.pass(HOUR_MS / 2);
    expect(hooks.rig.sent).toEqual([]);
    await hooks.rig.pass(HOUR_MS / 2);
    expect(hooks.rig.sent.map(({ data }) => data.cart)).toMatchObject([{ count: 1, total: 120 }]);
  });

  it("are not opened again by what the shop says of a checkout after its order", async () => {
    await send("checkouts/update", SHOPIFY_CHECKOUT);
    await send("orders/create", JSON.stringify(SHOPIFY_ORDER));
    const completed = { completed_at: "2026-03-10T10:05:00-05:00" };
    const done = await send("checkouts/update", changed("2026-03-10T10:05:01-05:00", completed));
    expect(done.json).toMatchObject({ leftOut: true });
    const receipt = (await hooks.receipts()).at(-1);
    expect(receipt).toMatchObject({ verdict: "refused", reasonCode: "hook.ordered-checkout" });
    // A change before the order that was on its way for longer.
    expect((await send("checkouts/update", changed("2026-03-10T10:04:00-05:00"))).status).toBe(202);
    await hooks.rig.pass(HOUR_MS);
    expect(await carts()).toMatchObject([{ status: "ordered" }]);
    expect(hooks.rig.sent).toEqual([]);
  });
});
