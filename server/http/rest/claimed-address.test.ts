import { afterEach, beforeEach, expect, it } from "vitest";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { fromBrowser } from "#server/testing/strangers.ts";
import { CLAIMED_PER_ADDRESS_PER_DAY } from "#workflows/decide-send.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const EMAIL = "buyer@example.com";
const BUYER = `/v1/profiles/email:${EMAIL}`;

eachDatabase("an address that a stranger has claimed with a write key", (open) => {
  let rig: RestRig;
  let strangerId: number;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    const { traits, ...claim } = fromBrowser(rig, { visitor: "evil2", email: EMAIL });
    await rig.accept({ ...claim, traits: { ...traits, fields: { ...traits.fields, name: "Evil Co" } } });
    strangerId = (await rows())[0]!.id;
  });
  afterEach(() => rig.close());

  const rows = () => rig.db.query.select().from(rig.db.tables.profiles).orderBy(rig.db.tables.profiles.id);
  const isTheStrangers = { externalId: null, email: EMAIL, emailClaimed: true, name: "Evil Co" };

  it("makes nobody a customer: who is put there by it is somebody of their own", async () => {
    const put = await rig.call("PUT", BUYER, {
      email: EMAIL,
      externalId: "buyer",
      consent: { email: "granted" },
    });
    expect(put).toMatchObject({
      status: 201,
      json: { externalId: "buyer", email: EMAIL, emailClaimed: false, name: null, anonymousIds: [] },
    });
    expect(await rows()).toMatchObject([isTheStrangers, { externalId: "buyer", emailClaimed: false }]);
    const consents = await rig.db.query.select().from(rig.db.tables.consents);
    expect(consents).toMatchObject([{ profileId: put.json.id, state: "granted" }]);
    expect((await rig.call("PUT", BUYER, { name: "Ana" })).json).toMatchObject({
      id: put.json.id,
      name: "Ana",
    });
  });

  it("names nobody who could be changed, and shows whom it was claimed by", async () => {
    expect((await rig.call("PATCH", BUYER, { externalId: "buyer" })).status).toBe(404);
    expect(await rig.call("GET", BUYER)).toMatchObject({
      status: 200,
      json: { id: strangerId, emailClaimed: true },
    });
    expect(await rows()).toMatchObject([isTheStrangers]);
  });

  it("leads nobody into a workflow", async () => {
    const wait = { duration: { amount: 1, unit: "days" } };
    const id = await rig.publish(
      drawGraph([
        { id: "start", type: "manual", config: {} },
        { id: "wait", type: "delay", config: wait },
      ]),
    );
    const start = () => rig.call("POST", `/v1/workflows/${id}/runs`, { email: EMAIL });
    expect((await start()).status).toBe(404);
    const { json: buyer } = await rig.call("PUT", BUYER, {});
    expect((await start()).status).toBe(201);
    expect(await rig.runs()).toMatchObject([{ profileId: buyer.id }]);
  });

  it("does not silence what the shop sends to it, nor word it", async () => {
    const letter = { email: EMAIL, subject: "Receipt", text: "Hello {{ profile.name }}" };
    for (let sent = 0; sent <= CLAIMED_PER_ADDRESS_PER_DAY; sent += 1) {
      expect((await rig.call("POST", "/v1/messages", letter)).status).toBe(202);
      await rig.engine.settled();
    }
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(
      Array.from({ length: CLAIMED_PER_ADDRESS_PER_DAY + 1 }, () => EMAIL),
    );
    expect(JSON.stringify(rig.sent)).not.toContain("Evil Co");
    expect((await rig.messages()).map(({ status }) => status)).not.toContain("skipped");
    expect(await rows()).toMatchObject([isTheStrangers, { email: EMAIL, emailClaimed: false, name: null }]);
  });

  it("goes with everybody who bears it when its owner is erased", async () => {
    const now = rig.clock.now();
    for (const externalId of ["first", "second"])
      await rig.db.transaction(() =>
        createProfile({ email: EMAIL, externalId, createdAt: now, updatedAt: now }),
      );
    await rig.identify("other", { email: "other@example.com" });
    expect((await rig.call("DELETE", BUYER)).status).toBe(204);
    expect(await rows()).toMatchObject([{ externalId: "other" }]);
    expect((await rig.call("DELETE", BUYER)).status).toBe(404);
  });

  it("erases no customer whom a stranger has given it, and says who was kept", async () => {
    await rig.identify("victim");
    await rig.accept(fromBrowser(rig, { userId: "victim", email: EMAIL }));
    await rig.call("PUT", BUYER, {});
    const answer = await rig.call("DELETE", BUYER);
    expect(answer).toMatchObject({
      status: 409,
      json: { error: { code: "address-claimed", details: [{ path: "external:victim" }] } },
    });
    expect(await rows()).toMatchObject([{ externalId: "victim" }]);
    expect((await rig.call("DELETE", "/v1/profiles/external:victim")).status).toBe(204);
  });

  it("does not make somebody else of a visitor who is known by nothing else", async () => {
    const at = rig.clock.now();
    const claimed = { email: "x@example.com", emailClaimed: true, createdAt: at, updatedAt: at };
    const { id } = await rig.db.transaction(() => createProfile(claimed));
    for (const change of [{ name: "Ana" }, { externalId: "ana" }])
      expect(await rig.call("PATCH", `/v1/profiles/${id}`, change)).toMatchObject({
        status: 409,
        json: { error: { code: "address-claimed" } },
      });
    expect(await rows()).toHaveLength(2);
  });
});
