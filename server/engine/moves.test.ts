import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import type { PeopleAnswers } from "#workflows/people-inside.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string, subject = id) => ({ id, type: "send-email", config: { subject, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const days = (id: string, amount = 1) => ({
  id,
  type: "delay",
  config: { duration: { amount, unit: "days" } },
});
const stay: PeopleAnswers = { kind: "move", answers: {}, targets: {} };
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
      people: { targets: { wait: "hello" }, kind: "move", answers: {} },
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

  it("all leave when the owner wants that, also while it is paused", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.republish(id, old, { people: { kind: "exit", answers: {}, targets: {} } });
    await rig.pass(3 * DAY_MS);
    expect(await ends()).toEqual(["run.sent-out"]);
    expect(rig.sent).toEqual([]);
  });

  it("are held on by a paused workflow that is mended, and go on when it is resumed", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.republish(id, drawGraph([signup, email("hello", "mended"), days("more"), email("last")]), {
      people: { kind: "move", answers: {}, targets: { wait: "hello" } },
    });
    await rig.pass(2 * DAY_MS);
    expect(await rig.history()).toContain("run.moved");
    expect(rig.sent).toEqual([]);
    await rig.switchTo(id, "live");
    expect(rig.subjects()).toEqual(["mended"]);
  });

  it("go on at once when a paused workflow is resumed by it", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    await rig.pass(2 * DAY_MS);
    await rig.republish(id, old, { resume: true });
    expect(rig.subjects()).toEqual(["old"]);
  });

  it("have at each step the answer that was given for it, and else the one for everybody", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    const placed = async () =>
      (await rig.runs()).map(({ nodeId, status, versionId }) => `${nodeId} ${status} ${versionId}`);
    const [first] = (await rig.runs()).map(({ versionId }) => versionId);
    expect(await placed()).toEqual([`more active ${first}`, `wait active ${first}`]);

    await rig.republish(id, old, { people: { kind: "stay", answers: { wait: "move" }, targets: {} } });
    expect(await placed()).toEqual([`more active ${first}`, `wait active ${first! + 1}`]);
    const people: PeopleAnswers = { kind: "move", answers: { more: "exit", wait: "stay" }, targets: {} };
    await rig.republish(id, old, { people });
    expect(await placed()).toEqual([`more exited ${first}`, `wait active ${first! + 1}`]);
    await rig.republish(id, drawGraph([signup, email("hello", "new")]), {
      people: { kind: "exit", answers: { wait: "move" }, targets: { wait: "hello" } },
    });
    expect(rig.subjects()).toEqual(["old", "new"]);
  });

  it("begun by an earlier release are gone on with as they were meant", async () => {
    const id = await rig.publish(old);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, old);
    const { workflows } = open().tables;
    const versionId = (await open().query.select().from(workflows))[0]!.liveVersionId!;
    const move = { versionId, targets: {}, exit: true, afterRunId: 0 };
    await open().query.update(workflows).set({ move });
    await rig.pass(DAY_MS);
    expect(await ends()).toEqual(["run.sent-out"]);
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
      people: { targets: { hello: "pause" }, kind: "move", answers: {} },
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
      people: { targets: { hello: "new" }, kind: "move", answers: {} },
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
      people: { targets: { wait: "other" }, kind: "move", answers: {} },
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

  describe("when the next version comes before everybody was", () => {
    const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const second = drawGraph([signup, days("wait", 2), email("hello", "second")]);
    const third = drawGraph([signup, days("wait", 3), email("hello", "third")]);
    const exit: PeopleAnswers = { kind: "exit", answers: {}, targets: {} };
    let id: number;
    beforeEach(async () => {
      id = await rig.publish(old);
      await rig.accept(...names.map((name) => rig.event(name, "Signed Up")));
      await rig.engine.stop();
      rig.engine = rig.makeEngine();
    });

    it("leave all the same, if that was decided; who came since stays", async () => {
      await rig.republish(id, second, { people: exit });
      await rig.republish(id, third);
      await rig.engine.start();
      await rig.engine.settled();
      expect(new Set(await ends())).toEqual(new Set(["run.sent-out"]));
      expect(await rig.runs()).toHaveLength(names.length);
      await rig.track("ana", "Signed Up");
      expect((await ends()).at(-1)).toBe("active");
    });

    it("go to the version that was meant, and stay there", async () => {
      await rig.republish(id, second, { people: stay });
      await rig.republish(id, third);
      await rig.engine.start();
      await rig.engine.settled();
      const { versions, workflows } = open().tables;
      const [, meant] = await open().query.select().from(versions).orderBy(versions.id);
      expect(new Set((await rig.runs()).map(({ versionId }) => versionId))).toEqual(new Set([meant!.id]));
      expect((await open().query.select().from(workflows))[0]?.move).toBeNull();
    });

    it("go by the newer answer where it has one, and by the earlier one elsewhere", async () => {
      await rig.republish(id, second, { people: exit });
      const answers = { more: "move" as const };
      await rig.republish(id, third, { people: { kind: "stay", answers, targets: {} } });
      await rig.engine.start();
      await rig.engine.settled();
      expect(new Set(await ends())).toEqual(new Set(["run.sent-out"]));
      const [workflow] = await open().query.select().from(open().tables.workflows);
      expect(workflow?.move).toBeNull();
    });
  });
});
