import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const day = (id: string) => ({ id, type: "delay", config: { duration: { amount: 1, unit: "days" } } });
const refunded = { id: "asked", type: "event", config: { event: "Refund Asked" } };
const signup = { id: "signup", type: "signup", config: {} };
const two = drawGraph([signup, email("first"), day("wait"), email("second")]);
const isVip = { kind: "attribute", attribute: "vip", operator: "equals", value: true };
const hasOrdered = { kind: "event", event: "Order Completed", atLeast: 2, withinDays: 0 };

eachDatabase("leaving a workflow", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const ends = async () => (await rig.runs()).map(({ status, endCode }) => endCode ?? status);
  const order = (properties: Record<string, unknown> = {}, at?: number) =>
    rig.track("ana", "Order Completed", properties, at);
  const conversions = async () => (await rig.runs()).map(({ convertedAt }) => convertedAt);

  describe("by an event", () => {
    it("is for the run whose own values the event has, and no other", async () => {
      const where = [{ property: "order_id", operator: "equals", value: "{{ event.order_id }}" }];
      await rig.publish(drawGraph([refunded, day("wait"), email("sorry")]), {
        settings: {
          reentry: "per-key",
          whenInside: "parallel",
          exitEvents: [{ event: "Refunded", where }],
        },
      });
      for (const order_id of ["o1", "o2"]) await rig.track("ana", "Refund Asked", { order_id });
      await rig.track("ana", "Refunded", { order_id: "o3" });
      expect(await ends()).toEqual(["active", "active"]);
      await rig.track("ana", "Refunded", { order_id: "o1" });
      expect(await ends()).toEqual(["run.exit-event", "active"]);
      await rig.pass(DAY_MS);
      expect(rig.sent.map(({ data }) => data.event)).toEqual([{ order_id: "o2" }]);
    });

    it("is not for what happened before the run and is told late", async () => {
      await rig.publish(two, { settings: { exitEvents: [{ event: "Order Completed" }] } });
      await rig.track("ana", "Signed Up");
      await order({}, rig.clock.now() - 1);
      expect(await ends()).toEqual(["active"]);
      await order();
      expect(await ends()).toEqual(["run.exit-event"]);
    });

    it("is for what came right after the event that began the run, though both are told late", async () => {
      await rig.publish(two, { settings: { exitEvents: [{ event: "Order Completed" }] } });
      const at = rig.clock.now() - HOUR_MS;
      await rig.track("ana", "Signed Up", {}, at);
      await order({}, at - 1);
      expect(await ends()).toEqual(["active"]);
      await order({}, at + 1);
      expect(await ends()).toEqual(["run.exit-event"]);
    });

    it("takes its queued message along", async () => {
      await rig.publish(two, { settings: { exitEvents: [{ event: "Order Completed" }] } });
      await rig.set("sendingOff", true);
      await rig.track("ana", "Signed Up");
      await order();
      await rig.set("sendingOff", false);
      expect(rig.subjects()).toEqual([]);
      expect(await rig.messages()).toMatchObject([{ status: "skipped", reasonCode: "message.run-ended" }]);
    });
  });

  describe("by a condition", () => {
    const settings = { exitCondition: isVip };

    it("happens at once when the person becomes so", async () => {
      await rig.publish(two, { settings });
      await rig.track("ana", "Signed Up");
      await rig.identify("ana", { attributes: { vip: true } });
      expect(await ends()).toEqual(["run.exit-condition"]);
      await rig.pass(2 * DAY_MS);
      expect(rig.subjects()).toEqual(["first"]);
    });

    it("happens before the first step of whoever is so already", async () => {
      await rig.publish(two, { settings });
      await rig.identify("ana", { attributes: { vip: true } });
      await rig.track("ana", "Signed Up");
      expect(rig.subjects()).toEqual([]);
      expect(await ends()).toEqual(["run.exit-condition"]);
    });

    it("happens between two steps, by what the first of them changed", async () => {
      const become = {
        id: "become",
        type: "update-profile",
        config: { changes: [{ kind: "set", attribute: "vip", value: "true" }] },
      };
      await rig.publish(drawGraph([signup, become, email("first")]), { settings });
      await rig.track("ana", "Signed Up");
      expect(rig.subjects()).toEqual([]);
      expect(await ends()).toEqual(["run.exit-condition"]);
    });

    it("happens by an event that is counted", async () => {
      await rig.publish(two, { settings: { exitCondition: hasOrdered } });
      await rig.track("ana", "Signed Up");
      await order();
      expect(await ends()).toEqual(["active"]);
      await order();
      expect(await ends()).toEqual(["run.exit-condition"]);
    });

    it("is looked at again in the moment of sending, whatever changed the person meanwhile", async () => {
      await rig.publish(two, { settings });
      await rig.set("sendingOff", true);
      await rig.track("ana", "Signed Up");
      // Nobody is told of this change.
      const { profiles } = open().tables;
      await open()
        .query.update(profiles)
        .set({ attributes: { vip: true } });
      await rig.set("sendingOff", false);
      expect(rig.subjects()).toEqual([]);
      expect(await rig.messages()).toMatchObject([{ status: "skipped", reasonCode: "message.exit-rule" }]);
      expect(await ends()).toEqual(["run.exit-condition"]);
    });
  });

  describe("by reaching the goal", () => {
    const settings = { goalEvent: "Order Completed", goalDays: 3 };

    it("counts the run and ends it", async () => {
      await rig.publish(two, { settings });
      await rig.track("ana", "Signed Up");
      await rig.pass(HOUR_MS);
      await order();
      expect(await ends()).toEqual(["run.goal-reached"]);
      expect(await conversions()).toEqual([rig.clock.now()]);
      expect((await rig.history()).slice(-2)).toEqual(["run.goal-counted", "run.goal-reached"]);
    });

    it("only counts it where people stay until the end", async () => {
      await rig.publish(two, { settings: { ...settings, goalExits: false } });
      await rig.track("ana", "Signed Up");
      await order();
      const reachedAt = rig.clock.now();
      await rig.pass(DAY_MS);
      await order();
      expect(await ends()).toEqual(["run.finished"]);
      expect(await conversions()).toEqual([reachedAt]);
      expect((await rig.history()).filter((code) => code === "run.goal-counted")).toHaveLength(1);
    });

    it("counts a run that had ended, until its window is over", async () => {
      await rig.publish(drawGraph([signup, email("first")]), { settings });
      for (const id of ["ben", "cem"]) await rig.identify(id, { email: `${id}@example.com` });
      for (const id of ["ana", "ben", "cem"]) await rig.track(id, "Signed Up");
      const started = rig.clock.now();
      await rig.pass(3 * DAY_MS - 1);
      await order();
      await rig.pass(1);
      await rig.track("ben", "Order Completed");
      // Told late, but it happened in time.
      await rig.track("cem", "Order Completed", {}, started + DAY_MS);
      expect(await conversions()).toEqual([started + 3 * DAY_MS - 1, null, started + DAY_MS]);
      expect(await ends()).toEqual(["run.finished", "run.finished", "run.finished"]);
    });

    it("does not count what happened before the run, or is not the goal", async () => {
      await rig.publish(two, {
        settings: { ...settings, goalWhere: [{ property: "total", operator: "greater", value: 50 }] },
      });
      await rig.track("ana", "Signed Up");
      await order({ total: 50 });
      await order({ total: 99 }, rig.clock.now() - 1);
      expect(await conversions()).toEqual([null]);
      await order({ total: 51 });
      expect(await conversions()).toEqual([rig.clock.now()]);
    });

    it("counts for people of an older version and of a paused workflow too", async () => {
      const id = await rig.publish(drawGraph([signup, email("first")]), { settings });
      await rig.track("ana", "Signed Up");
      await rig.republish(id, { ...drawGraph([signup, email("other")]), settings });
      await rig.switchTo(id, "paused");
      await order();
      expect(await conversions()).toEqual([rig.clock.now()]);
    });
  });
});
