import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { insertHook } from "#server/store/hooks.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { Problem } from "#workflows/validate.ts";
import { workflowsRouter } from "./workflows.ts";

const signup = { id: "signup", type: "signup", config: {} };
const day = (id: string) => ({ id, type: "delay", config: { duration: { amount: 1, unit: "days" } } });
const email = (id: string, subject = id) => ({ id, type: "send-email", config: { subject, body: "Hello" } });
const welcome = drawGraph([signup, day("wait"), email("first"), day("more"), email("last")]);

eachDatabase("a workflow that is published again", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.start();
    id = await rig.publish(welcome);
    for (const name of ["ana", "ben"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
      if (name === "ana") await rig.pass(DAY_MS);
    }
    rig.sent.length = 0;
  });
  afterEach(async () => {
    await rig.engine.stop();
    await senders.close();
  });

  function api() {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role: "editor" as const };
    return workflowsRouter.createCaller({ services: services as unknown as Services, person });
  }
  type Answers = Partial<Parameters<ReturnType<typeof api>["publish"]>[0]>;

  async function publish(graph: Graph, answers: Answers = {}) {
    const { draftRevision } = await api().get({ id });
    const saved = await api().saveDraft({ id, revision: draftRevision, graph });
    const input = { id, revision: saved.revision, includeOverdue: false, ...answers };
    const published = await api().publish(input);
    await rig.engine.settled();
    return published;
  }
  const at = async () => (await rig.runs()).map(({ nodeId, status }) => `${nodeId} ${status}`);

  it("stays paused with the new version in place, and holds whoever is inside", async () => {
    await api().pause({ id });
    expect(await api().publishPreview({ id })).toMatchObject({ isPaused: true });
    const mended = drawGraph([signup, day("wait"), email("first", "mended"), email("last")]);
    const people = { kind: "move", targets: { more: "last" } } as const;
    expect(await publish(mended, { people })).toEqual({ kind: "published", number: 2, status: "paused" });
    await rig.pass(2 * DAY_MS);
    expect(rig.sent).toEqual([]);
    expect(await api().get({ id })).toMatchObject({ status: "paused", live: { number: 2 } });
    await rig.identify("cleo", { email: "cleo@example.com" });
    await rig.track("cleo", "Signed Up");
    expect(await rig.runs()).toHaveLength(2);

    await api().resume({ id });
    await rig.engine.settled();
    expect(rig.subjects().sort()).toEqual(["last", "last", "mended"]);
  });

  it("goes on at once where that is wanted, with those who were held", async () => {
    await api().pause({ id });
    await rig.pass(2 * DAY_MS);
    expect(await publish(welcome, { resume: true })).toMatchObject({ status: "live" });
    expect(rig.subjects().sort()).toEqual(["first", "last"]);
  });

  it("is live as before when it was not paused, whatever was said of that", async () => {
    expect(await api().publishPreview({ id })).toMatchObject({ isPaused: false });
    expect(await publish(welcome)).toMatchObject({ status: "live" });
    expect(await publish(welcome, { resume: true })).toMatchObject({ status: "live" });
  });

  it("begins with the people who were there before only when it goes on", async () => {
    await rig.track("ana", "Order Completed");
    const quiet = { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 30 } };
    await rig.pass(40 * DAY_MS);
    rig.sent.length = 0;
    await api().pause({ id });
    await publish(drawGraph([quiet, email("back", "come back")]), {
      includeOverdue: true,
      people: { kind: "exit" },
    });
    await rig.pass(DAY_MS);
    expect(rig.sent).toEqual([]);
    await api().resume({ id });
    await rig.engine.settled();
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["come back"]);
  });

  it("tells first of the steps at which something is different for people", async () => {
    const seen = async (graph: Graph) => {
      const { draftRevision } = await api().get({ id });
      await api().saveDraft({ id, revision: draftRevision, graph });
      const { waiting } = await api().publishPreview({ id });
      return waiting.map(({ nodeId, gone, change }) => [nodeId, gone ? "gone" : change]);
    };
    expect(await seen(welcome)).toEqual([
      ["wait", null],
      ["more", null],
    ]);
    expect(await seen(drawGraph([signup, day("wait"), email("first", "other"), email("last")]))).toEqual([
      ["more", "gone"],
      ["wait", "ahead"],
    ]);
    const longer = { ...day("more"), config: { duration: { amount: 9, unit: "days" } } };
    expect(await seen(drawGraph([signup, day("wait"), email("first"), longer, email("last")]))).toEqual([
      ["more", "step"],
      ["wait", "ahead"],
    ]);
  });

  it("compares each step with the version that its people are in", async () => {
    const other = drawGraph([signup, day("wait"), email("first"), day("more"), email("last", "other")]);
    await publish(other, { people: { kind: "stay", answers: { more: "move" } } });
    const { waiting } = await api().publishPreview({ id });
    expect(waiting.map(({ nodeId, change }) => [nodeId, change])).toEqual([
      ["wait", "ahead"],
      ["more", null],
    ]);
  });

  it("does at each step what was answered for it, and else what was answered for everybody", async () => {
    const after = drawGraph([signup, day("wait"), email("first", "new")]);
    const move = (targets: Record<string, string | null>) =>
      publish(after, { people: { kind: "exit", answers: { more: "move" }, targets } });
    await expect(move({})).rejects.toThrow("Choose where they go");
    await expect(move({ more: "nowhere" })).rejects.toThrow("does not exist any more");
    expect(await at()).toEqual(["more active", "wait active"]);
    expect(await move({ more: "first" })).toMatchObject({ kind: "published" });
    expect(rig.subjects()).toEqual(["new"]);
    expect(await at()).toEqual(["first finished", "wait exited"]);
  });

  it("need not be told where people go who stay at a step that is gone", async () => {
    const after = drawGraph([signup, day("wait"), email("first", "new")]);
    const people = { kind: "move", answers: { more: "stay" } } as const;
    expect(await publish(after, { people })).toMatchObject({ kind: "published" });
    await rig.pass(DAY_MS);
    expect(rig.subjects().sort()).toEqual(["last", "new"]);
  });

  it("is refused while its hook is not there, or while it sends to an example", async () => {
    const byHook = drawGraph([
      { id: "start", type: "incoming-hook", config: { event: "Form Filled In" } },
      email("first"),
    ]);
    const errors = (problems: Problem[]) =>
      problems.flatMap(({ severity, code, nodeId }) => (severity === "error" ? `${code} ${nodeId}` : []));
    const refused = async (graph: Graph) => {
      const answer = await publish(graph);
      return answer.kind === "invalid" ? errors(answer.problems) : answer.kind;
    };
    expect(await refused(byHook)).toEqual(["hook.unknown start"]);
    expect(errors((await api().publishPreview({ id })).problems)).toEqual(["hook.unknown start"]);

    const hook = { name: "Form", eventName: "Form Filled In", tokenHash: "t", sealedToken: "s" };
    await open().transaction((tx) =>
      insertHook(tx, { ...hook, personKind: "email", personPath: "email", createdAt: 1 }),
    );
    expect(await refused(byHook)).toBe("published");

    const call = { id: "call", type: "call-webhook", config: { url: "https://example.com/hook" } };
    expect(await refused(drawGraph([signup, call]))).toEqual(["sample.address call"]);
  });
});
