import { afterEach, beforeEach, expect, it } from "vitest";
import { writeSetting } from "#server/store/settings.ts";
import { publishDraft, saveDraft, switchWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const day = (id: string) => ({ id, type: "delay", config: { duration: { amount: 1, unit: "days" } } });
const signup = { id: "signup", type: "signup", config: {} };
const cart = { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
const quiet = { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 30 } };
const welcome = drawGraph([signup, day("wait"), email("first"), day("again"), email("second")]);

eachDatabase("a switch", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const subjects = () =>
    rig.sent.map(({ content }) => (content.channel === "email" ? content.subject : content.channel));

  async function switchTo(id: number, to: "live" | "paused"): Promise<void> {
    await open().transaction((tx) => switchWorkflow(tx, id, to, rig.clock.now()));
    await rig.engine.reload();
    await rig.engine.settled();
  }

  async function setSendingOff(off: boolean): Promise<void> {
    await open().transaction((tx) => writeSetting(tx, "sendingOff", off));
    await rig.engine.reload();
    await rig.engine.settled();
  }

  it("holds the people in a paused workflow, and they go on after it", async () => {
    const id = await rig.publish(welcome);
    await rig.track("ana", "Signed Up");
    await switchTo(id, "paused");
    await rig.pass(3 * DAY_MS);
    expect(subjects()).toEqual([]);
    await switchTo(id, "live");
    expect(subjects()).toEqual(["first"]);
    await rig.pass(DAY_MS);
    expect(subjects()).toEqual(["first", "second"]);
  });

  it("lets nobody into a paused workflow, and tells them why", async () => {
    const id = await rig.publish(welcome);
    await switchTo(id, "paused");
    await rig.track("ana", "Signed Up");
    expect(await rig.history()).toEqual(["trigger.paused"]);
    await switchTo(id, "live");
    await rig.pass(5 * DAY_MS);
    expect(subjects()).toEqual([]);
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(subjects()).toEqual(["first"]);
  });

  it("lets people leave a paused workflow", async () => {
    const id = await rig.publish(drawGraph([quiet, email("first"), day("wait"), email("second")]));
    await rig.track("ana", "Order Completed");
    await rig.pass(30 * DAY_MS);
    expect(subjects()).toEqual(["first"]);
    await switchTo(id, "paused");
    await rig.track("ana", "Order Completed");
    expect(await rig.history()).toContain("run.exit-event");
    await switchTo(id, "live");
    await rig.pass(2 * DAY_MS);
    expect(subjects()).toEqual(["first"]);
  });

  it("keeps counting the idle time of carts and people while their workflow is paused", async () => {
    const carts = await rig.publish(drawGraph([cart, email("cart reminder")]));
    const people = await rig.publish(drawGraph([quiet, email("come back")]));
    await rig.track("ana", "Order Completed");
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a" });
    for (const id of [carts, people]) await switchTo(id, "paused");
    await rig.pass(HOUR_MS - 60_000);
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "b" });
    await rig.pass(2 * 60_000);
    await switchTo(carts, "live");
    expect(subjects()).toEqual([]);
    await rig.pass(HOUR_MS);
    expect(subjects()).toEqual(["cart reminder"]);

    await rig.pass(29 * DAY_MS);
    await rig.track("ana", "Order Completed");
    await rig.pass(5 * DAY_MS);
    await switchTo(people, "live");
    expect(subjects()).toEqual(["cart reminder"]);
    await rig.pass(25 * DAY_MS);
    expect(subjects()).toEqual(["cart reminder", "come back"]);
  });

  it("stops all sending at once, and what waits goes out after it", async () => {
    await rig.publish(drawGraph([signup, email("first"), email("second")]));
    await setSendingOff(true);
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(subjects()).toEqual([]);
    const [message] = await open().query.select().from(open().tables.messages);
    expect(message?.status).toBe("queued");
    await setSendingOff(false);
    expect(subjects()).toEqual(["first", "second"]);
  });

  it("lets people finish the version they are in when another one is published", async () => {
    const id = await rig.publish(welcome);
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    await publishAgain(id, drawGraph([signup, email("new first")]));
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    expect(
      rig.sent.map(({ endpoint, content }) => [endpoint, "subject" in content && content.subject]),
    ).toEqual([
      ["ana@example.com", "first"],
      ["ben@example.com", "new first"],
      ["ana@example.com", "second"],
    ]);
    const runs = await open().query.select().from(open().tables.runs);
    expect(runs.map(({ status }) => status)).toEqual(["finished", "finished"]);
  });

  it("still ends the runs of an older version by the event that ends them", async () => {
    const id = await rig.publish(drawGraph([cart, email("first"), day("wait"), email("second")]));
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a" });
    await rig.pass(HOUR_MS);
    await publishAgain(id, drawGraph([signup, email("other")]));
    await rig.track("ana", "Order Completed", { cart_id: "c1" });
    await rig.pass(2 * DAY_MS);
    expect(subjects()).toEqual(["first"]);
    expect((await rig.history()).at(-1)).toBe("run.exit-event");
  });

  async function publishAgain(id: number, graph: Graph): Promise<void> {
    const now = rig.clock.now();
    const revision = await open().transaction((tx) => saveDraft(tx, id, { revision: 1, graph }, now));
    const publication = { revision: revision!, by: "test", backfill: null };
    expect(await open().transaction((tx) => publishDraft(tx, id, publication, now))).toMatchObject({
      number: 2,
    });
    await rig.engine.reload();
  }
});
