import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role, Tables } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import { unsubscribeUrl } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type Phrase, word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { NAMED_RUNS_MAX } from "#workflows/run-actions.ts";
import { apiRouter } from "./root.ts";

type NewRun = Tables["runs"]["$inferInsert"];

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  {
    id: "crm",
    type: "call-webhook",
    config: { url: "https://crm.example/x", headers: [{ name: "Authorization", value: "Bearer topsecret" }] },
  },
]);

eachDatabase("the API of runs", (open) => {
  let rig: EngineRig;
  let workflowId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    workflowId = await rig.publish(graph);
    for (const name of ["ana", "bo", "cy"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
  });
  afterEach(() => rig.engine.stop());

  function as(role: Role) {
    const { db, engine, clock } = rig;
    const services = { db, engine, clock, reads: directReads(db) } as unknown as Services;
    const person = { id: "1", name: "Olga", email: "olga@example.com", role };
    return apiRouter.createCaller({ services, person });
  }
  const listed = async (filter: object) =>
    (await as("viewer").runs.list({ workflowId, filter })).runs.map(({ profile }) => profile.email);

  it("finds runs by what the address of the page says", async () => {
    expect(await listed({})).toHaveLength(3);
    expect(await listed({ search: "bo@", status: "active" })).toEqual(["bo@example.com"]);
    expect(await listed({ status: "failed" })).toEqual([]);
    const elsewhere = await as("viewer").runs.list({ workflowId: workflowId + 1, filter: {} });
    expect(elsewhere.runs).toEqual([]);
  });

  it("shows a run to viewers without what is secret and without what they may not do", async () => {
    const [run] = await rig.runs();
    const shown = await as("viewer").runs.get({ workflowId, runId: run!.id });
    expect(shown).toMatchObject({ nodeId: "wait", refusals: null, version: { number: 1 } });
    expect(JSON.stringify(shown)).not.toContain("topsecret");
    expect(shown.visits.map(({ nodeId }) => nodeId)).toEqual(["signup", "wait"]);
    const edited = await as("editor").runs.get({ workflowId, runId: run!.id });
    expect(edited.refusals).toMatchObject({ skip: null, stop: null });
    expect(word(edited.refusals!.retry as Phrase)).toMatch(/still inside/);
    await expect(as("viewer").runs.get({ workflowId: workflowId + 1, runId: run!.id })).rejects.toThrow(
      /does not exist/,
    );
  });

  it("gives viewers no link by which a customer's consent could be changed", async () => {
    const [run] = await rig.runs();
    const { id: runId, profileId, state } = run!;
    const { messages, history } = open().tables;
    const link = unsubscribeUrl(readEnv({}), rig.keys, { profileId, channel: "sms", topic: "marketing" });
    const body = `Come back. Stop: ${link}`;
    const sms = { channel: "sms" as const, body, transactional: false, topic: "marketing" };
    await open()
      .query.insert(messages)
      .values({
        key: "sms",
        profileId,
        workflowId,
        runId,
        nodeId: "wait",
        visit: state.visit,
        channel: "sms",
        endpoint: "+385911234567",
        content: { ...sms, body: "Come back. Stop: {{ unsubscribe_url }}" },
        data: {},
        status: "sent",
        rendered: { channel: "sms", from: "Shop", to: "+385911234567", body },
        createdAt: rig.clock.now(),
      });
    const noted = { profileId, workflowId, runId, nodeId: "wait", visit: state.visit, at: rig.clock.now() };
    await open()
      .query.insert(history)
      .values({ ...noted, code: "message.gave-up", values: { why: "text.refused", answer: body } });
    const edited = await as("editor").runs.get({ workflowId, runId });
    expect(edited.messages.map(({ text }) => text)).toEqual([body]);
    const shown = await as("viewer").runs.get({ workflowId, runId });
    expect(shown.messages).toMatchObject([{ text: expect.stringContaining("/unsubscribe/") }]);
    const signature = link.split(".").at(-1)!;
    expect(JSON.stringify(edited)).toContain(signature);
    expect(JSON.stringify(shown)).not.toContain(signature);
  });

  it("lets editors act, and answers what makes no sense any more instead of failing", async () => {
    const [run] = await rig.runs();
    const wanted = { workflowId, runId: run!.id, visit: run!.state.visit, action: { kind: "stop" as const } };
    await expect(as("viewer").runs.act(wanted)).rejects.toThrow(/Only an editor/);
    await expect(as("editor").runs.act({ ...wanted, workflowId: workflowId + 1 })).rejects.toThrow(
      /does not exist/,
    );
    expect(await as("editor").runs.act(wanted)).toEqual({ refusal: null });
    const again = await as("editor").runs.act(wanted);
    expect(word(again.refusal as Phrase)).toBe(
      "Nothing was changed: the person is not inside the workflow any more",
    );
  });

  it("does one thing to all that a filter or a search finds, and tells how far it got", async () => {
    const editor = as("editor");
    const stop = { kind: "stop" as const };
    const ofFilter = (filter: object) => ({
      workflowId,
      choice: { kind: "filter" as const, filter },
      action: stop,
    });
    await expect(as("viewer").runs.startBulk(ofFilter({}))).rejects.toThrow(/Only an editor/);
    expect(await editor.runs.bulkCount({ workflowId, filter: { search: "ana" }, action: stop })).toEqual({
      count: 1,
      tooMany: false,
    });
    await editor.runs.startBulk(ofFilter({ search: "ana" }));
    await rig.engine.settled();
    expect((await rig.runs()).map(({ status }) => status)).toEqual(["exited", "active", "active"]);
    expect(await editor.runs.bulkCount({ workflowId, filter: {}, action: stop })).toMatchObject({ count: 2 });
    await editor.runs.startBulk(ofFilter({}));
    await rig.engine.settled();
    const [newest, first] = await as("viewer").runs.bulks({ workflowId });
    expect(newest).toMatchObject({ kind: "stop", total: 2, done: 2, refused: 0, stoppedBy: null });
    expect(newest?.endedAt).not.toBeNull();
    expect(first).toMatchObject({ total: 1, done: 1 });
  });

  it("does nothing to only some of those whom a search finds", async () => {
    const { profiles, runs } = open().tables;
    const now = rig.clock.now();
    const [{ id: _, profileId: __, ...like } = { id: 0, profileId: 0 }] = await rig.runs();
    for (let from = 0; from <= NAMED_RUNS_MAX; from += 500) {
      const people = Array.from({ length: Math.min(500, NAMED_RUNS_MAX + 1 - from) }, (_, index) => ({
        externalId: `dora-${from + index}`,
        attributes: {},
        createdAt: now,
        updatedAt: now,
      }));
      const made = await open().query.insert(profiles).values(people).returning({ id: profiles.id });
      const rows = made.map(({ id: profileId }) => ({ ...(like as NewRun), profileId, wakeAt: null }));
      await open().query.insert(runs).values(rows);
    }
    const stop = { kind: "stop" as const };
    const counted = await as("editor").runs.bulkCount({
      workflowId,
      filter: { search: "dora" },
      action: stop,
    });
    expect(counted).toEqual({ count: NAMED_RUNS_MAX + 1, tooMany: true });
    const choice = { kind: "filter" as const, filter: { search: "dora" } };
    await expect(as("editor").runs.startBulk({ workflowId, choice, action: stop })).rejects.toThrow(
      /more than 2,?000 people/,
    );
    expect(await as("viewer").runs.bulks({ workflowId })).toEqual([]);
  });

  it("counts whom an action does not fit, in words", async () => {
    const runs = (await rig.runs()).map(({ id, state }) => ({ id, visit: state.visit }));
    await as("editor").runs.startBulk({
      workflowId,
      choice: { kind: "list", runs },
      action: { kind: "retry" },
    });
    await rig.engine.settled();
    const [bulk] = await as("viewer").runs.bulks({ workflowId });
    expect(bulk).toMatchObject({ done: 0, refused: 3, refusals: [{ count: 3 }] });
    expect(word(bulk!.refusals[0]!.text as Phrase)).toMatch(/still inside/);
  });
});
