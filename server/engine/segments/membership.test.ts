import { afterEach, beforeEach, expect, it } from "vitest";
import { archiveSegment, rebuildSegment } from "#server/store/segments.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { SegmentRig } from "#server/testing/segment-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { saveSegment } from "./save.ts";

const ORDERED: Condition = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 };
const GOLD: Condition = { kind: "attribute", attribute: "plan", operator: "equals", value: "gold" };
const on = (segmentId: number, change: "entered" | "left" = "entered", name = "come") =>
  drawGraph([
    { id: "start", type: "segment-changed", config: { segmentId, change } },
    { id: "send", type: "send-email", config: { subject: name, body: "Hello" } },
  ]);
const again = { reentry: "after-exit" as const };

eachDatabase("membership of segments", (open) => {
  let rig: EngineRig;
  let segments: SegmentRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    segments = new SegmentRig(rig);
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const emailed = (externalId: string) => rig.identify(externalId, { email: `${externalId}@example.com` });

  it("begins with who is in it already, who starts nothing", async () => {
    await emailed("ana");
    await emailed("ben");
    await rig.track("ana", "Order Completed");
    const id = await segments.save(ORDERED);
    expect(await segments.members(id)).toEqual(["ana"]);
    expect(await segments.find(id)).toMatchObject({ state: "ready", memberCount: 1, rebuildAfter: null });
    expect(await segments.changes()).toEqual([]);
  });

  it("lets people in and out by what happens and by time, and starts runs once each", async () => {
    const id = await segments.save(ORDERED);
    await rig.publish(on(id), { settings: again });
    await rig.publish(on(id, "left", "gone"), { settings: again });
    await emailed("ana");
    await rig.track("ana", "Order Completed");
    await rig.track("ana", "Order Completed");
    expect(await segments.members(id)).toEqual(["ana"]);
    expect(rig.subjects()).toEqual(["come"]);
    await rig.pass(30 * DAY_MS);
    expect(await segments.members(id)).toEqual(["ana"]);
    await rig.pass(1);
    expect(await segments.members(id)).toEqual([]);
    expect(rig.subjects()).toEqual(["come", "gone"]);
    await rig.track("ana", "Order Completed");
    expect(rig.subjects()).toEqual(["come", "gone", "come"]);
    expect((await segments.changes()).map(({ entered }) => entered)).toEqual([true, false, true]);
    expect(await segments.find(id)).toMatchObject({ memberCount: 1 });
  });

  it("starts nothing by what is told late as history, and tells why", async () => {
    const id = await segments.save({ ...ORDERED, withinDays: 0 });
    await rig.publish(on(id));
    await emailed("ana");
    await rig.track("ana", "Order Completed", {}, rig.clock.now() - 3 * DAY_MS);
    expect(await segments.members(id)).toEqual(["ana"]);
    expect(rig.subjects()).toEqual([]);
    expect(await rig.history()).toContain("trigger.too-old");
  });

  it("takes over another rule without starting runs, and asks those that ask about it again", async () => {
    const inner = await segments.save(GOLD, { name: "gold" });
    const outer = await segments.save({ kind: "not", of: { kind: "segment", segmentId: inner } });
    await rig.publish(on(inner));
    await rig.publish(on(outer));
    await rig.identify("ana", { email: "ana@example.com", attributes: { plan: "free" } });
    expect(rig.subjects()).toEqual(["come"]);
    expect(await segments.members(outer)).toEqual(["ana"]);
    await segments.save({ ...GOLD, value: "free" }, { id: inner, name: "free" });
    expect(await segments.members(inner)).toEqual(["ana"]);
    expect(await segments.members(outer)).toEqual([]);
    expect(rig.subjects()).toEqual(["come"]);
    expect(await segments.find(outer)).toMatchObject({ state: "ready", memberCount: 0 });
    // From then on what somebody does counts again.
    await rig.identify("ana", { attributes: { plan: "gold" } });
    await rig.identify("ben", { email: "ben@example.com", attributes: { plan: "free" } });
    expect(await segments.members(inner)).toEqual(["ben"]);
    expect(await segments.members(outer)).toEqual(["ana"]);
    expect(rig.subjects()).toEqual(["come", "come"]);
    expect(await rig.history()).toContain("run.entry-refused-once");
  });

  it("looks at nobody by a segment that was put away, and forgets its members", async () => {
    const id = await segments.save(GOLD);
    await rig.publish(on(id));
    await rig.identify("ana", { email: "ana@example.com", attributes: { plan: "gold" } });
    await rig.db.transaction((tx) => archiveSegment(tx, id, rig.clock.now()));
    await segments.taken();
    await rig.identify("ben", { email: "ben@example.com", attributes: { plan: "gold" } });
    expect(await segments.members(id)).toEqual([]);
    expect(await segments.find(id)).toMatchObject({ memberCount: 0, rebuildAfter: null });
    expect(rig.subjects()).toEqual(["come"]);
  });

  it("wakes who waits to be in a segment, and ends who may not be in it", async () => {
    const id = await segments.save(ORDERED);
    const waiting = drawGraph([
      { id: "start", type: "signup", config: {} },
      {
        id: "wait",
        type: "wait-for",
        config: { what: "condition", condition: { kind: "segment", segmentId: id } },
        to: { happened: "send" },
      },
      { id: "send", type: "send-email", config: { subject: "waited", body: "Hello" } },
    ]);
    const leaving = drawGraph([
      { id: "start", type: "signup", config: {} },
      { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
      { id: "send", type: "send-email", config: { subject: "left", body: "Hello" } },
    ]);
    await rig.publish(waiting);
    await rig.publish(leaving, { settings: { exitCondition: { kind: "segment", segmentId: id } } });
    await emailed("ana");
    await rig.track("ana", "Signed Up");
    await rig.pass(HOUR_MS);
    expect(rig.subjects()).toEqual([]);
    await rig.track("ana", "Order Completed");
    expect(rig.subjects()).toEqual(["waited"]);
    await rig.pass(3 * DAY_MS);
    expect(rig.subjects()).toEqual(["waited"]);
    expect(await rig.history()).toContain("run.exit-condition");
  });

  it("knows of runs, and of messages that were sent", async () => {
    const welcomed = await rig.publish(
      drawGraph([
        { id: "start", type: "signup", config: {} },
        { id: "send", type: "send-email", config: { subject: "hi", body: "Hello" } },
        { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
      ]),
    );
    const inside = await segments.save({
      kind: "workflow",
      workflowId: welcomed,
      state: "inside",
      withinDays: 0,
    });
    const finished = await segments.save({
      kind: "workflow",
      workflowId: welcomed,
      state: "finished",
      withinDays: 5,
    });
    const got = await segments.save({
      kind: "message",
      did: "received",
      channel: "email",
      atLeast: 1,
      withinDays: 1,
    });
    await emailed("ana");
    await rig.track("ana", "Signed Up");
    expect([
      await segments.members(inside),
      await segments.members(finished),
      await segments.members(got),
    ]).toEqual([["ana"], [], ["ana"]]);
    await rig.pass(2 * DAY_MS);
    expect([
      await segments.members(inside),
      await segments.members(finished),
      await segments.members(got),
    ]).toEqual([[], ["ana"], []]);
    await rig.pass(5 * DAY_MS + 1);
    expect(await segments.members(finished)).toEqual([]);
  });

  it("does not go round in circles when a workflow changes what starts it", async () => {
    const id = await segments.save(GOLD);
    const to = (plan: string) => ({
      id: "change",
      type: "update-profile",
      config: { changes: [{ kind: "set", attribute: "plan", value: plan }] },
    });
    const start = (change: string) => ({
      id: "start",
      type: "segment-changed",
      config: { segmentId: id, change },
    });
    await rig.publish(drawGraph([start("entered"), to("free")]), { settings: again });
    await rig.publish(drawGraph([start("left"), to("gold")]), { settings: again });
    await rig.identify("ana", { attributes: { plan: "gold" } });
    expect(await rig.history()).toContain("run.loop-limit");
    expect((await rig.runs()).length).toBeLessThan(10);
  });

  it("goes on where a rebuild was cut off", async () => {
    for (let number = 0; number < 250; number++)
      await rig.engine.accept([
        rig.event(`p${number}`, number % 2 === 0 ? "Order Completed" : "Product Viewed"),
      ]);
    const now = rig.clock.now();
    const saved = await rig.db.transaction((tx) =>
      saveSegment(tx, { id: null, name: "orders", description: null, rule: ORDERED }, now),
    );
    const { id } = saved as { id: number };
    await rig.engine.reload();
    await rig.until(async () => ((await segments.find(id)).rebuildAfter ?? 0) > 0);
    await rig.restart();
    expect(await segments.find(id)).toMatchObject({ state: "ready", memberCount: 125, rebuildAfter: null });
    await rig.db.transaction((tx) => rebuildSegment(tx, id, now));
    await segments.taken();
    expect(await segments.members(id)).toHaveLength(125);
  });
});
