import { afterEach, beforeEach, expect, it } from "vitest";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

eachDatabase("a customer in the API", (open) => {
  let rig: RestRig;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
  });
  afterEach(() => rig.close());

  const rows = () => rig.db.query.select().from(rig.db.tables.profiles).orderBy(rig.db.tables.profiles.id);
  const put = (who: string, body: unknown) => rig.call("PUT", `/v1/profiles/${who}`, body);
  const patch = (who: string, body: unknown) => rig.call("PATCH", `/v1/profiles/${who}`, body);

  it("is made by the shop's id with all that is given, and answered with", async () => {
    const answer = await put("external:shop%2F1", {
      email: " Ana@Example.com ",
      name: "Ana Silva",
      phone: "+351 900",
      timezone: "Europe/Lisbon",
      locale: "pt-PT",
      attributes: { plan: "gold", tags: ["a", { b: null }] },
      consent: { email: "granted", webPush: "withdrawn" },
    });
    expect(answer).toMatchObject({
      status: 201,
      json: {
        externalId: "shop/1",
        email: "ana@example.com",
        name: "Ana Silva",
        timezone: "Europe/Lisbon",
        attributes: { plan: "gold", tags: ["a", { b: null }] },
        createdAt: "2026-03-10T10:00:00.000Z",
      },
    });
    const consents = answer.json.consents as { channel: string; state: string }[];
    expect(consents.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      "email granted",
      "web-push withdrawn",
    ]);
    const log = await rig.db.query.select().from(rig.db.tables.consentLog);
    expect(log.map(({ source }) => source)).toEqual(["api", "api"]);
    expect((await rig.call("GET", "/v1/profiles/external:shop%2F1")).json).toEqual(answer.json);
    expect((await rig.call("GET", "/v1/profiles/email:ANA@example.com")).json).toEqual(answer.json);
    expect((await rig.call("GET", `/v1/profiles/${answer.json.id}`)).json).toEqual(answer.json);
  });

  it("has the tags that are given, and keeps them where none are", async () => {
    const tags = async (who: string, body: unknown) => (await patch(who, body)).json.tags;
    await put("external:ana", { name: "Ana", tags: ["vip", " new  shop "] });
    expect(await tags("external:ana", { name: "Ana S" })).toEqual(["new shop", "vip"]);
    expect(await tags("external:ana", { tags: ["vip", "vip"] })).toEqual(["vip"]);
    expect((await rig.call("GET", "/v1/profiles/external:ana")).json.tags).toEqual(["vip"]);
    expect(await tags("external:ana", { tags: [] })).toEqual([]);
    expect(await patch("external:ana", { tags: [" "] })).toMatchObject({ status: 400 });
  });

  it("agrees to single topics, and leaves single topics", async () => {
    const topic = { name: "News", description: "", names: {}, descriptions: {}, archived: false };
    await rig.set("topics", [
      { ...topic, key: "marketing" },
      { ...topic, key: "news" },
      { ...topic, key: "old", archived: true },
    ]);
    const consents = async (consent: unknown) => {
      const { json } = await put("external:ana", { consent });
      const said = json.consents as { topic: string; state: string }[] | undefined;
      return said?.map(({ topic, state }) => `${topic} ${state}`).sort() ?? json.error;
    };
    expect(await consents({ email: "granted", topics: { news: { email: "granted" } } })).toEqual([
      "marketing granted",
      "news granted",
    ]);
    expect(await consents({ topics: { news: { email: "withdrawn" } } })).toEqual([
      "marketing granted",
      "news withdrawn",
    ]);
    // Out of everything, but for one.
    expect(await consents({ email: "withdrawn", topics: { news: { email: "granted" } } })).toEqual([
      "marketing withdrawn",
      "news granted",
    ]);
    for (const key of ["old", "nope"]) {
      const error = await consents({ email: "granted", topics: { [key]: { email: "granted" } } });
      expect(error).toMatchObject({ code: "unknown-topic", details: [{ path: "consent.topics" }] });
    }
    expect(await consents({})).toEqual(["marketing withdrawn", "news granted"]);
  });

  it("is found by an address before a stranger who claimed it first", async () => {
    const at = rig.clock.now();
    const email = "ana@example.com";
    await rig.db.transaction(() =>
      createProfile({ email, emailClaimed: true, createdAt: at, updatedAt: at }),
    );
    expect((await rig.call("GET", `/v1/profiles/email:${email}`)).json).toMatchObject({ id: 1 });
    const { json: ana } = await put("external:ana", { email });
    expect(ana.id).not.toBe(1);
    expect((await rig.call("GET", `/v1/profiles/email:${email}`)).json).toEqual(ana);
    expect((await patch(`email:${email}`, { name: "Ana" })).json).toMatchObject({ id: ana.id });
  });

  it("keeps what is left out, and loses what is null", async () => {
    await put("external:ana", {
      name: "Ana",
      phone: "1",
      attributes: { plan: "gold", points: 5, old: true },
    });
    const changed = await put("external:ana", {
      phone: null,
      attributes: { points: 6, old: null, never: null, list: [null] },
    });
    expect(changed.status).toBe(200);
    expect(changed.json).toMatchObject({ name: "Ana", phone: null });
    expect(changed.json.attributes).toEqual({ plan: "gold", points: 6, list: [null] });
    expect((await rows())[0]!.attributes).toEqual({ plan: "gold", points: 6, list: [null] });
    const emptied = await patch("external:ana", { name: "", email: null });
    expect(emptied.json).toMatchObject({ name: null, email: null });
  });

  it("is found by any of its names, and stays one customer", async () => {
    const made = await put("email:ana@example.com", { name: "Ana" });
    expect(made).toMatchObject({ status: 201, json: { email: "ana@example.com", externalId: null } });
    expect((await put("email:ANA@example.com", { externalId: 7 })).json).toMatchObject({ externalId: "7" });
    await patch(String(made.json.id), { email: "new@example.com" });
    await put("external:7", { attributes: { a: 1 } });
    expect(await rows()).toMatchObject([
      { externalId: "7", email: "new@example.com", name: "Ana", attributes: { a: 1 } },
    ]);
  });

  it("is changed by our id though it was only ever seen in a browser", async () => {
    const now = rig.clock.now();
    const arrival = { externalId: null, anonymousId: "browser-1", messageId: null, at: now, receivedAt: now };
    const traits = { fields: {}, attributes: {} };
    await rig.accept({ ...arrival, traits, kind: "track", name: "Page Viewed", properties: {} });
    const [seen] = await rows();
    const changed = await patch(String(seen!.id), { email: "ana@example.com", externalId: "ana" });
    expect(changed.json).toMatchObject({
      id: seen!.id,
      externalId: "ana",
      email: "ana@example.com",
      anonymousIds: ["browser-1"],
    });
    expect(await rows()).toHaveLength(1);
  });

  it("never takes another's place", async () => {
    await put("external:ana", { email: "ana@example.com" });
    await put("email:ben@example.com", {});
    expect(await patch("external:ana", { externalId: "cleo" })).toMatchObject({
      status: 409,
      json: { error: { code: "other-id" } },
    });
    expect(await patch("email:ben@example.com", { externalId: "ana" })).toMatchObject({
      status: 409,
      json: { error: { code: "other-id" } },
    });
    expect(await patch("email:ben@example.com", { email: "b@example.com" })).toMatchObject({
      status: 409,
      json: { error: { code: "address-is-all" } },
    });
    expect(await rows()).toMatchObject([{ externalId: "ana" }, { email: "ben@example.com" }]);
  });

  it("is made by PUT with a name of the shop's, and by nothing else", async () => {
    for (const who of ["external:new", "email:new@example.com", "12345"])
      expect((await patch(who, { name: "New" })).status, who).toBe(404);
    expect((await put("12345", { name: "New" })).status).toBe(404);
    expect(await put("email:no-address", { name: "New" })).toMatchObject({
      status: 400,
      json: { error: { message: "The address in the path is not an email address" } },
    });
    expect(await rows()).toEqual([]);
  });

  it.each([
    [{ email: "ana" }, "email is not an email address"],
    [{ email: 5 }, "email must be text"],
    [{ name: "Ana\r\nBcc: x@example.com" }, "name has a line break or another control character in it"],
    [{ phone: "1\u20282" }, "phone has a line break or another control character in it"],
    [{ name: "x".repeat(301) }, "name is longer than 300 characters"],
    [{ timezone: "Lisbon" }, "timezone is not a time zone like Europe/Lisbon"],
    [{ consent: { email: "maybe" } }, /^consent\.email /],
    [{ consent: { fax: "granted" } }, /^consent Unrecognized key/],
    [{ attributes: [1] }, /^attributes /],
    [{ attributes: { "": 1 } }, /^attributes has a name that is empty/],
    [{ isSample: true }, 'Unrecognized key: "isSample"'],
    [{ externalId: " " }, "externalId is empty"],
    [{ externalId: "x".repeat(201) }, "externalId is longer than 200 characters"],
    [{ externalId: "a\nb" }, "externalId has a line break or another control character in it"],
  ])("refuses %j", async (body, message) => {
    const answer = await put("external:ana", body);
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ code: "invalid", message: expect.stringMatching(message) });
    expect(await rows()).toEqual([]);
  });

  it.each([
    ["x".repeat(3000), "longer than 200 characters"],
    ["a%0Ab", "has a line break or another control character in it"],
    ["a%E2%80%A8b", "has a line break or another control character in it"],
    ["%20", "is empty"],
  ])("is never named by the id %.20s, by whatever method", async (id, problem) => {
    for (const [method, body] of [["PUT", {}], ["PATCH", {}], ["GET"], ["DELETE"]] as const) {
      const answer = await rig.call(method, `/v1/profiles/external:${id}`, body);
      expect(answer, method).toMatchObject({ status: 400, json: { error: { code: "invalid" } } });
      expect(answer.json.error?.message).toMatch(new RegExp(`^The id in the path .*${problem}$`));
    }
    expect(await rows()).toEqual([]);
    const longest = await put(`external:%20${"x".repeat(200)}%20`, {});
    expect(longest).toMatchObject({ status: 201, json: { externalId: "x".repeat(200) } });
  });

  it("tells everything that is wrong at once", async () => {
    const { json } = await put("external:ana", { email: "ana", timezone: "x", name: 5 });
    const details = json.error?.details as { path: string }[] | undefined;
    expect(details?.map(({ path }) => path).sort()).toEqual(["email", "name", "timezone"]);
  });

  it("starts the workflows that wait for such a change", async () => {
    const id = await rig.publish(
      drawGraph([
        {
          id: "start",
          type: "attribute-changed",
          config: { attribute: "plan", operator: "equals", value: "gold" },
        },
        { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
      ]),
    );
    await put("external:ana", { attributes: { plan: "silver" } });
    expect(await rig.runs()).toEqual([]);
    await put("external:ana", { attributes: { plan: "gold" } });
    await rig.engine.settled();
    expect(await rig.runs()).toMatchObject([{ workflowId: id, status: "active" }]);
  });

  it("is erased for good", async () => {
    await put("external:ana", { email: "ana@example.com", consent: { email: "granted" } });
    await rig.track("ana", "Order Completed", { secret: "x" });
    const answer = await rig.call("DELETE", "/v1/profiles/email:ana@example.com");
    expect(answer.status).toBe(204);
    expect(await rows()).toEqual([]);
    expect(await rig.db.query.select().from(rig.db.tables.events)).toEqual([]);
    expect((await rig.call("DELETE", "/v1/profiles/external:ana")).status).toBe(404);
  });

  it("is the oldest of those who share an address", async () => {
    const now = rig.clock.now();
    for (const name of ["first", "second"])
      await rig.db.transaction(() =>
        createProfile({ email: "us@example.com", name, externalId: name, createdAt: now, updatedAt: now }),
      );
    expect((await rig.call("GET", "/v1/profiles/email:us@example.com")).json.name).toBe("first");
    await patch("email:us@example.com", { phone: "1" });
    expect(await rows()).toMatchObject([
      { name: "first", phone: "1" },
      { name: "second", phone: null },
    ]);
  });
});
