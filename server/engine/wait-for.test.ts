import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" }, to: {} });
const signup = { id: "signup", type: "signup", config: {} };
const placed = { id: "placed", type: "event", config: { event: "Order Placed" } };
const waitFor = (config: Record<string, unknown>) => ({
  id: "wait",
  type: "wait-for",
  config: { timeout: { amount: 2, unit: "days" }, ...config },
  to: { happened: "yes", timeout: "no" },
});
const paths = [email("yes"), email("no")];
const paid = waitFor({ event: "Paid" });

eachDatabase("a wait for something", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  it("ends for the run whose order it is about, and the other's patience ends later", async () => {
    const where = [{ property: "order_id", operator: "equals", value: "{{ event.order_id }}" }];
    await rig.publish(drawGraph([placed, waitFor({ event: "Paid", where }), ...paths]), {
      settings: { reentry: "per-key", whenInside: "parallel" },
    });
    for (const order_id of ["o1", "o2"]) await rig.track("ana", "Order Placed", { order_id });
    await rig.track("ana", "Paid", { order_id: "o2" });
    const told = () => rig.sent.map(({ data }, index) => [rig.subjects()[index], data.event]);
    expect(told()).toEqual([["yes", { order_id: "o2" }]]);
    await rig.pass(2 * DAY_MS - 1);
    expect(told()).toHaveLength(1);
    await rig.pass(1);
    expect(told()[1]).toEqual(["no", { order_id: "o1" }]);
    expect(await rig.history()).toEqual(expect.arrayContaining(["wait.happened", "wait.timed-out"]));
  });

  it("is not ended by what had happened before, also when it is told later", async () => {
    await rig.publish(drawGraph([signup, paid, ...paths]));
    await rig.track("ana", "Paid");
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Paid", {}, rig.clock.now() - 1);
    expect(rig.subjects()).toEqual([]);
    await rig.track("ana", "Paid");
    expect(rig.subjects()).toEqual(["yes"]);
  });

  it("goes on after a restart, through either path", async () => {
    await rig.publish(drawGraph([signup, paid, ...paths]));
    await rig.identify("ben", { email: "ben@example.com" });
    for (const id of ["ana", "ben"]) await rig.track(id, "Signed Up");
    await rig.restart();
    await rig.track("ben", "Paid");
    await rig.engine.stop();
    rig.clock.advance(3 * DAY_MS);
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
    expect(rig.sent.map(({ endpoint }, index) => [endpoint, rig.subjects()[index]])).toEqual([
      ["ben@example.com", "yes"],
      ["ana@example.com", "no"],
    ]);
  });

  it("goes on once, although the event comes twice and patience ends later", async () => {
    await rig.publish(drawGraph([signup, paid, ...paths]));
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Paid");
    await rig.track("ana", "Paid");
    await rig.pass(3 * DAY_MS);
    expect(rig.subjects()).toEqual(["yes"]);
  });

  it("ends when the person comes to be as was waited for", async () => {
    const condition = { kind: "attribute", attribute: "plan", operator: "equals", value: "pro" };
    await rig.publish(drawGraph([signup, waitFor({ what: "condition", condition }), ...paths]));
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", { attributes: { plan: "basic" } });
    expect(rig.subjects()).toEqual([]);
    await rig.identify("ana", { attributes: { plan: "pro" } });
    expect(rig.subjects()).toEqual(["yes"]);
  });

  it("ends when something has happened often enough", async () => {
    const condition = { kind: "event", event: "Product Viewed", atLeast: 3, withinDays: 1 };
    await rig.publish(drawGraph([signup, waitFor({ what: "condition", condition }), ...paths]));
    await rig.track("ana", "Product Viewed");
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS + HOUR_MS);
    // The first one is more than a day ago by now.
    for (let views = 0; views < 2; views++) await rig.track("ana", "Product Viewed");
    expect(rig.subjects()).toEqual([]);
    await rig.track("ana", "Product Viewed");
    expect(rig.subjects()).toEqual(["yes"]);
  });

  it("does not begin when it holds already", async () => {
    const condition = { kind: "reachable", channel: "email" };
    await rig.publish(drawGraph([signup, waitFor({ what: "condition", condition }), ...paths]));
    await rig.track("ana", "Signed Up");
    expect(rig.subjects()).toEqual(["yes"]);
  });

  it("ends with the exit, when an event means both", async () => {
    await rig.publish(drawGraph([signup, paid, ...paths]), { settings: { exitEvents: [{ event: "Paid" }] } });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Paid");
    expect(rig.subjects()).toEqual([]);
    expect(await rig.runs()).toMatchObject([{ status: "exited", endCode: "run.exit-event" }]);
  });
});
