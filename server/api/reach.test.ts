import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { REACH_DAYS, readReach } from "./reach.ts";

eachDatabase("how many people a trigger would reach", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", {
      email: "ana@example.com",
      attributes: { city: "Berlin", renewal: "2026-04-01" },
    });
    await rig.identify("ben", {
      email: "ben@example.com",
      attributes: { city: "Paris", renewal: "2020-01-01" },
    });
    await rig.identify("cem", { email: "cem@example.com" });
    await rig.engine.stop();
  });

  function reach(type: string, config: Record<string, unknown> = {}) {
    const graph = drawGraph([
      { id: "start", type, config },
      { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
    ]);
    return readReach({ reads: directReads(open()), clock: rig.clock, engine: rig.engine }, graph);
  }

  it("is everybody for whom a schedule's rule holds now", async () => {
    const who = { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" };
    expect(await reach("schedule")).toEqual({ kind: "schedule", people: 3, samples: 0, isEverybody: true });
    expect(await reach("schedule", { who })).toEqual({
      kind: "schedule",
      people: 1,
      samples: 0,
      isEverybody: false,
    });
  });

  it("is each person once who did it lately, with what the trigger asks of the event", async () => {
    await rig.engine.start();
    await rig.track("ana", "Product Viewed", { price: 10 });
    await rig.track("ana", "Product Viewed", { price: 90 });
    await rig.track("ben", "Product Viewed", { price: 20 });
    await rig.engine.stop();
    const event = { event: "Product Viewed" };
    const where = [{ property: "price", operator: "greater", value: 50 }];
    const lately = { kind: "events", atLeast: false, days: REACH_DAYS, samples: 0 };
    expect(await reach("event", event)).toEqual({ ...lately, people: 2 });
    expect(await reach("event", { ...event, where })).toEqual({ ...lately, people: 1 });
    expect(await reach("event", { event: "Never Heard Of" })).toEqual({ ...lately, people: 0 });
    rig.clock.advance((REACH_DAYS + 1) * DAY_MS);
    expect(await reach("event", event)).toEqual({ ...lately, people: 0 });
  });

  it("is who filled a cart, and not who only ordered", async () => {
    await rig.engine.start();
    await rig.track("ana", "Product Added", { cart_id: "a", product_id: "p", price: 5 });
    await rig.track("ben", "Order Completed", { order_id: "o" });
    await rig.engine.stop();
    expect(await reach("cart-abandoned", { idle: { amount: 1, unit: "hours" } })).toMatchObject({
      kind: "carts",
      people: 1,
    });
  });

  it("is who has such a date to come, whoever there is to choose from, or not to be told", async () => {
    const config = { attribute: "renewal", repeat: "once", offsetDays: 0, time: "09:00" };
    expect(await reach("date-attribute", config)).toEqual({ kind: "dates", people: 1, samples: 0 });
    expect(await reach("manual")).toEqual({ kind: "by-hand", people: 3, samples: 0 });
    expect(await reach("attribute-changed", { attribute: "city" })).toEqual({ kind: "unknown" });
    expect(await reach("event")).toEqual({ kind: "nobody" });
  });

  it("tells how many of them the sample shop made up", async () => {
    await rig.engine.start();
    await rig.track("ana", "Product Viewed", { price: 10 });
    await rig.track("ben", "Product Viewed", { price: 10 });
    await rig.engine.stop();
    const { profiles } = rig.db.tables;
    await rig.db.query.update(profiles).set({ isSample: true }).where(eq(profiles.externalId, "ana"));
    expect(await reach("schedule")).toMatchObject({ people: 3, samples: 1 });
    expect(await reach("manual")).toMatchObject({ people: 3, samples: 1 });
    expect(await reach("event", { event: "Product Viewed" })).toMatchObject({ people: 2, samples: 1 });
    rig.clock.advance(40 * DAY_MS);
    const quiet = { event: "Product Viewed", days: 30 };
    expect(await reach("inactivity", quiet)).toMatchObject({ kind: "quiet", people: 2, samples: 1 });
  });
});
