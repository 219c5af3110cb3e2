import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { member, segment } from "./segment-schemas.ts";

const fromLyon = { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" };

eachDatabase("segments for programs", (open) => {
  let rig: RestRig;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
  });
  afterEach(() => rig.close());

  async function make(body: Record<string, unknown> = {}) {
    const answer = await rig.call("POST", "/v1/segments", { name: "Lyon", rule: fromLyon, ...body });
    await rig.engine.settled();
    return answer;
  }

  it("are made, read, changed and removed", async () => {
    await rig.identify("ana", { email: "ana@example.com", attributes: { city: "Lyon" } });
    const made = await make();
    expect(made.status).toBe(201);
    const { id } = segment.parse(made.json);
    const read = await rig.call("GET", `/v1/segments/${id}`);
    expect(segment.parse(read.json)).toMatchObject({ sentence: "city is Lyon", state: "ready", people: 1 });
    const changed = await rig.call("PATCH", `/v1/segments/${id}`, { description: "From Lyon" });
    expect(segment.parse(changed.json)).toMatchObject({ name: "Lyon", description: "From Lyon" });
    const listed = (await rig.call("GET", "/v1/segments")).json.data as unknown[];
    expect(listed.map((one) => segment.parse(one).id)).toEqual([id]);
    expect((await rig.call("DELETE", `/v1/segments/${id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"])
      expect((await rig.call(method, `/v1/segments/${id}`)).status).toBe(404);
  });

  it("tell their people page by page", async () => {
    for (const name of ["ana", "ben", "cleo"]) await rig.identify(name, { attributes: { city: "Lyon" } });
    await rig.identify("dora", { attributes: { city: "Paris" } });
    const { id } = (await make()).json as { id: number };
    const path = `/v1/segments/${id}/members?limit=2`;
    const first = (await rig.call("GET", path)).json as { data: unknown[]; nextCursor: string };
    const second = (await rig.call("GET", `${path}&cursor=${first.nextCursor}`)).json;
    expect(second.nextCursor).toBeNull();
    const people = [...first.data, ...(second.data as unknown[])].map((one) => member.parse(one));
    expect(people.map(({ profile }) => profile.externalId)).toEqual(["ana", "ben", "cleo"]);
  });

  it("are refused with a rule that says nothing, a name that is taken, and while something uses them", async () => {
    const wrong = await make({ rule: { ...fromLyon, attribute: "" } });
    expect(wrong).toMatchObject({
      status: 400,
      json: {
        error: { code: "invalid", details: [{ path: "rule.attribute", message: "Choose an attribute" }] },
      },
    });
    const { id } = (await make()).json as { id: number };
    expect(await make()).toMatchObject({ status: 409, json: { error: { code: "name-taken" } } });
    const itself = { rule: { kind: "segment", segmentId: id } };
    expect((await rig.call("PATCH", `/v1/segments/${id}`, itself)).status).toBe(400);
    await rig.publish(
      drawGraph([
        { id: "start", type: "segment-changed", config: { segmentId: id, change: "entered" } },
        { id: "bye", type: "exit", config: {} },
      ]),
      { name: "For Lyon" },
    );
    expect(await rig.call("DELETE", `/v1/segments/${id}`)).toMatchObject({
      status: 409,
      json: { error: { code: "in-use", details: [{ message: "For Lyon" }] } },
    });
  });

  it("need a key that may", async () => {
    rig.key = await rig.newKey(["segments:read"]);
    expect((await rig.call("GET", "/v1/segments")).status).toBe(200);
    expect((await make()).status).toBe(403);
  });
});
