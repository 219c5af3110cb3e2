import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const byHand = { id: "start", type: "manual", config: {} };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const hello = drawGraph([byHand, email("hello"), day, email("later")]);

eachDatabase("a start by hand", (open) => {
  let rig: EngineRig;
  let ana: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    ana = (await rig.profile("ana")).id;
  });
  afterEach(() => rig.engine.stop());

  async function start(workflowId: number, messageId: string | null = null, data = {}) {
    const result = await rig.engine.startByHand(workflowId, ana, { messageId, data });
    await rig.engine.settled();
    return result;
  }

  it("takes the first step at once, with what came along", async () => {
    const id = await rig.publish(hello);
    expect(await start(id, "m1", { event: { code: "X1" } })).toMatchObject({ kind: "started" });
    expect(rig.sent).toMatchObject([{ data: { event: { code: "X1" } } }]);
  });

  it("follows the workflow's rule for entering again, and one message id starts once within a week", async () => {
    const id = await rig.publish(hello, { settings: { reentry: "after-exit" } });
    await start(id, "m1");
    expect(await start(id, "m1")).toEqual({ kind: "duplicate" });
    expect(await start(id, "m2")).toMatchObject({ kind: "refused", reason: { code: "entry.inside" } });
    await rig.pass(2 * DAY_MS);
    expect(await start(id, "m1")).toEqual({ kind: "duplicate" });
    expect(await start(id, "m3")).toMatchObject({ kind: "started" });
    expect(await rig.runs()).toHaveLength(2);
  });

  it("is not possible for a workflow that is paused, a draft, removed, or starts by something else", async () => {
    const id = await rig.publish(hello);
    await rig.switchTo(id, "paused");
    expect(await start(id)).toBeNull();
    await rig.switchTo(id, "live");
    const other = await rig.publish(drawGraph([{ id: "start", type: "signup", config: {} }, email("hi")]));
    expect(await start(other)).toBeNull();
    expect(await start(999)).toBeNull();
    expect(await rig.runs()).toEqual([]);
    expect(await start(id)).toMatchObject({ kind: "started" });
  });

  it("is not possible for somebody who is not there", async () => {
    const id = await rig.publish(hello);
    expect(await rig.engine.startByHand(id, ana + 1, { messageId: "m1", data: {} })).toBeNull();
    expect(await start(id, "m1")).toMatchObject({ kind: "started" });
  });
});
