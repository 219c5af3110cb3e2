import { afterEach, beforeEach, expect, it } from "vitest";
import { ATTRIBUTES_MAX } from "#server/store/attributes.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";

eachDatabase("what is told of a person", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const tell = (attributes: Record<string, unknown>, isPublic = false) => {
    const at = rig.clock.now();
    const traits = { fields: {}, attributes };
    const arrival = { externalId: "ana", anonymousId: null, messageId: null, at, receivedAt: at, traits };
    return rig.accept({ ...arrival, kind: "identify", consent: [], isPublic });
  };
  const many = (from: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${from + i}`, "x"]));
  const notes = async () => {
    const rows = await rig.db.query.select().from(rig.db.tables.history);
    return rows.filter(({ code }) => code === "profile.attributes-full").map(({ values }) => values.names);
  };

  it("has no more attributes than there is room for, and the owner reads so once a day", async () => {
    await tell({ ...many(0, ATTRIBUTES_MAX - 1), plan: "gold" }, true);
    expect(await notes()).toEqual([]);
    await tell({ ...many(900, 7), plan: "silver" }, true);
    await tell({ another: 1 });
    const { attributes, updatedAt } = await rig.profile("ana");
    expect(Object.keys(attributes)).toHaveLength(ATTRIBUTES_MAX);
    expect(attributes).toMatchObject({ plan: "silver" });
    expect(await notes()).toEqual(["a900, a901, a902, a903, a904, …"]);

    await rig.pass(DAY_MS);
    await tell({ another: 1 });
    expect(await notes()).toHaveLength(2);
    expect((await rig.profile("ana")).updatedAt).toBe(updatedAt);
  });

  it("has room for no more when a visitor turns out to be this person", async () => {
    const at = rig.clock.now();
    await tell(many(0, ATTRIBUTES_MAX - 1));
    const visitor = { externalId: null, anonymousId: "v", messageId: null, at, receivedAt: at };
    const traits = { fields: {}, attributes: { a0: "other", more: 1, most: 2 } };
    await rig.accept({ ...visitor, kind: "identify", traits, consent: [] });
    const nothing = { fields: {}, attributes: {} };
    await rig.accept({ ...visitor, externalId: "ana", kind: "identify", traits: nothing, consent: [] });
    const { attributes } = await rig.profile("ana");
    expect(Object.keys(attributes)).toHaveLength(ATTRIBUTES_MAX);
    expect(attributes).toMatchObject({ a0: "x", more: 1 });
    expect(await notes()).toEqual(["most"]);
  });

  it("does not lose what is known of a group when that is only named again", async () => {
    const acme = { groupId: "acme", name: "Acme", size: 3 };
    await tell({ group: acme });
    await tell({ group: { groupId: "acme" } });
    expect((await rig.profile("ana")).attributes).toEqual({ group: acme });
    await tell({ group: { groupId: "acme", size: 4 } });
    expect((await rig.profile("ana")).attributes).toEqual({ group: { groupId: "acme", size: 4 } });
    await tell({ group: { groupId: "other" } });
    expect((await rig.profile("ana")).attributes).toEqual({ group: { groupId: "other" } });
  });

  it("makes a name of its parts as they come", async () => {
    const name = async () => (await rig.profile("ana")).name;
    await tell({ firstName: "Anna" });
    expect(await name()).toBe("Anna");
    await tell({ firstName: "Ana" });
    expect(await name()).toBe("Ana");
    await tell({ lastName: "Silva" });
    expect(await name()).toBe("Ana Silva");
    await tell({ firstName: "Ana\nBcc: all@example.com" });
    expect(await name()).not.toContain("Bcc");
  });

  const person = (fields: object, given: object = {}, userId: string | null = "ana") => {
    const at = rig.clock.now();
    const arrival = { externalId: userId, anonymousId: "v", messageId: null, at, receivedAt: at };
    const traits = { fields, attributes: {} };
    return rig.accept({ ...arrival, kind: "track", name: "Seen", properties: {}, traits, ...given });
  };
  const settings = async () => {
    const [profile] = await rig.db.query.select().from(rig.db.tables.profiles);
    return [profile?.timezone, profile?.locale];
  };
  const hints = { timezone: "Europe/Zagreb", locale: "hr" };

  it("takes zone and language from the browser where nobody has told them, and only there", async () => {
    for (const isPublic of [true, false]) {
      await person({}, { hints: { timezone: "Europe/Zagreb" }, isPublic });
      expect(await settings()).toEqual(["Europe/Zagreb", null]);
    }
    await person({}, { hints: { timezone: "Asia/Tokyo", locale: "ja" }, isPublic: true });
    expect(await settings()).toEqual(["Europe/Zagreb", "ja"]);
    await person({ locale: "pt" }, { hints });
    expect(await settings()).toEqual(["Europe/Zagreb", "pt"]);
  });

  it("takes what is told before what the browser is set to", async () => {
    await person({ timezone: "Asia/Tokyo" }, { hints });
    expect(await settings()).toEqual(["Asia/Tokyo", "hr"]);
  });

  it("lets a stranger fill the zone and the language of a customer, and not exchange them", async () => {
    const others = { timezone: "Asia/Tokyo", locale: "ja" };
    await person({ timezone: "Europe/Zagreb" });
    await person(others, { isPublic: true });
    expect(await settings()).toEqual(["Europe/Zagreb", "ja"]);
    await person({ timezone: "UTC", locale: "pt" }, { isPublic: true });
    expect(await settings()).toEqual(["Europe/Zagreb", "ja"]);
    await person({ locale: "pt" });
    expect(await settings()).toEqual(["Europe/Zagreb", "pt"]);
  });

  it("lets a visitor whom nobody knows say another zone and language than before", async () => {
    for (const timezone of ["Europe/Zagreb", "Asia/Tokyo"]) {
      await person({ timezone, locale: "hr" }, { isPublic: true }, null);
      expect(await settings()).toEqual([timezone, "hr"]);
    }
  });

  it("has no address that is none, and the owner reads so once a day", async () => {
    const traits = { fields: {}, attributes: {}, badEmail: "ana@" };
    for (const isPublic of [true, false, false]) await person({}, { traits, isPublic });
    await rig.pass(DAY_MS);
    await person({}, { traits });
    const rows = await rig.db.query.select().from(rig.db.tables.history);
    const said = rows.filter(({ code }) => code === "profile.bad-email").map(({ values }) => values);
    expect(said).toEqual([{ said: "ana@" }, { said: "ana@" }]);
    expect((await rig.profile("ana")).email).toBeNull();
  });

  it("does not shorten a name that is known to one of its parts", async () => {
    const at = rig.clock.now();
    const traits = { fields: { name: "Ana Maria Silva" }, attributes: {} };
    const arrival = { externalId: "ana", anonymousId: null, messageId: null, at, receivedAt: at };
    await rig.accept({ ...arrival, kind: "identify", traits, consent: [] });
    await tell({ firstName: "Ana" });
    const { name, attributes } = await rig.profile("ana");
    expect({ name, attributes }).toEqual({ name: "Ana Maria Silva", attributes: { firstName: "Ana" } });
  });
});
