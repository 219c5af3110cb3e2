import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const date = (config: Record<string, unknown> = {}) =>
  drawGraph([
    { id: "date", type: "date-attribute", config: { attribute: "birthday", ...config } },
    email("happy birthday"),
  ]);

eachDatabase("a date that comes up", (open) => {
  let rig: EngineRig;
  /** It is Tuesday, 10 March 2026, 10:00 UTC. */
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const ana = (birthday: unknown, timezone?: string) =>
    rig.identify("ana", {
      email: "ana@example.com",
      attributes: { birthday },
      ...(timezone ? { timezone } : {}),
    });
  const dueAt = async () => {
    const { timers } = open().tables;
    return (await open().query.select().from(timers)).map((timer) => timer.dueAt);
  };

  it("is waited for from when it is known, and again each year after", async () => {
    await rig.publish(date());
    await ana("1990-03-12");
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 12, 9)]);
    await rig.pass(2 * DAY_MS - HOUR_MS);
    expect(rig.subjects()).toEqual(["happy birthday"]);
    expect(rig.sent[0]?.data.date).toBe("2026-03-12");
    expect(await dueAt()).toEqual([Date.UTC(2027, 2, 12, 9)]);
    await rig.pass(365 * DAY_MS);
    expect(rig.subjects()).toEqual(["happy birthday", "happy birthday"]);
    expect((await rig.runs()).map(({ entryKey }) => entryKey)).toEqual([
      "date-2026-03-12",
      "date-2027-03-12",
    ]);
  });

  it("is waited for by those who were there before the workflow, and not caught up with when it has passed", async () => {
    await ana("1990-03-12");
    for (let count = 0; count < 120; count++)
      await rig.accept({
        ...rig.event(`p${count}`, "Seen"),
        traits: { fields: {}, attributes: { birthday: "03-09" } },
      });
    await rig.identify("ben", { email: "ben@example.com", attributes: { birthday: "1990-03-10" } });
    await rig.publish(date());
    await rig.engine.settled();
    expect(await dueAt()).toHaveLength(122);
    await rig.pass(2 * DAY_MS);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com"]);
  });

  it.each([
    ["once", "run.entry-refused-once"],
    ["after-exit", "entry.same-occasion"],
    ["after-days", "entry.same-occasion"],
    ["per-key", "entry.same-key"],
  ] as const)(
    "follows the person's zone, and comes once although they fly west on the day: %s",
    async (reentry, why) => {
      await rig.publish(date(), { settings: { reentry, reentryDays: 1, reentryKey: "date" } });
      await ana("1990-03-12", "Asia/Tokyo");
      expect(await dueAt()).toEqual([Date.UTC(2026, 2, 12, 0)]);
      await rig.identify("ana", { timezone: "Europe/Berlin" });
      expect(await dueAt()).toEqual([Date.UTC(2026, 2, 12, 8)]);
      await rig.pass(2 * DAY_MS - 2 * HOUR_MS);
      expect(rig.subjects()).toEqual(["happy birthday"]);
      await rig.identify("ana", { timezone: "America/New_York" });
      await rig.pass(DAY_MS);
      expect(rig.subjects()).toEqual(["happy birthday"]);
      expect((await rig.history()).at(-1)).toBe(why);
      expect(await dueAt()).toEqual([Date.UTC(2027, 2, 12, 14)]);
    },
  );

  it("follows the shop's zone for whoever has none of their own", async () => {
    await rig.publish(date());
    await ana("1990-03-12");
    const shop = {
      shopName: "Shop",
      currency: "USD",
      language: "en",
      postalAddress: "",
      consentRule: "granted",
    } as const;
    await rig.set("shop", { ...shop, timezone: "Asia/Tokyo" });
    await rig.set("relook", { zone: true, quietHours: false, afterProfileId: 0 });
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 12, 0)]);
  });

  it("moves with the date, and is forgotten with it", async () => {
    await rig.publish(date());
    await ana("1990-03-12");
    await ana("1990-03-20");
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 20, 9)]);
    await ana("soon");
    expect(await dueAt()).toEqual([]);
    await ana("1990-03-13");
    await ana(null);
    await rig.pass(30 * DAY_MS);
    expect(rig.subjects()).toEqual([]);
  });

  it("is not lost to another change in the moment it is due", async () => {
    await rig.publish(date());
    await ana("1990-03-12");
    rig.clock.advance(2 * DAY_MS);
    await rig.identify("ana", { attributes: { city: "Berlin" } });
    expect(rig.subjects()).toEqual(["happy birthday"]);
    expect(await dueAt()).toEqual([Date.UTC(2027, 2, 12, 9)]);
  });

  it("is 28 February for whoever was born on the 29th, but for leap years", async () => {
    await rig.publish(date());
    await ana("1992-02-29");
    const days: string[] = [];
    for (let years = 0; years < 3; years++) {
      await rig.pass((await dueAt())[0]! - rig.clock.now());
      days.push(String(rig.sent.at(-1)?.data.date));
    }
    expect(days).toEqual(["2027-02-28", "2028-02-29", "2029-02-28"]);
    expect(rig.sent).toHaveLength(3);
  });

  it("may be some days before, and once only", async () => {
    await rig.publish(date({ repeat: "once", offsetDays: -7, time: "18:30" }));
    await ana("2026-03-20");
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 13, 18, 30)]);
    await rig.pass(5 * DAY_MS);
    expect(rig.subjects()).toEqual(["happy birthday"]);
    expect(await dueAt()).toEqual([]);
    await ana("2027-03-20");
    expect(await dueAt()).toEqual([Date.UTC(2027, 2, 13, 18, 30)]);
  });

  it("is another one when the workflow is published with another date", async () => {
    const id = await rig.publish(date());
    await ana("1990-03-12");
    await rig.republish(id, date({ offsetDays: 1 }), { rearms: true });
    await rig.identify("ana", { attributes: { city: "Berlin" } });
    expect(await dueAt()).toEqual([Date.UTC(2026, 2, 13, 9)]);
    await rig.pass(30 * DAY_MS);
    expect(rig.subjects()).toEqual(["happy birthday"]);
  });
});
