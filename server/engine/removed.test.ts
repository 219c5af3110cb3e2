import { afterEach, beforeEach, expect, it } from "vitest";
import { handOverMessage } from "#server/store/outbox.ts";
import { removeWorkflow, restoreWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const birthday = { id: "date", type: "date-attribute", config: { attribute: "birthday" } };
const daily = { id: "daily", type: "schedule", config: { cron: "0 9 * * *" } };

eachDatabase("a removed workflow", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", attributes: { birthday: "1990-03-12" } });
  });
  afterEach(() => rig.engine.stop());

  async function remove(id: number): Promise<void> {
    await open().transaction((tx) => removeWorkflow(tx, id, rig.clock.now()));
    await rig.engine.reload();
  }

  async function restore(id: number): Promise<void> {
    await open().transaction((tx) => restoreWorkflow(tx, id));
    await rig.engine.reload();
    await rig.switchTo(id, "live");
  }

  it("does nothing any more, and lets nobody in", async () => {
    const ids = [
      await rig.publish(drawGraph([signup, day, email("later")])),
      await rig.publish(drawGraph([birthday, email("birthday")])),
      await rig.publish(drawGraph([daily, email("daily")])),
    ];
    await rig.track("ana", "Signed Up");
    for (const id of ids) await remove(id);
    await rig.pass(5 * DAY_MS);
    await rig.track("ana", "Signed Up");
    await rig.restart();
    expect(rig.subjects()).toEqual([]);
    expect(await rig.runs()).toMatchObject([{ status: "active", nodeId: "wait" }]);
    expect(await rig.history()).toEqual(["run.started"]);
  });

  it("lets go of whoever does what ends a run, so that nobody is reminded of it later", async () => {
    const settings = { exitEvents: [{ event: "Order Completed" }] };
    const id = await rig.publish(drawGraph([signup, day, email("later")]), { settings });
    await rig.track("ana", "Signed Up");
    await remove(id);
    await rig.track("ana", "Order Completed");
    expect(await rig.runs()).toMatchObject([{ status: "exited" }]);
    await rig.pass(2 * DAY_MS);
    await restore(id);
    expect(rig.subjects()).toEqual([]);
  });

  it("goes on with its people when it is brought back", async () => {
    const id = await rig.publish(drawGraph([signup, day, email("later")]));
    await rig.track("ana", "Signed Up");
    await remove(id);
    await rig.pass(2 * DAY_MS);
    await restore(id);
    expect(rig.subjects()).toEqual(["later"]);
  });

  it("knows what became of the message that was on its way, and its run goes on when it is back", async () => {
    const id = await rig.publish(drawGraph([signup, email("first"), email("second")]));
    let arrive = () => {};
    rig.gate = () => new Promise((resolve) => (arrive = resolve));
    await rig.engine.accept([rig.event("ana", "Signed Up")]);
    await rig.until(() => rig.sent.length === 1);
    await remove(id);
    arrive();
    rig.gate = async () => {};
    await rig.engine.settled();
    expect(await rig.messages()).toMatchObject([{ status: "sent" }, { status: "queued" }]);
    expect(rig.subjects()).toEqual(["first"]);
    await restore(id);
    expect(rig.subjects()).toEqual(["first", "second"]);
  });

  it("does not keep the server from starting when it died over one of its messages", async () => {
    const id = await rig.publish(drawGraph([signup, email("first"), email("second")]));
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    const [message] = await rig.messages();
    const handOver = { process: "dead process", counts: true };
    await open().transaction(() => handOverMessage(message!.id, handOver, rig.clock.now()));
    await remove(id);
    rig.clock.advance(HOUR_MS);
    await rig.restart();
    await rig.set("sendingOff", false);
    expect(await rig.messages()).toMatchObject([{ status: "unknown" }, { status: "queued" }]);
    await restore(id);
    expect(rig.subjects()).toEqual(["second"]);
  });
});
