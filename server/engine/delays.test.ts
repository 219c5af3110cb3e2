import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const until = (config: Record<string, unknown>) => ({ id: "wait", type: "delay", config });
const nine = drawGraph([signup, until({ mode: "time", time: "09:00" }), email("later")]);
const renewal = drawGraph([
  signup,
  {
    ...until({ mode: "date", attribute: "renewal", offsetDays: -7, time: "09:00" }),
    to: { next: "soon", passed: "none" },
  },
  { ...email("soon"), to: {} },
  email("none"),
]);

eachDatabase("a delay", (open) => {
  let rig: EngineRig;
  /** It is Tuesday, 10 March 2026, 10:00 UTC. */
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", timezone: "Europe/Berlin" });
  });
  afterEach(() => rig.engine.stop());

  const wakesAt = async () => (await rig.runs()).map(({ wakeAt }) => wakeAt);

  it("until a time of day ends at that time where the person is", async () => {
    await rig.publish(nine);
    await rig.track("ana", "Signed Up");
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 11, 8)]);
    await rig.pass(22 * HOUR_MS - 1);
    expect(rig.subjects()).toEqual([]);
    await rig.pass(1);
    expect(rig.subjects()).toEqual(["later"]);
  });

  it("until a weekday ends on that day", async () => {
    const weekdays = [1];
    await rig.publish(drawGraph([signup, until({ mode: "time", time: "09:00", weekdays }), email("monday")]));
    await rig.track("ana", "Signed Up");
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 16, 8)]);
  });

  it("ends earlier or later when the person moves to another zone, and at once when the time has passed", async () => {
    await rig.publish(nine);
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", { timezone: "America/New_York" });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 10, 13)]);
    await rig.identify("ana", { timezone: "Asia/Tokyo" });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 11, 0)]);
    await rig.identify("ana", { timezone: "America/New_York" });
    await rig.pass(2 * HOUR_MS);
    expect(rig.subjects()).toEqual([]);
    // In Nuuk it is 10:00 and was 09:00 an hour ago, after the wait began.
    await rig.identify("ana", { timezone: "America/Nuuk" });
    expect(rig.subjects()).toEqual(["later"]);
    expect(await rig.history()).not.toContain("run.step-faulty");
  });

  it("of hours does not mind a move, and one of days does", async () => {
    await rig.publish(
      drawGraph([signup, until({ duration: { amount: 100, unit: "hours" } }), email("hours")]),
    );
    await rig.publish(drawGraph([signup, until({ duration: { amount: 20, unit: "days" } }), email("days")]));
    await rig.track("ana", "Signed Up");
    const began = rig.clock.now();
    expect(await wakesAt()).toEqual([began + 100 * HOUR_MS, began + 20 * DAY_MS - HOUR_MS]);
    await rig.identify("ana", { timezone: "America/New_York" });
    expect(await wakesAt()).toEqual([began + 100 * HOUR_MS, began + 20 * DAY_MS]);
  });

  it("follows the shop's zone for whoever has none of their own", async () => {
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.publish(nine);
    for (const id of ["ana", "ben"]) await rig.track(id, "Signed Up");
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 11, 8), Date.UTC(2026, 2, 11, 9)]);
    const rules = { currency: "USD", language: "en", postalAddress: "", consentRule: "granted" } as const;
    await rig.set("shop", { shopName: "Shop", timezone: "Asia/Tokyo", ...rules });
    await rig.set("relook", { zone: true, quietHours: false, afterProfileId: 0 });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 11, 8), Date.UTC(2026, 2, 11, 0)]);
  });

  it("until a date follows the date when it is moved, both ways", async () => {
    await rig.identify("ana", { attributes: { renewal: "2026-03-25" } });
    await rig.publish(renewal);
    await rig.track("ana", "Signed Up");
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 18, 8)]);
    await rig.identify("ana", { attributes: { renewal: "2026-04-25" } });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 3, 18, 7)]);
    await rig.identify("ana", { attributes: { renewal: "2026-03-19" } });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 12, 8)]);
    await rig.pass(2 * DAY_MS);
    expect(rig.subjects()).toEqual(["soon"]);
  });

  it.each([
    ["is removed", null, "none"],
    ["is no date any more", "soon", "none"],
    ["is moved to one whose day passed before the wait", "2026-03-01", "none"],
    ["is moved to one whose day passed during the wait", "2026-03-18", "soon"],
  ])("until a date that %s goes on at once", async (_what, value, path) => {
    await rig.identify("ana", { attributes: { renewal: "2026-03-25" } });
    await rig.publish(renewal);
    await rig.track("ana", "Signed Up");
    await rig.pass(2 * DAY_MS);
    expect(rig.subjects()).toEqual([]);
    await rig.identify("ana", { attributes: { renewal: value } });
    expect(rig.subjects()).toEqual([path]);
  });

  it("until a date moves with the zone", async () => {
    await rig.identify("ana", { attributes: { renewal: "2026-03-25" } });
    await rig.publish(renewal);
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", { timezone: "Asia/Tokyo" });
    expect(await wakesAt()).toEqual([Date.UTC(2026, 2, 18, 0)]);
  });
});
