import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string, subject = id) => ({ id, type: "send-email", config: { subject, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const days = (id: string, amount = 1) => ({
  id,
  type: "delay",
  config: { duration: { amount, unit: "days" } },
});
const stay = { targets: {}, exit: false };
const old = drawGraph([signup, days("wait"), email("hello", "old"), days("more"), email("last", "old last")]);

eachDatabase("people inside, when another version is published,", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const ends = async () => (await rig.runs()).map(({ status, endCode }) => endCode ?? status);

  it("go on by the new one from the step they are at, and wait no longer for it", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.pass(12 * HOUR_MS);
    await rig.republish(id, drawGraph([signup, days("wait", 9), email("hello", "new"), email("end")]), {
      people: stay,
    });
    await rig.pass(12 * HOUR_MS);
    expect(rig.subjects()).toEqual(["new", "end"]);
    expect(await rig.history()).toContain("run.moved");
    expect(await ends()).toEqual(["run.finished"]);
  });

  it("stay where they are without a word from the owner", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, days("wait"), email("hello", "new")]));
    for (let passed = 0; passed < 3; passed++) await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["old", "old last"]);
  });

  it("go from a deleted step to the one that was chosen for it, and that step is taken at once", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, email("hello", "new"), email("end")]), {
      people: { targets: { wait: "hello" }, exit: false },
    });
    expect(rig.subjects()).toEqual(["new", "end"]);
    const visits = await open().query.select().from(open().tables.visits);
    expect(visits.map(({ nodeId, port }) => [nodeId, port])).toEqual([
      ["signup", "next"],
      ["wait", null],
      ["hello", "next"],
      ["end", "next"],
    ]);
    expect(visits.every(({ leftAt }) => leftAt !== null)).toBe(true);
    await rig.pass(3 * DAY_MS);
    expect(rig.sent).toHaveLength(2);
  });

  it("take a step that has become another kind of step from its start", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, email("wait", "instead"), days("pause"), email("end")]), {
      people: stay,
    });
    expect(rig.subjects()).toEqual(["instead"]);
    expect(await rig.runs()).toMatchObject([{ status: "active", nodeId: "pause" }]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["instead", "end"]);
  });

  it("are not written to by a step whose message was on its way when it became a wait", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello", "old"), email("next", "old next")]));
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, days("hello"), email("end")]), { people: stay });
    await rig.set("sendingOff", false);
    expect(await rig.messages()).toMatchObject([{ status: "skipped", reasonCode: "message.run-ended" }]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["end"]);
    expect(await ends()).toEqual(["run.finished"]);
  });

  it("leave from a deleted step for which none was chosen, and say so", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, email("hello", "new")]), { people: stay });
    await rig.pass(3 * DAY_MS);
    expect(await ends()).toEqual(["run.moved-out"]);
    expect(rig.sent).toEqual([]);
  });

  it("all leave when the owner wants that, also while it is paused at first", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.republish(id, old, { people: { targets: {}, exit: true } });
    await rig.pass(3 * DAY_MS);
    expect(await ends()).toEqual(["run.moved-out"]);
    expect(rig.sent).toEqual([]);
  });

  it("go on by the new one after the message that is on its way", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello", "old"), email("next", "old next")]));
    let arrive = () => {};
    rig.gate = () => new Promise((resolve) => (arrive = resolve));
    await rig.engine.accept([rig.event("ana", "Signed Up")]);
    await rig.until(() => rig.sent.length === 1);
    const moved = rig.republish(id, drawGraph([signup, email("hello", "new"), email("other")]), {
      people: stay,
    });
    await rig.until(async () => (await rig.history()).includes("run.moved"));
    rig.gate = async () => {};
    arrive();
    await moved;
    expect(rig.subjects()).toEqual(["old", "other"]);
    expect(await ends()).toEqual(["run.finished"]);
  });

  it("are not written to twice when their step is deleted while its message is on its way", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello", "old"), email("next", "old next")]));
    let arrive = () => {};
    rig.gate = () => new Promise((resolve) => (arrive = resolve));
    await rig.engine.accept([rig.event("ana", "Signed Up")]);
    await rig.until(() => rig.sent.length === 1);
    const moved = rig.republish(id, drawGraph([signup, days("pause"), email("end")]), {
      people: { targets: { hello: "pause" }, exit: false },
    });
    await rig.until(async () => (await rig.history()).includes("run.moved"));
    rig.gate = async () => {};
    arrive();
    await moved;
    expect(await rig.messages()).toMatchObject([{ status: "sent" }]);
    expect(await rig.runs()).toMatchObject([{ status: "active", nodeId: "pause" }]);
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["old", "end"]);
  });

  it("do not get the message that waits at a step which was deleted", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello", "old"), email("next", "old next")]));
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, email("new")]), {
      people: { targets: { hello: "new" }, exit: false },
    });
    await rig.set("sendingOff", false);
    expect(rig.subjects()).toEqual(["new"]);
    expect(await rig.messages()).toMatchObject([
      { status: "skipped", reasonCode: "message.run-ended" },
      { status: "sent" },
    ]);
    expect(await ends()).toEqual(["run.finished"]);
  });

  it("leave by the rules of the new one", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(
      id,
      { ...old, settings: { exitEvents: [{ event: "Order Completed" }] } },
      {
        people: stay,
      },
    );
    await rig.track("ana", "Order Completed");
    expect(await ends()).toEqual(["run.exit-event"]);
  });

  it("are moved all of them, although the server is stopped in the middle", async () => {
    const names = Array.from({ length: 70 }, (_, index) => `p${index}`);
    const id = await rig.publish(old);
    await rig.accept(...names.map((name) => rig.event(name, "Signed Up")));
    await rig.engine.stop();
    rig.engine = rig.makeEngine();
    await rig.republish(id, drawGraph([signup, days("other", 2)]), {
      people: { targets: { wait: "other" }, exit: false },
    });
    await rig.engine.start();
    await rig.until(async () => (await rig.runs()).some(({ nodeId }) => nodeId === "other"));
    await rig.engine.stop();
    const moved = () => rig.runs().then((runs) => runs.filter(({ nodeId }) => nodeId === "other").length);
    expect(await moved()).toBeLessThan(names.length);
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
    expect(await moved()).toBe(names.length);
    expect((await rig.history()).filter((code) => code === "run.moved")).toHaveLength(names.length);
    const [workflow] = await open().query.select().from(open().tables.workflows);
    expect(workflow?.move).toBeNull();
  });
});
