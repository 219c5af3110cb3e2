import { afterEach, beforeEach, expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { overviewRouter } from "./overview.ts";
import { resultsRouter } from "./results.ts";
import { settingsRouter } from "./settings.ts";

const ORDER = "Order Completed";

eachDatabase("results, for whoever looks", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.engine.settled();
  });
  afterEach(() => rig.engine.stop());

  const context = () => {
    const { clock, engine } = rig;
    const env = { SMTP_URL: undefined };
    const services = { db: open(), clock, engine, env, reads: directReads(open()) } as unknown as Services;
    return { services, person: { id: "v", name: "V", email: "v@example.com", role: "viewer" as const } };
  };
  const results = () => resultsRouter.createCaller(context());
  const overview = () => overviewRouter.createCaller(context());
  const greeting = drawGraph([
    { id: "start", type: "event", config: { event: "Started" } },
    { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello", transactional: true } },
  ]);

  it("follow somebody from their entry to the order", async () => {
    const workflowId = await rig.publish(greeting, { settings: { goalEvent: ORDER, goalDays: 7 } });
    rig.answers.push({ kind: "sent" }, { kind: "sent" });
    for (const who of ["ana", "ben"]) {
      await rig.identify(who, { email: `${who}@example.com` });
      await rig.track(who, "Started");
    }
    rig.clock.advance(DAY_MS);
    await rig.track("ana", ORDER, { revenue: 25, order_id: "1" });
    const found = await results().workflow({ workflowId, days: 7, period: "day" });
    expect(found).toMatchObject({
      total: { entered: 2, heldOut: 0, reached: 2, converted: 1, orders: 1, revenue: 25 },
      messages: [{ nodeId: "hello", people: 2, sent: 2, orders: 1, revenue: 25 }],
      versions: [{ number: 1, entered: 2 }],
      ...{ goalEvent: ORDER, holdoutDays: 7, orderDays: 5, holdouts: [] },
    });
    expect(found.series).toHaveLength(7);
    expect(found.series.at(-2)).toMatchObject({ entered: 2, converted: 1 });
    expect((await results().workflow({ workflowId, days: 1, period: "day" })).total.entered).toBe(0);
  });

  it("make up the week, and each number opens its people", async () => {
    await rig.publish(greeting, { settings: { goalEvent: ORDER } });
    rig.answers.push({ kind: "sent" });
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Started");
    rig.clock.advance(DAY_MS);
    await rig.track("ana", ORDER, { revenue: 25 });
    await rig.track("ben", ORDER, {}, rig.clock.now() - 33 * DAY_MS);
    const week = await overview().week();
    expect(week).toMatchObject({
      now: { came: 2, slipped: 1, converted: 1, orders: 1, revenue: 25 },
      before: { came: 0, slipped: 0, converted: 0, orders: 0, revenue: 0 },
      stages: { new: 1, "at-risk": 1 },
      ...{ event: ORDER, atRiskDays: 30, at: rig.clock.now() },
    });
    const behind = async (figure: "came" | "slipped" | "converted" | "ordered") => {
      const page = await overview().weekPeople({ figure, at: week.at, weeksAgo: 0 });
      return page.people.map(({ externalId }) => externalId);
    };
    expect(await behind("came")).toEqual(["ana", "ben"]);
    expect(await behind("slipped")).toEqual(["ben"]);
    expect(await behind("converted")).toEqual(["ana"]);
    expect(await behind("ordered")).toEqual(["ana"]);
  });

  it("have weeks that begin as is usual where the shop is, until the owner chooses", async () => {
    const { shop } = rig.engine.live.settings;
    const starts = async () => (await settingsRouter.createCaller(context()).get()).weekStart;
    expect(await starts()).toBe(1);
    await rig.set("shop", { ...shop, timezone: "America/New_York" });
    expect(await starts()).toBe(7);
    await rig.set("shop", { ...shop, timezone: "America/New_York", weekStart: 1 });
    expect(await starts()).toBe(1);
  });
});
