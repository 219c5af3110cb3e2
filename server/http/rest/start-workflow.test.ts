import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eraseProfile } from "#server/store/erasure.ts";
import { removeWorkflow, switchWorkflow } from "#server/store/workflows.ts";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS } from "#server/testing/engine-rig.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { START_BODY_MAX_BYTES, START_DATA_MAX_BYTES } from "./start-workflow.ts";

const hour = { mode: "for", duration: { amount: 1, unit: "hours" } };
const byHand = drawGraph([
  { id: "start", type: "manual", config: {} },
  { id: "wait", type: "delay", config: hour },
]);
const bySignup = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: hour },
]);

eachDatabase("the start of a workflow by a program", (open) => {
  let rig: RestRig;
  let workflowId: number;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    await rig.identify("ana", { email: "ana@example.com" });
    workflowId = await rig.publish(byHand);
  });
  afterEach(() => rig.close());

  function post(
    body: unknown,
    id: number | string = workflowId,
    headers: Record<string, string> = { authorization: `Bearer ${rig.key}` },
    method = "POST",
  ) {
    const sent = method === "POST" ? body : undefined;
    return rig.call(method, `/v1/workflows/${id}/runs`, sent, { authorization: "", ...headers });
  }
  const runs = () => rig.db.query.select().from(rig.db.tables.runs);
  const profiles = () => rig.db.query.select().from(rig.db.tables.profiles);

  it("begins a run of the named customer, with the data as its event", async () => {
    const answer = await post({ userId: "ana", data: { plan: "gold" } });
    const [run] = await runs();
    const [ana] = await profiles();
    expect(answer).toMatchObject({ status: 201, json: { started: true, runId: run!.id } });
    expect(run).toMatchObject({ workflowId, profileId: ana!.id, status: "active", nodeId: "wait" });
    expect(run!.state.data).toEqual({ event: { plan: "gold" } });
  });

  it("finds the customer by address, however it is written", async () => {
    expect((await post({ email: " ANA@example.com " })).status).toBe(201);
    expect(await runs()).toMatchObject([{ profileId: (await profiles())[0]!.id }]);
  });

  it("looks for the id alone when both are given", async () => {
    expect((await post({ userId: "ben", email: "ana@example.com" })).status).toBe(404);
    expect((await post({ userId: "ana", email: "ben@example.com" })).status).toBe(201);
  });

  it("tells in words why the workflow's own rule did not let them in", async () => {
    await post({ userId: "ana" });
    expect(await post({ userId: "ana" })).toEqual({
      status: 200,
      headers: expect.anything(),
      json: {
        started: false,
        code: "run.entry-refused-once",
        reason: "Not entered again: this workflow takes each person only once",
      },
    });
    expect(await runs()).toHaveLength(1);
  });

  it("with the same messageId happens once, also when its answers crossed or the run is over", async () => {
    const start = { userId: "ana", messageId: "m1" };
    const crossed = await Promise.all([post(start), post(start)]);
    expect(crossed.map(({ status }) => status).sort()).toEqual([200, 201]);
    await rig.pass(HOUR_MS);
    expect(await runs()).toMatchObject([{ status: "finished" }]);
    expect((await post(start)).json).toEqual({ started: false, duplicate: true });
    const again = await post({ ...start, messageId: "m2" });
    expect(again.json).toMatchObject({ started: false, code: "run.entry-refused-once" });
    expect(await runs()).toHaveLength(1);
  });

  it("makes nobody who is not there yet", async () => {
    for (const person of [{ userId: "ben" }, { email: "ben@example.com" }, { userId: "%" }]) {
      const answer = await post(person);
      expect(answer).toMatchObject({ status: 404, json: { error: { code: "unknown-profile" } } });
    }
    const [ana] = await profiles();
    await rig.db.transaction((tx) => eraseProfile(tx, ana!.id));
    expect((await post({ userId: "ana" })).status).toBe(404);
    expect(await profiles()).toEqual([]);
  });

  it("is refused for a workflow that does not exist or was removed", async () => {
    const unknown = { status: 404, json: { error: { code: "unknown-workflow" } } };
    for (const id of [999, 0, "-1", "1e0", "abc", "9".repeat(30), "__proto__"])
      expect(await post({ userId: "ana" }, id), String(id)).toMatchObject(unknown);
    await rig.db.transaction((tx) => removeWorkflow(tx, workflowId, rig.clock.now()));
    await rig.engine.reload();
    expect(await post({ userId: "ana" })).toMatchObject(unknown);
  });

  it("is refused for a workflow that is paused, or starts by something else", async () => {
    const other = await rig.publish(bySignup);
    expect(await post({ userId: "ana" }, other)).toMatchObject({
      status: 409,
      json: { error: { code: "not-by-hand" } },
    });
    await rig.db.transaction((tx) => switchWorkflow(tx, workflowId, "paused", rig.clock.now()));
    const paused = { status: 409, json: { error: { code: "not-live" } } };
    // Before and after the engine has heard of it.
    expect(await post({ userId: "ana" })).toMatchObject(paused);
    await rig.engine.reload();
    expect(await post({ userId: "ana" })).toMatchObject(paused);
    expect(await runs()).toEqual([]);
  });

  it.each([
    ["missing", {}],
    ["wrong", { authorization: "Bearer rk_nonsense" }],
  ] as [string, Record<string, string>][])("is refused with a key that is %s", async (_why, headers) => {
    const answer = await post({ userId: "ana" }, workflowId, headers);
    expect(answer).toMatchObject({ status: 401, json: { error: { code: "unauthorized" } } });
    // Nothing is told about workflows without a key.
    expect((await post({ userId: "ana" }, 999, headers)).status).toBe(401);
    expect(await runs()).toEqual([]);
  });

  it("takes the key like the event door: as Basic user name or in the body", async () => {
    const basic = { authorization: `Basic ${btoa(`${rig.key}:`)}` };
    expect((await post({ userId: "ana" }, workflowId, basic)).status).toBe(201);
    expect((await post({ userId: "ana", writeKey: rig.key }, workflowId, {})).status).toBe(200);
  });

  it.each([
    ["is no JSON", "{not json", /not JSON/],
    ["is a list", "[]", /not a JSON object/],
    ["names nobody", { data: {} }, /^userId or email is missing$/],
    ["has an empty id", { userId: " " }, /^userId is empty$/],
    ["has an id that is too long", { userId: "x".repeat(201) }, /^userId is longer than 200/],
    ["has an address that is no text", { email: 5 }, /^email must be text$/],
    ["has data that is a list", { userId: "ana", data: [1] }, /^data must be an object$/],
    [
      "has too much data",
      { userId: "ana", data: { pad: "x".repeat(START_DATA_MAX_BYTES) } },
      /^data is larger/,
    ],
    [
      "has a messageId that is too long",
      { userId: "ana", messageId: "x".repeat(201) },
      /^messageId is longer/,
    ],
    ["has a prototype", '{"userId":"ana","data":{"__proto__":{"a":1}}}', /__proto__/],
    ["has a number beyond all numbers", '{"userId":"ana","data":{"a":1e999}}', /number .* too large/],
    ["nests too deep", `{"userId":"ana","data":${'{"a":'.repeat(70)}1${"}".repeat(70)}}`, /deeper than 64/],
  ] as [string, unknown, RegExp][])("is refused when the body %s", async (_what, body, message) => {
    const answer = await post(body);
    expect(answer).toMatchObject({
      status: 400,
      json: { error: { message: expect.stringMatching(message) } },
    });
    expect(await runs()).toEqual([]);
  });

  it("is refused when the body is too large, or it is no POST", async () => {
    expect((await post("x".repeat(START_BODY_MAX_BYTES + 1))).status).toBe(413);
    const answer = await post(null, workflowId, { authorization: `Bearer ${rig.key}` }, "DELETE");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, POST");
  });
});

describe("the server", () => {
  it("starts workflows before the pages", async () => {
    const doors = await startDoors();
    try {
      await doors.rig.identify("ana");
      const id = await doors.rig.publish(byHand);
      expect((await doors.post(`/v1/workflows/${id}/runs`, { userId: "ana" })).status).toBe(201);
      expect(doors.pages).toEqual([]);
      expect((await doors.post(`/v1/workflows/${id}`, { userId: "ana" })).status).toBe(405);
      expect((await doors.post("/v1/nothing", {})).json.error?.code).toBe("unknown-path");
      expect(doors.pages).toEqual([]);
      expect((await doors.send("/workflows")).text).toBe("a page");
    } finally {
      await doors.close();
    }
  });
});
