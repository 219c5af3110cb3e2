import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (subject: string) => ({ subject, body: "Hello" });
const welcomeGraph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "first", type: "send-email", config: email("first") },
  { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
  { id: "second", type: "send-email", config: email("second") },
]);
const quietGraph = drawGraph([
  { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 60 } },
  { id: "news", type: "send-email", config: email("news") },
  { id: "a-week", type: "delay", config: { duration: { amount: 7, unit: "days" } } },
  { id: "goodbye", type: "send-email", config: email("goodbye") },
]);
const cartGraph = drawGraph([
  { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  { id: "first", type: "send-email", config: email("first") },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "second", type: "send-email", config: email("second") },
]);

eachDatabase("the engine", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const subjects = () =>
    rig.sent.map(({ content }) => (content.channel === "email" ? content.subject : content.channel));

  it("takes a person through a workflow, each message once", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    expect(subjects()).toEqual(["first"]);
    await rig.pass(2 * DAY_MS - HOUR_MS);
    expect(subjects()).toEqual(["first"]);
    await rig.pass(HOUR_MS);
    await rig.pass(30 * DAY_MS);
    expect(subjects()).toEqual(["first", "second"]);
    expect((await rig.history()).at(-1)).toBe("run.finished");
  });

  it("does not start a second run for the same person, and says why", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Signed Up");
    expect(subjects()).toEqual(["first"]);
    expect(await rig.history()).toContain("run.entry-refused-once");
  });

  it("counts an event that is sent twice once", async () => {
    await rig.identify("ana");
    const now = rig.clock.now();
    const item = {
      kind: "track" as const,
      externalId: "ana",
      anonymousId: null,
      messageId: "same",
      at: now,
      receivedAt: now,
      traits: { fields: {}, attributes: {} },
      name: "Product Viewed",
      properties: {},
    };
    const results = await rig.accept(item, item);
    expect(results.map((result) => result.kind)).toEqual(["accepted", "duplicate"]);
    expect(await open().query.$count(open().tables.events)).toBe(1);
  });

  it("reminds of a cart an hour after its last change, and never of an ordered one", async () => {
    await rig.publish(cartGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a", price: 5 });
    await rig.pass(HOUR_MS / 2);
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "b", price: 7 });
    await rig.pass(HOUR_MS / 2);
    expect(subjects()).toEqual([]);
    await rig.pass(HOUR_MS / 2);
    expect(subjects()).toEqual(["first"]);
    expect(rig.sent[0]?.data.cart).toMatchObject({ total: 12, count: 2 });
    await rig.track("ana", "Order Completed", { cart_id: "c1", order_id: "o1" });
    await rig.pass(2 * DAY_MS);
    expect(subjects()).toEqual(["first"]);
    expect((await rig.history()).at(-1)).toBe("run.exit-event");
  });

  it("sends the message that is due after a restart, and not the one before again", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.engine.stop();
    rig.clock.advance(3 * DAY_MS);
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
    expect(subjects()).toEqual(["first", "second"]);
  });

  it("tries again after a refusal, later each time, and then goes on", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    const busy = { kind: "retry" as const, code: "email.deferred", values: { answer: "busy" } };
    rig.answers.push(busy, busy);
    await rig.track("ana", "Signed Up");
    expect(subjects()).toEqual(["first"]);
    await rig.pass(60_000);
    expect(subjects()).toEqual(["first", "first"]);
    await rig.pass(60_000);
    expect(subjects()).toEqual(["first", "first"]);
    await rig.pass(3 * 60_000);
    expect(subjects()).toEqual(["first", "first", "first"]);
    expect(new Set(rig.sent.map((job) => job.key)).size).toBe(1);
    await rig.pass(2 * DAY_MS);
    expect(subjects().at(-1)).toBe("second");
  });

  it("does not repeat a message of which nobody knows whether it arrived", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    rig.answers.push({ kind: "unknown", code: "email.timeout", values: {} });
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(subjects()).toEqual(["first"]);
    await rig.pass(DAY_MS);
    expect(subjects()).toEqual(["first", "second"]);
  });

  it("never writes again to an address that bounced for good", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    rig.answers.push({
      kind: "failed",
      code: "email.no-such-mailbox",
      values: { answer: "550" },
      suppress: true,
    });
    await rig.track("ana", "Signed Up");
    await rig.pass(3 * DAY_MS);
    expect(subjects()).toEqual(["first"]);
    expect(await rig.history()).toContain("message.suppressed");
  });

  it("does not write to somebody who has not agreed, and goes on with the run", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" }, "withdrawn" as "granted");
    await rig.track("ana", "Signed Up");
    await rig.pass(2 * DAY_MS);
    expect(subjects()).toEqual([]);
    expect((await rig.history()).filter((code) => code === "message.withdrawn")).toHaveLength(2);
  });

  it("starts once per quiet spell, and an order begins a new one", async () => {
    await rig.publish(quietGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Order Completed", { order_id: "1" });
    await rig.pass(60 * DAY_MS);
    await rig.pass(8 * DAY_MS);
    expect(rig.sent).toHaveLength(2);
    await rig.pass(100 * DAY_MS);
    expect(rig.sent).toHaveLength(2);
    await rig.track("ana", "Order Completed", { order_id: "2" });
    await rig.pass(60 * DAY_MS);
    expect(rig.sent).toHaveLength(3);
    await rig.track("ana", "Order Completed", { order_id: "3" });
    await rig.pass(8 * DAY_MS);
    expect(rig.sent).toHaveLength(3);
  });

  it("watches the people who were there before, and starts for overdue ones only when asked", async () => {
    await rig.identify("old", { email: "old@example.com" });
    await rig.identify("new", { email: "new@example.com" });
    await rig.track("old", "Order Completed", { order_id: "1" });
    await rig.pass(40 * DAY_MS);
    await rig.track("new", "Order Completed", { order_id: "2" });
    await rig.pass(30 * DAY_MS);
    await rig.publish(quietGraph);
    await rig.engine.settled();
    expect(rig.sent).toHaveLength(0);
    await rig.pass(30 * DAY_MS);
    expect(rig.sent.map((job) => job.endpoint)).toEqual(["new@example.com"]);
    await rig.publish(quietGraph, { includeOverdue: true });
    await rig.engine.settled();
    await rig.pass(10_000);
    expect(rig.sent.map((job) => job.endpoint)).toEqual([
      "new@example.com",
      "old@example.com",
      "new@example.com",
    ]);
  });

  it("does not start for an event that is told days later", async () => {
    await rig.publish(welcomeGraph);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up", {}, rig.clock.now() - 3 * DAY_MS);
    expect(rig.sent).toHaveLength(0);
    expect(await rig.history()).toEqual(["trigger.too-old"]);
  });
});
