import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { insertEvent } from "#server/store/events.ts";
import { NOT_LOOKED_AT } from "#server/store/lifecycle.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import {
  type LifecycleThresholds,
  returnIn,
  stageOf,
  stageTurnsAt,
  thresholdsFor,
} from "#workflows/lifecycle.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const ORDER = "Order Completed";
const short: LifecycleThresholds = {
  newDays: 3,
  resurrectedDays: 4,
  atRiskDays: 5,
  dormantDays: 9,
  lostDays: 14,
};

eachDatabase("stages of life", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.engine.settled();
  });
  afterEach(() => rig.engine.stop());

  const rows = () => {
    const { lifecycleStages } = rig.db.tables;
    return rig.db.query.select().from(lifecycleStages).orderBy(lifecycleStages.profileId);
  };
  const stages = async () => (await rows()).map(({ stage }) => stage);
  const follow = (thresholds: LifecycleThresholds | null, event = ORDER) =>
    rig.db
      .transaction(function* (tx) {
        yield* writeSetting(tx, "lifecycle", { event, thresholds, medianGapDays: null });
        yield* writeSetting(tx, "lifecycleWalk", { afterProfileId: 0 });
      })
      .then(() => rig.engine.reload())
      .then(() => rig.engine.settled());
  const onStage = (config: Record<string, unknown>) =>
    drawGraph([
      { id: "start", type: "stage-changed", config },
      { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello", transactional: true } },
    ]);

  it("follow what people do and the time that passes", async () => {
    await rig.track("ana", "Product Viewed");
    expect(await rows()).toEqual([]);
    await rig.track("ana", ORDER);
    const start = rig.clock.now();
    const { newDays, atRiskDays, dormantDays, lostDays } = thresholdsFor(null);
    expect(await rows()).toMatchObject([{ stage: "new", since: start, dueAt: start + newDays * DAY_MS }]);
    await rig.pass(atRiskDays * DAY_MS);
    expect(await rows()).toMatchObject([{ stage: "at-risk", since: start + atRiskDays * DAY_MS }]);
    await rig.pass((dormantDays - atRiskDays) * DAY_MS);
    expect(await stages()).toEqual(["dormant"]);
    await rig.track("ana", ORDER);
    expect(await rows()).toMatchObject([{ stage: "resurrected", since: rig.clock.now() }]);
    await rig.pass(lostDays * DAY_MS);
    expect(await rows()).toMatchObject([{ stage: "lost", dueAt: null }]);
  });

  it("count no order that a workflow recorded, and take late ones at their own time", async () => {
    await rig.track("ana", ORDER, {}, rig.clock.now() - 70 * DAY_MS);
    expect(await stages()).toEqual(["dormant"]);
    await rig.engine.record((await rig.profile("ana")).id, {
      ...{ name: ORDER, at: rig.clock.now(), properties: {}, depth: 1 },
    });
    await rig.engine.settled();
    expect(await stages()).toEqual(["dormant"]);
    await rig.track("ana", ORDER, {}, rig.clock.now() - 65 * DAY_MS);
    expect(await stages()).toEqual(["dormant"]);
  });

  it("start a workflow once for each time that somebody comes into the stage", async () => {
    await rig.publish(onStage({ to: "at-risk" }));
    await follow(short);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", ORDER);
    expect(rig.sent).toHaveLength(0);
    await rig.pass(5 * DAY_MS);
    expect(rig.sent).toHaveLength(1);
    await follow({ ...short, atRiskDays: 4 });
    expect(rig.sent).toHaveLength(1);
    await rig.track("ana", ORDER);
    expect(await stages()).toEqual(["active"]);
    await rig.pass(4 * DAY_MS);
    expect(await stages()).toEqual(["at-risk"]);
    expect(rig.sent).toHaveLength(2);
  });

  it("start nothing where a stage follows from history that is told late", async () => {
    await rig.publish(onStage({ to: "active" }));
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", ORDER);
    expect(await stages()).toEqual(["new"]);
    await rig.track("ana", ORDER, {}, rig.clock.now() - 40 * DAY_MS);
    expect(await stages()).toEqual(["active"]);
    expect(rig.sent).toHaveLength(0);
  });

  it("are heard by the rules over stages of those who are inside a workflow", async () => {
    const waiting = drawGraph([
      { id: "start", type: "signup", config: {} },
      { id: "wait", type: "delay", config: { duration: { amount: 60, unit: "days" } } },
    ]);
    await rig.publish(waiting, {
      settings: { exitCondition: { kind: "lifecycle", stage: "dormant" } },
    });
    await follow(short);
    await rig.identify("ana");
    await rig.track("ana", "Signed Up");
    await rig.track("ana", ORDER);
    await rig.pass(8 * DAY_MS);
    expect(await rig.runs()).toMatchObject([{ status: "active" }]);
    await rig.pass(DAY_MS);
    expect(await rig.runs()).toMatchObject([{ status: "exited" }]);
  });

  it("start nothing for people whom a change of the thresholds moved, or whose history came in", async () => {
    await rig.publish(onStage({ to: "at-risk" }));
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", ORDER, {}, rig.clock.now() - 7 * DAY_MS);
    expect(await stages()).toEqual(["new"]);
    await follow(short);
    expect(await stages()).toEqual(["at-risk"]);
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", ORDER, {}, rig.clock.now() - 8 * DAY_MS);
    expect(await stages()).toEqual(["at-risk", "at-risk"]);
    expect(await rig.runs()).toEqual([]);
    expect(await rig.history()).not.toContain("trigger.too-old");
  });

  it("are kept of who was here before there were any", async () => {
    await rig.identify("ana");
    const { id: profileId } = await rig.profile("ana");
    const at = rig.clock.now() - 40 * DAY_MS;
    await rig.db.transaction(() =>
      insertEvent({ profileId, name: "Played", at, receivedAt: at, properties: {} }),
    );
    expect(await stages()).toEqual([]);
    await follow(null, "Played");
    expect(await stages()).toEqual(["at-risk"]);
    await follow(null, "Nothing yet");
    expect(await stages()).toEqual([]);
  });

  it("stay where they ended when the events of long ago are gone", async () => {
    await follow(short, "Played");
    await rig.set("retention", { historyDays: 0, contentDays: 0, runDays: 0, eventDays: 30 });
    await rig.track("ana", "Played");
    await rig.db.query.delete(rig.db.tables.events);
    await rig.pass(14 * DAY_MS);
    expect(await rows()).toMatchObject([{ stage: "lost", dueAt: null }]);
  });

  it("are the same worked out anew as kept step by step", async () => {
    const people = ["ana", "ben", "cem"] as const;
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 7 * 24 }) }) },
      { weight: 5, arbitrary: fc.record({ who: fc.constantFrom(...people), lateHours: fc.nat(12 * 24) }) },
      { weight: 1, arbitrary: fc.record({ atRiskDays: fc.integer({ min: 1, max: 8 }) }) },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        round += 1;
        const done = new Map<string, number[]>();
        let thresholds = short;
        await follow(thresholds);
        for (const one of steps) {
          if ("pass" in one) await rig.pass(one.pass * HOUR_MS);
          else if ("atRiskDays" in one) {
            thresholds = { ...short, ...one };
            await follow(thresholds);
          } else {
            const who = `${one.who}-${round}`;
            const at = rig.clock.now() - (one.lateHours > 24 ? 0 : one.lateHours * 7 * HOUR_MS);
            done.set(who, [...(done.get(who) ?? []), at]);
            await rig.track(who, ORDER, {}, at);
          }
        }
        const kept = await rows();
        for (const [who, times] of done) {
          const newest = times.toSorted((a, b) => b - a);
          const activity = {
            firstAt: newest.at(-1)!,
            lastAt: newest[0]!,
            returnedAt: returnIn(newest, thresholds),
          };
          const { id } = await rig.profile(who);
          expect(kept.find(({ profileId }) => profileId === id)).toMatchObject({
            stage: stageOf(activity, thresholds, rig.clock.now()),
            dueAt: stageTurnsAt(activity, thresholds, rig.clock.now()),
          });
        }
        await rig.db.query.delete(rig.db.tables.lifecycleStages);
        await follow(thresholds);
        const anew = (await rows()).map(({ since: _, ...row }) => row);
        expect(anew).toEqual(kept.map(({ since: _, ...row }) => row));
        expect(kept.every(({ since }) => since !== NOT_LOOKED_AT)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});
