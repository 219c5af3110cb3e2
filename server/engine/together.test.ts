import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const waitFor = (event: string) => ({
  id: "wait-for",
  type: "wait-for",
  config: { event, timeout: { amount: 3, unit: "days" } },
  to: { happened: "then" },
});
const change = (id: string, attribute: string, value: string) => ({
  id,
  type: "update-profile",
  config: { changes: [{ kind: "set", attribute, value }] },
});
const record = (id: string, event: string) => ({ id, type: "record-event", config: { event } });
const isPro = { kind: "attribute", attribute: "plan", operator: "equals", value: "pro" };

eachDatabase("two workflows that one person is in", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", attributes: { city: "Berlin" } });
  });
  afterEach(() => rig.engine.stop());

  const ends = async () => (await rig.runs()).map(({ endCode }) => endCode);

  it("keep each other's changes when one event starts both", async () => {
    await rig.publish(drawGraph([signup, change("one", "plan", "pro")]));
    await rig.publish(drawGraph([signup, change("two", "stage", "new")]));
    await rig.track("ana", "Signed Up");
    expect((await rig.profile("ana")).attributes).toEqual({ city: "Berlin", plan: "pro", stage: "new" });
  });

  it("keep each other's changes when one event lets both go on", async () => {
    await rig.publish(drawGraph([signup, waitFor("Paid"), change("then", "plan", "pro")]));
    await rig.publish(drawGraph([signup, waitFor("Paid"), change("then", "stage", "paid")]));
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Paid");
    expect((await rig.profile("ana")).attributes).toMatchObject({ plan: "pro", stage: "paid" });
  });

  it("see what the other changed when one event starts both", async () => {
    await rig.publish(drawGraph([signup, change("one", "plan", "pro")]));
    const leaves = { exitCondition: isPro };
    await rig.publish(drawGraph([signup, email("for free plans")]), { settings: leaves });
    await rig.track("ana", "Signed Up");
    expect(rig.subjects()).toEqual([]);
    expect(await ends()).toEqual(["run.finished", "run.exit-condition"]);
  });

  it("do not bring a run back that the other's change has ended, in the middle of one event", async () => {
    await rig.publish(drawGraph([signup, waitFor("Paid"), change("then", "plan", "pro")]));
    await rig.publish(drawGraph([signup, waitFor("Paid"), email("then")]), {
      settings: { exitCondition: isPro },
    });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Paid");
    expect(rig.subjects()).toEqual([]);
    expect(await ends()).toEqual(["run.finished", "run.exit-condition"]);
    expect((await rig.history()).filter((code) => code === "run.exit-condition")).toHaveLength(1);
  });

  it("do not bring a run back that the other's event has ended, when both were due at once", async () => {
    await rig.publish(drawGraph([signup, day, record("tell", "Cancelled")]));
    await rig.publish(drawGraph([signup, day, email("later")]), {
      settings: { exitEvents: [{ event: "Cancelled" }] },
    });
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual([]);
    expect(await ends()).toEqual(["run.finished", "run.exit-event"]);
  });

  it("do not bring back one of two runs of a workflow that were due at once, when the first ends the second", async () => {
    await rig.publish(drawGraph([signup, day, record("tell", "Cancelled"), email("later")]), {
      settings: { reentry: "after-exit", whenInside: "parallel", exitEvents: [{ event: "Cancelled" }] },
    });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect((await ends()).toSorted()).toEqual(["run.exit-event", "run.exit-event"]);
    expect((await rig.history()).filter((code) => code === "event.recorded")).toHaveLength(1);
  });

  it("go on once each when one's event is what the other waits for, and both were due at once", async () => {
    await rig.publish(drawGraph([signup, day, record("tell", "Ready")]));
    await rig.publish(
      drawGraph([
        signup,
        {
          ...waitFor("Ready"),
          config: { event: "Ready", timeout: { amount: 1, unit: "days" } },
          to: { happened: "then", timeout: "late" },
        },
        { ...email("then"), to: {} },
        email("late"),
      ]),
    );
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["then"]);
    expect(await ends()).toEqual(["run.finished", "run.finished"]);
  });
});
