import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string, config = {}) => ({
  id,
  type: "send-email",
  config: { subject: id, body: "Hello", ...config },
});
const push = { id: "push", type: "send-web-push", config: { title: "push" } };
const on = { id: "on", type: "event", config: { event: "Go" } };
const again = { reentry: "after-exit" };
const own = (max: number, per: string, channel = "email") => ({
  ...again,
  caps: "own",
  capRules: [{ channel, max, per }],
});

eachDatabase("the most messages per person", (open) => {
  let rig: EngineRig;
  /** It is Tuesday, 10 March 2026, 10:00 UTC: 20:00 in Sydney. */
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", timezone: "Australia/Sydney" });
  });
  afterEach(() => rig.engine.stop());

  const outcomes = async () => (await rig.messages()).map(({ status, reasonCode }) => reasonCode ?? status);
  const go = () => rig.track("ana", "Go");
  const one = drawGraph([on, email("news")]);

  it("are counted by the day where the person is, and a message over the limit lets the run go on", async () => {
    await rig.publish(
      drawGraph([on, email("news"), email("more"), email("needed", { transactional: true })]),
      {
        settings: own(1, "day"),
      },
    );
    await go();
    expect(rig.subjects()).toEqual(["news", "needed"]);
    expect(await outcomes()).toEqual(["sent", "message.capped", "sent"]);
    expect((await rig.runs()).map(({ status }) => status)).toEqual(["finished"]);
    // Midnight in Sydney is four hours less eleven ahead of UTC: 13:00 UTC.
    await rig.pass(3 * HOUR_MS - 1);
    await go();
    expect(rig.subjects().filter((subject) => subject === "news")).toHaveLength(1);
    await rig.pass(1);
    await go();
    expect(rig.subjects().filter((subject) => subject === "news")).toHaveLength(2);
  });

  it.each([
    ["week", Date.UTC(2026, 2, 15, 13)],
    ["month", Date.UTC(2026, 2, 31, 13)],
  ])("are counted by the calendar's %s", async (per, begins) => {
    await rig.publish(one, { settings: own(1, per) });
    await go();
    await rig.pass(begins - 1 - rig.clock.now());
    await go();
    expect(rig.subjects()).toHaveLength(1);
    await rig.pass(1);
    await go();
    expect(rig.subjects()).toHaveLength(2);
  });

  it("count what may have arrived, and not what failed or was never sent", async () => {
    await rig.publish(one, { settings: own(1, "month") });
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no" } });
    await go();
    rig.answers.push({ kind: "unknown", code: "email.timeout", values: {} });
    await go();
    await go();
    expect(await outcomes()).toEqual(["email.refused", "email.timeout", "message.capped"]);
  });

  it("do not count a try that is made again, so that it is not in its own way", async () => {
    await rig.publish(one, { settings: own(1, "month") });
    rig.answers.push({ kind: "retry", code: "email.deferred", values: { answer: "busy" } });
    await go();
    await rig.pass(HOUR_MS);
    expect(rig.subjects()).toEqual(["news", "news"]);
    expect(await rig.messages()).toMatchObject([{ status: "sent", attempts: 2 }]);
  });

  it("count a notification to several browsers once", async () => {
    for (const browser of [1, 2, 3]) await rig.subscribe("ana", `https://push.example/${browser}`);
    await rig.publish(drawGraph([on, push]), { settings: own(2, "day", "web-push") });
    for (let times = 0; times < 3; times++) await go();
    expect(rig.sent).toHaveLength(6);
    expect((await outcomes()).filter((code) => code === "message.capped")).toHaveLength(3);
  });

  it("count only their own channel, and what other workflows sent too", async () => {
    await rig.subscribe("ana", "https://push.example/1");
    await rig.publish(drawGraph([on, push, email("needed", { transactional: true })]), { settings: again });
    await rig.publish(one, { settings: again });
    await rig.publish(drawGraph([{ ...on, config: { event: "Later" } }, email("late")]), {
      settings: own(1, "day"),
    });
    await go();
    expect(rig.subjects().toSorted()).toEqual(["needed", "news", "push"]);
    await rig.track("ana", "Later");
    expect((await outcomes()).at(-1)).toBe("message.capped");
  });

  it("are the shop's, unless the workflow has its own or none", async () => {
    const quietHours = { on: false, from: "21:00", to: "09:00" };
    await rig.set("sendingRules", { quietHours, caps: [{ channel: "email", max: 1, per: "day" }] });
    await rig.publish(drawGraph([on, email("a1"), email("a2")]));
    await rig.pass(DAY_MS);
    await go();
    expect(rig.subjects()).toEqual(["a1"]);
    await rig.publish(drawGraph([{ ...on, config: { event: "B" } }, email("b")]), {
      settings: own(2, "day"),
    });
    await rig.publish(drawGraph([{ ...on, config: { event: "C" } }, email("c")]), {
      settings: { caps: "off" },
    });
    for (const event of ["B", "C"]) await rig.track("ana", event);
    expect(rig.subjects()).toEqual(["a1", "b", "c"]);
  });

  it("hold for two messages that are due in one moment", async () => {
    await rig.publish(one, { settings: own(1, "day") });
    await rig.publish(drawGraph([on, email("other")]), { settings: own(1, "day") });
    await go();
    expect(rig.sent).toHaveLength(1);
    expect((await outcomes()).toSorted()).toEqual(["message.capped", "sent"]);
  });
});
