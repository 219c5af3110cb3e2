import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const at = (cron: string, config: Record<string, unknown> = {}) =>
  drawGraph([{ id: "start", type: "schedule", config: { cron, ...config } }, email("news")]);
const nineDaily = "0 9 * * *";
const shop = {
  shopName: "Shop",
  currency: "USD",
  language: "en",
  postalAddress: "",
  consentRule: "granted",
} as const;

eachDatabase("a schedule", (open) => {
  let rig: EngineRig;
  /** It is Tuesday, 10 March 2026, 10:00 UTC. */
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", attributes: { city: "Berlin" } });
    await rig.identify("ben", { email: "ben@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const sentTo = () => rig.sent.map(({ endpoint }) => endpoint.replace("@example.com", ""));
  const dueAt = async () =>
    (await open().query.select().from(open().tables.schedules)).map((schedule) => schedule.dueAt);

  it("lets everybody in at its time, once for each time", async () => {
    await rig.publish(at(nineDaily));
    await rig.pass(23 * HOUR_MS - 1);
    expect(sentTo()).toEqual([]);
    await rig.pass(1);
    expect(sentTo()).toEqual(["ana", "ben"]);
    await rig.restart();
    await rig.pass(DAY_MS - 1);
    expect(sentTo()).toHaveLength(2);
    await rig.pass(1);
    expect(sentTo()).toHaveLength(4);
    expect((await rig.history()).filter((code) => code === "run.entry-refused-once")).toEqual([]);
  });

  it("lets in only those a rule holds for by then", async () => {
    const who = { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" };
    await rig.publish(at(nineDaily, { who }));
    await rig.identify("ben", { attributes: { city: "Berlin" } });
    await rig.identify("ana", { attributes: { city: "Paris" } });
    await rig.pass(DAY_MS);
    expect(sentTo()).toEqual(["ben"]);
  });

  it("reads what people did", async () => {
    const who = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 7 };
    await rig.publish(at(nineDaily, { who }));
    await rig.track("ben", "Order Completed");
    await rig.pass(DAY_MS);
    expect(sentTo()).toEqual(["ben"]);
  });

  it("outside the workflow's own dates lets nobody in, and says so once", async () => {
    await rig.publish(at(nineDaily), { settings: { endsAt: "2026-03-10T12:00" } });
    await rig.pass(DAY_MS);
    expect(sentTo()).toEqual([]);
    expect(await rig.history()).toEqual([]);
    const admissions = await open().query.select().from(open().tables.admissions);
    expect(admissions).toMatchObject([{ endCode: "entry.over", started: 0 }]);
  });

  it("makes up once for the times that were missed", async () => {
    await rig.publish(at(nineDaily));
    await rig.engine.stop();
    rig.clock.advance(4 * DAY_MS);
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
    expect(sentTo()).toEqual(["ana", "ben"]);
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 15, 9)]);
  });

  it("drops a time that was missed too long before its workflow goes on after a pause", async () => {
    const id = await rig.publish(at("0 9 11 3 *"), { settings: { staleAfter: { amount: 2, unit: "days" } } });
    await rig.switchTo(id, "paused");
    await rig.pass(5 * DAY_MS);
    await rig.switchTo(id, "live");
    expect(sentTo()).toEqual([]);
    expect(await dueAt()).toEqual([Date.UTC(2027, 2, 11, 9)]);
  });

  it("has another time when it is published with one, and none with another trigger", async () => {
    const id = await rig.publish(at(nineDaily));
    await rig.republish(id, at("30 12 * * *"));
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 10, 12, 30)]);
    await rig.pass(2.5 * HOUR_MS);
    expect(sentTo()).toEqual(["ana", "ben"]);
    await rig.republish(id, drawGraph([{ id: "start", type: "signup", config: {} }, email("news")]));
    await rig.pass(3 * DAY_MS);
    expect(sentTo()).toHaveLength(2);
    expect(await dueAt()).toEqual([]);
  });

  it("keeps its time when only what follows it is published anew", async () => {
    const id = await rig.publish(at("0 9 * * 1"));
    await rig.pass(DAY_MS);
    await rig.republish(id, at("0 9 * * 1"));
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 16, 9)]);
  });

  it("follows the shop's zone, or its own", async () => {
    await rig.publish(at(nineDaily));
    await rig.publish(at(nineDaily, { zone: "Europe/Berlin" }));
    await rig.set("shop", { ...shop, timezone: "America/New_York" });
    expect((await dueAt()).toSorted()).toEqual([Date.UTC(2026, 2, 10, 13), Date.UTC(2026, 2, 11, 8)]);
    await rig.pass(3 * HOUR_MS);
    expect(sentTo()).toHaveLength(2);
  });

  describe("for a long list", () => {
    const names = Array.from({ length: 90 }, (_, index) => `p${index}`);
    beforeEach(async () => {
      await rig.accept(
        ...names.map((name) => ({
          ...rig.event(name, "Seen"),
          traits: { fields: { email: `${name}@example.com` }, attributes: {} },
        })),
      );
      await rig.set("shop", { ...shop, consentRule: "soft", timezone: "UTC" });
    });

    it("lets everybody in once, although the server is stopped in the middle", async () => {
      await rig.publish(at(nineDaily));
      rig.clock.advance(DAY_MS);
      rig.engine.poke();
      await rig.until(async () => (await rig.runs()).length > 20);
      await rig.engine.stop();
      expect((await rig.runs()).length).toBeLessThan(92);
      rig.engine = rig.makeEngine();
      await rig.engine.start();
      await rig.engine.settled();
      const profiles = (await rig.runs()).map(({ profileId }) => profileId);
      expect(profiles).toHaveLength(92);
      expect(new Set(profiles).size).toBe(92);
      expect(new Set(sentTo()).size).toBe(92);
      expect(sentTo()).toHaveLength(92);
      const [admission] = await open().query.select().from(open().tables.admissions);
      expect(admission).toMatchObject({ started: 92, endedAt: rig.clock.now() });
    });

    it("ends when the workflow comes to start by something else", async () => {
      const id = await rig.publish(at(nineDaily));
      rig.clock.advance(23 * HOUR_MS);
      rig.engine.poke();
      await rig.until(async () => (await rig.runs()).length > 0);
      await rig.engine.stop();
      const entered = (await rig.runs()).length;
      expect(entered).toBeLessThan(92);
      rig.engine = rig.makeEngine();
      await rig.republish(id, drawGraph([{ id: "start", type: "signup", config: {} }, email("welcome")]));
      await rig.engine.start();
      await rig.engine.settled();
      expect(await rig.runs()).toHaveLength(entered);
      expect(rig.subjects()).not.toContain("welcome");
    });

    it("stops for a pause, and those who would enter too late afterwards do not, and are told why", async () => {
      const id = await rig.publish(at(nineDaily), { settings: { staleAfter: { amount: 2, unit: "days" } } });
      rig.clock.advance(23 * HOUR_MS);
      rig.engine.poke();
      await rig.until(async () => (await rig.runs()).length > 0);
      await rig.switchTo(id, "paused");
      const entered = (await rig.runs()).length;
      expect(entered).toBeLessThan(92);
      await rig.pass(3.5 * DAY_MS);
      expect(await rig.runs()).toHaveLength(entered);
      await rig.switchTo(id, "live");
      // Those of 11 March are too late; the times that were missed since are made up for once.
      const keys = (await rig.runs()).map(({ entryKey }) => entryKey);
      const tooLate = (await rig.history()).filter((code) => code === "entry.too-stale");
      expect(keys.filter((key) => key === `at-${Date.UTC(2026, 2, 11, 9)}`)).toHaveLength(entered);
      expect(tooLate).toHaveLength(92 - entered);
    });
  });
});
