import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { RunChoice } from "#drizzle/tables.ts";
import { beginBulk, stopBulk } from "#server/store/bulk-actions.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { RunAction } from "#workflows/run-actions.ts";

const PEOPLE = 45;
const signup = { id: "signup", type: "signup", config: {} };
const email = { id: "hello", type: "send-email", config: { subject: "hello", body: "Hello" } };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const waiting = drawGraph([signup, day, email]);
const everybody = { kind: "filter" as const, status: null, nodeId: null };

eachDatabase("something done to many runs", (open) => {
  let rig: EngineRig;
  let workflowId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  async function enter(graph: typeof waiting, count: number) {
    workflowId = await rig.publish(graph);
    for (let person = 0; person < count; person++) {
      await rig.identify(`p${person}`, { email: `p${person}@example.com` });
      await rig.engine.accept([rig.event(`p${person}`, "Signed Up")]);
    }
    await rig.engine.settled();
  }
  const begin = (action: RunAction, choice: RunChoice = everybody, total = PEOPLE) =>
    open().transaction((tx) =>
      beginBulk(tx, { workflowId, action, choice, total, by: "olga" }, rig.clock.now()),
    );
  async function bulk() {
    const { bulkActions } = open().tables;
    return (await open().query.select().from(bulkActions).orderBy(bulkActions.id)).at(-1)!;
  }
  const codes = async (code: string) => (await rig.history()).filter((other) => other === code).length;

  it("is done once to each, also when the server stops in the middle", async () => {
    await enter(waiting, PEOPLE);
    await begin({ kind: "skip" });
    rig.engine.poke();
    await rig.until(async () => (await bulk()).done > 0);
    await rig.engine.stop();
    expect((await bulk()).done).toBeLessThan(PEOPLE);
    expect((await bulk()).endedAt).toBeNull();
    await rig.restart();
    expect(await bulk()).toMatchObject({ done: PEOPLE, refused: 0, endedAt: rig.clock.now() });
    expect(await codes("run.skipped-wait")).toBe(PEOPLE);
    expect(rig.sent).toHaveLength(PEOPLE);
    expect(new Set((await rig.messages()).map(({ key }) => key)).size).toBe(PEOPLE);
  });

  it("can be stopped halfway, and what is done stays done", async () => {
    await enter(waiting, PEOPLE);
    const id = (await begin({ kind: "stop" }))!;
    rig.engine.poke();
    await rig.until(async () => (await bulk()).done > 0);
    const stop = { id, workflowId, by: "Olga" };
    expect(await open().transaction((tx) => stopBulk(tx, stop, rig.clock.now()))).toBe(true);
    await rig.engine.settled();
    const { done, stoppedBy } = await bulk();
    expect(done).toBeLessThan(PEOPLE);
    expect(stoppedBy).toBe("Olga");
    const active = (await rig.runs()).filter(({ status }) => status === "active");
    expect(active).toHaveLength(PEOPLE - done);
    expect(await open().transaction((tx) => stopBulk(tx, stop, rig.clock.now()))).toBe(false);
  });

  it("counts those whom it does not fit by the reason, and tells those whom it was meant for", async () => {
    workflowId = await rig.publish(drawGraph([signup, email]));
    rig.answers.push(
      { kind: "failed", code: "email.refused", values: { answer: "no" } },
      { kind: "unknown", code: "email.timeout", values: {} },
    );
    for (const person of ["ana", "bo", "cy"]) {
      await rig.identify(person, { email: `${person}@example.com` });
      await rig.track(person, "Signed Up");
    }
    const runIds = (await rig.runs()).map(({ id }) => id);
    await begin({ kind: "retry" }, { kind: "list", runIds: runIds.toReversed() }, 3);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({
      done: 1,
      refused: 2,
      action: { kind: "retry" },
      refusals: { "act.went-out": 2 },
    });
    expect(rig.sent).toHaveLength(4);
    expect(await codes("run.act-refused")).toBe(2);
  });

  it("reaches only the runs of its filter, and nobody who entered after it was asked for", async () => {
    await enter(waiting, 3);
    const { runs } = open().tables;
    const [, second] = await rig.runs();
    await open().query.update(runs).set({ convertedAt: 1 }).where(eq(runs.id, second!.id));
    await begin({ kind: "stop" }, { ...everybody, converted: false }, 2);
    await rig.identify("late", { email: "late@example.com" });
    await rig.track("late", "Signed Up");
    const statuses = (await rig.runs()).map(({ status }) => status);
    expect(statuses).toEqual(["exited", "active", "exited", "active"]);
  });

  it("walks over runs that do not fit, a few hundred at a time", async () => {
    await enter(waiting, 1);
    const { runs } = open().tables;
    const [run] = await rig.runs();
    const { id: _, ...like } = run!;
    const others = Array.from({ length: 450 }, (_, index) => ({
      ...like,
      entryKey: `other-${index}`,
      wakeAt: null,
    }));
    await open().query.insert(runs).values(others);
    const last = (await rig.runs()).at(-1)!;
    await open().query.update(runs).set({ convertedAt: 1 }).where(eq(runs.id, last.id));
    await begin({ kind: "stop" }, { ...everybody, converted: true }, 1);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({ done: 1, refused: 0, endedAt: rig.clock.now() });
    const ended = (await rig.runs()).filter(({ status }) => status === "exited");
    expect(ended.map(({ id }) => id)).toEqual([last.id]);
  });

  it("reads the versions that only ended runs are in", async () => {
    workflowId = await rig.publish(drawGraph([signup, email]));
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no" } });
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.republish(workflowId, waiting);
    await rig.restart();
    await begin({ kind: "retry" }, { ...everybody, versionId: (await rig.runs())[0]!.versionId }, 1);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({ done: 1, refused: 0 });
    expect(rig.subjects()).toEqual(["hello", "hello"]);
  });

  it("skips the wait that somebody was seen in, and no later one", async () => {
    await enter(drawGraph([signup, day, { ...day, id: "more" }, email]), 2);
    const seen = await rig.runs();
    const runIds = seen.map(({ id }) => id);
    const visits = seen.map(({ state }) => state.visit);
    await rig.pass(DAY_MS);
    expect(await rig.runs()).toMatchObject([{ nodeId: "more" }, { nodeId: "more" }]);
    await begin({ kind: "skip" }, { kind: "list", runIds, visits: [visits[0]!, visits[1]! + 1] }, 2);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({ done: 1, refused: 1, refusals: { "act.gone-on": 1 } });
    expect(await rig.runs()).toMatchObject([
      { status: "active", nodeId: "more" },
      { status: "finished", nodeId: "hello" },
    ]);
    await begin({ kind: "stop" }, { kind: "list", runIds, visits }, 2);
    await rig.engine.settled();
    expect((await rig.runs())[0]).toMatchObject({ status: "exited" });
  });

  it("skips no wait that began after it was asked for", async () => {
    await enter(drawGraph([signup, day, { ...day, id: "more" }, email]), 1);
    const runIds = (await rig.runs()).map(({ id }) => id);
    const { bulkActions } = open().tables;
    for (const choice of [everybody, { kind: "list" as const, runIds }]) {
      await rig.pass(DAY_MS / 2);
      const id = (await begin({ kind: "skip" }, choice, 1))!;
      const before = rig.clock.now() - DAY_MS;
      await open().query.update(bulkActions).set({ createdAt: before }).where(eq(bulkActions.id, id));
      await rig.engine.settled();
      expect(await bulk()).toMatchObject({ done: 0, refused: 1, refusals: { "act.gone-on": 1 } });
    }
    expect(rig.sent).toEqual([]);
  });

  it("skips the wait of its filter, and none that people are in who only came by there", async () => {
    await enter(drawGraph([signup, day, { ...day, id: "more" }, email]), 1);
    await rig.pass(DAY_MS);
    await begin({ kind: "skip" }, { ...everybody, nodeId: "wait" }, 1);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({ done: 0, refused: 0, endedAt: rig.clock.now() });
    await begin({ kind: "skip" }, { ...everybody, nodeId: "more" }, 1);
    await rig.engine.settled();
    expect(await bulk()).toMatchObject({ done: 1 });
  });

  it("is one at a time in a workflow", async () => {
    await enter(waiting, 1);
    await rig.engine.stop();
    expect(await begin({ kind: "skip" })).not.toBeNull();
    expect(await begin({ kind: "stop" })).toBeNull();
  });
});
