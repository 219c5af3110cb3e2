import pino from "pino";
import { expect, it } from "vitest";
import { listEventNames } from "#server/store/events.ts";
import { readSettings } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { SampleShop } from "./load.ts";

const PEOPLE = 30;
const graph = drawGraph([
  { id: "by-hand", type: "event", config: { event: "Waved" } },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello", transactional: true } },
  { id: "later", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
]);

eachDatabase("the sample shop", (open) => {
  it("goes without a trace, with its runs and messages, and leaves real people alone", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, clock, engine } = rig;
    const shop = new SampleShop({ db, clock, engine, log: pino({ level: "silent" }), profiles: PEOPLE });
    const count = async (
      name: "profiles" | "events" | "messages" | "runs" | "consents" | "carts" | "visits",
    ) => await db.query.$count(db.tables[name]);

    await rig.identify("real", { email: "real@example.org" });
    await rig.track("real", "Signed Up");
    await rig.publish(graph);
    expect(await shop.load()).toBe(true);
    expect(await shop.load()).toBe(false);
    await shop.idle();
    expect(shop.state()).toEqual({ state: "loaded", done: 0, total: PEOPLE });
    expect(await count("profiles")).toBe(PEOPLE + 1);
    // Its past starts nothing; what its people do from now on does.
    expect(await count("runs")).toBe(0);
    await rig.track("customer-0001", "Waved");
    await rig.track("real", "Waved");
    await engine.settled();
    await rig.pass(60_000);
    expect(await count("runs")).toBe(2);
    expect(await count("messages")).toBe(2);

    expect(await shop.remove()).toBe(true);
    await shop.idle();
    expect(shop.state().state).toBe("absent");
    expect((await readSettings(db)).sampleShop.state).toBe("absent");
    expect(await count("profiles")).toBe(1);
    expect(await count("events")).toBe(2);
    expect(await count("runs")).toBe(1);
    expect(await count("messages")).toBe(1);
    expect(await count("carts")).toBe(0);
    expect((await listEventNames(db)).map(({ name }) => name).sort()).toEqual(["Signed Up", "Waved"]);
    await engine.stop();
  });
});
