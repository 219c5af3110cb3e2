import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { QUIET_RELEASE_MS } from "#workflows/decide-send.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string, config = {}) => ({
  id,
  type: "send-email",
  config: { subject: id, body: "Hello", ...config },
});
const signup = { id: "signup", type: "signup", config: {} };
const hello = drawGraph([signup, email("hello")]);
/** It is 10:00 UTC: 11:00 in Berlin, 06:00 in New York, 19:00 in Tokyo. */
const acrossMidnight = { quietHours: "own", quietFrom: "18:00", quietTo: "08:00" };
const overNoon = { quietHours: "own", quietFrom: "10:00", quietTo: "12:00" };

eachDatabase("quiet hours", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", timezone: "Asia/Tokyo" });
  });
  afterEach(() => rig.engine.stop());

  const held = async () => (await rig.messages()).map(({ status, reasonCode }) => [status, reasonCode]);
  const shopRules = (on: boolean) =>
    rig.set("sendingRules", { quietHours: { on, from: "18:00", to: "08:00" }, caps: [] });

  it("hold a message until they end where the person is, over midnight, and say until when", async () => {
    await rig.publish(hello, { settings: acrossMidnight });
    await rig.track("ana", "Signed Up");
    expect(await held()).toEqual([["queued", "message.quiet-hours"]]);
    expect(await rig.history()).toEqual(["run.started", "message.quiet-hours"]);
    // 08:00 in Tokyo is 13 hours from now.
    await rig.pass(13 * HOUR_MS - 1);
    expect(rig.subjects()).toEqual([]);
    await rig.restart();
    await rig.pass(QUIET_RELEASE_MS + 1);
    expect(rig.subjects()).toEqual(["hello"]);
    expect((await rig.history()).filter((code) => code === "message.quiet-hours")).toHaveLength(1);
  });

  it("are left spread over a while, so that not everybody is written to at once", async () => {
    const people = Array.from({ length: 20 }, (_, index) => `p${index}`);
    for (const id of people) await rig.identify(id, { email: `${id}@example.com`, timezone: "Asia/Tokyo" });
    await rig.publish(hello, { settings: acrossMidnight });
    for (const id of people) await rig.track(id, "Signed Up");
    await rig.pass(13 * HOUR_MS);
    const counts: number[] = [];
    for (let thirds = 0; thirds < 3; thirds++) {
      await rig.pass(QUIET_RELEASE_MS / 3);
      counts.push(rig.sent.length);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBeGreaterThan(counts[0]!);
    expect(counts[1]).toBeLessThan(people.length);
    expect(counts[2]).toBe(people.length);
  });

  it("are the shop's, unless the workflow has its own or none", async () => {
    await shopRules(true);
    await rig.publish(hello, { name: "As the shop" });
    await rig.publish(drawGraph([signup, email("own")]), { settings: overNoon });
    await rig.publish(drawGraph([signup, email("none")]), { settings: { quietHours: "off" } });
    await rig.track("ana", "Signed Up");
    expect(rig.subjects().toSorted()).toEqual(["none", "own"]);
    await rig.pass(13 * HOUR_MS + QUIET_RELEASE_MS);
    expect(rig.subjects()).toContain("hello");
  });

  it("let go at once when the shop switches its own off, or the person is elsewhere", async () => {
    await shopRules(true);
    await rig.publish(hello);
    await rig.identify("ben", { email: "ben@example.com", timezone: "Asia/Tokyo" });
    for (const id of ["ana", "ben"]) await rig.track(id, "Signed Up");
    expect(rig.sent).toEqual([]);
    await rig.identify("ana", { timezone: "Europe/Berlin" });
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com"]);
    await shopRules(false);
    await rig.set("relook", { zone: false, quietHours: true, afterProfileId: 0 });
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com", "ben@example.com"]);
  });

  it("hold until another time for whoever moves into them further", async () => {
    await rig.publish(hello, { settings: acrossMidnight });
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", { timezone: "America/New_York" });
    // 06:00 there: two hours are left.
    const [message] = await rig.messages();
    expect(message!.dueAt! - rig.clock.now()).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect(message!.dueAt! - rig.clock.now()).toBeLessThan(2 * HOUR_MS + QUIET_RELEASE_MS);
    await rig.pass(2 * HOUR_MS + QUIET_RELEASE_MS);
    expect(rig.subjects()).toEqual(["hello"]);
  });

  it("do not keep what ends a run from ending it: its message is not sent in the morning", async () => {
    await rig.publish(drawGraph([signup, email("hello"), email("second")]), {
      settings: { ...acrossMidnight, exitEvents: [{ event: "Order Completed" }] },
    });
    await rig.track("ana", "Signed Up");
    await rig.pass(HOUR_MS);
    await rig.track("ana", "Order Completed");
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual([]);
    expect(await held()).toEqual([["skipped", "message.run-ended"]]);
  });

  it("ask again in the morning whether the person still agrees", async () => {
    await rig.publish(hello, { settings: acrossMidnight });
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", {}, "withdrawn");
    await rig.pass(DAY_MS);
    expect(await held()).toEqual([["skipped", "message.withdrawn"]]);
  });

  it("do not hold what a person needs, a call to another program, or a notice to the team", async () => {
    await rig.publish(
      drawGraph([
        signup,
        email("receipt", { transactional: true }),
        { id: "hook", type: "call-webhook", config: { url: "https://example.com/hook" } },
        {
          id: "team",
          type: "notify-team",
          config: { via: "email", to: "team@example.com", subject: "look", message: "Hello" },
        },
        email("offer"),
      ]),
      { settings: acrossMidnight },
    );
    await rig.track("ana", "Signed Up");
    expect(rig.subjects()).toEqual(["receipt", "https://example.com/hook", "look"]);
  });

  it("come after suppression and consent, and before limits", async () => {
    const caps = { caps: "own", capRules: [{ channel: "email", max: 1, per: "month" }] };
    await rig.publish(drawGraph([signup, email("first"), email("second")]), {
      settings: { ...overNoon, ...caps },
    });
    await rig.identify("ben", { email: "ben@example.com", timezone: "Europe/Berlin" }, "withdrawn");
    await rig.identify("cem", { email: "cem@example.com", timezone: "Europe/Berlin" });
    await rig.track("ben", "Signed Up");
    expect(await held()).toEqual([
      ["skipped", "message.withdrawn"],
      ["skipped", "message.withdrawn"],
    ]);
    await rig.track("cem", "Signed Up");
    expect((await held()).at(-1)).toEqual(["queued", "message.quiet-hours"]);
    await rig.pass(HOUR_MS + QUIET_RELEASE_MS);
    await rig.pass(QUIET_RELEASE_MS);
    expect((await held()).slice(2)).toEqual([
      ["sent", null],
      ["skipped", "message.capped"],
    ]);
  });
});
