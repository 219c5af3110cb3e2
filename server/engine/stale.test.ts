import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const delay = (days: number) => ({
  id: "wait",
  type: "delay",
  config: { duration: { amount: days, unit: "days" } },
});
const cart = { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
/** What was due more than two days before a workflow goes on is dropped. */
const settings = { staleAfter: { amount: 2, unit: "days" } };

eachDatabase("after a long pause", (open) => {
  let rig: EngineRig;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    for (const name of ["ana", "ben"]) await rig.identify(name, { email: `${name}@example.com` });
  });
  afterEach(() => rig.engine.stop());

  const sentTo = () => rig.sent.map(({ endpoint }) => endpoint);
  const ends = async () => (await rig.runs()).map(({ status, endCode }) => endCode ?? status);
  async function pauseFor(days: number): Promise<void> {
    await rig.switchTo(id, "paused");
    await rig.pass(days * DAY_MS);
    expect(rig.sent).toEqual([]);
    await rig.switchTo(id, "live");
  }

  it("a run whose step is long overdue leaves with its reason, and a fresh one goes on", async () => {
    id = await rig.publish(drawGraph([signup, delay(1), email("hello")]), { settings });
    await rig.track("ana", "Signed Up");
    await rig.pass(12 * HOUR_MS);
    await rig.track("ben", "Signed Up");
    // Ana's step was due two and a half days before, Ben's exactly two.
    await pauseFor(3);
    expect(sentTo()).toEqual(["ben@example.com"]);
    expect(await ends()).toEqual(["run.too-stale", "run.finished"]);
  });

  it("publishing a paused workflow with the word to go on is going on too", async () => {
    const graph = drawGraph([signup, delay(1), email("hello")]);
    id = await rig.publish(graph, { settings });
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.pass(5 * DAY_MS);
    await rig.republish(id, { ...graph, settings });
    expect(await ends()).toEqual(["active"]);
    await rig.republish(id, { ...graph, settings }, { resume: true });
    expect(rig.sent).toEqual([]);
    expect(await ends()).toEqual(["run.too-stale"]);
  });

  it("a cart that was idle long ago is not reminded of, and says so", async () => {
    id = await rig.publish(drawGraph([cart, email("reminder")]), { settings });
    await rig.track("ana", "Product Added", { cart_id: "c1", product_id: "a" });
    await rig.switchTo(id, "paused");
    await rig.pass(2 * DAY_MS);
    await rig.track("ben", "Product Added", { cart_id: "c2", product_id: "a" });
    await rig.pass(2 * DAY_MS);
    await rig.switchTo(id, "live");
    expect(sentTo()).toEqual(["ben@example.com"]);
    expect(await rig.history()).toContain("entry.too-stale");
  });

  it("a message that waited is not sent, and its run goes on", async () => {
    id = await rig.publish(drawGraph([signup, email("hello"), delay(1), email("later")]), { settings });
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.set("sendingOff", false);
    await rig.pass(2 * DAY_MS + 1);
    await rig.switchTo(id, "live");
    expect(await rig.messages()).toMatchObject([{ status: "skipped", reasonCode: "message.too-stale" }]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["later"]);
  });

  it("a message that waited not so long is sent", async () => {
    id = await rig.publish(drawGraph([signup, email("hello")]), { settings });
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.set("sendingOff", false);
    await rig.pass(2 * DAY_MS);
    await rig.switchTo(id, "live");
    expect(rig.subjects()).toEqual(["hello"]);
  });

  it("what fell due while only the server was down is still done", async () => {
    id = await rig.publish(drawGraph([signup, delay(1), email("hello")]), { settings });
    await rig.track("ana", "Signed Up");
    await rig.engine.stop();
    rig.clock.advance(20 * DAY_MS);
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
    expect(sentTo()).toEqual(["ana@example.com"]);
  });

  it("a run of an older version keeps the limit of its own version", async () => {
    id = await rig.publish(drawGraph([signup, delay(1), email("hello")]), { settings });
    await rig.track("ana", "Signed Up");
    const generous = { staleAfter: { amount: 30, unit: "days" } };
    await rig.republish(id, { ...drawGraph([signup, delay(1), email("hello")]), settings: generous });
    await rig.track("ben", "Signed Up");
    await pauseFor(5);
    expect(sentTo()).toEqual(["ben@example.com"]);
    expect(await ends()).toEqual(["run.too-stale", "run.finished"]);
  });
});
