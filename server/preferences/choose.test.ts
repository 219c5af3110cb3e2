import { expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { addressHash, preferencesUrl } from "#server/links.ts";
import { eraseAndTell } from "#server/notices/profiles.ts";
import { consentState, suppress } from "#server/store/consents.ts";
import { LEFT_BY_TEXT } from "#server/store/text-leaving.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { topics } from "#workflows/topics.ts";
import { choosePreferences } from "./choose.ts";
import { findPreferences } from "./switches.ts";

const welcome = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);
const everything = { kind: "everything" as const };

eachDatabase("what customers choose", (open) => {
  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const tokenOf = (profileId: number) =>
      preferencesUrl(readEnv({}), rig.keys, profileId).split("/").at(-1)!;
    const choose = (token: string, form: Parameters<typeof choosePreferences>[1]["form"]) =>
      choosePreferences(rig, { token, form, acceptLanguage: null });
    const see = (token: string, consentRule: "granted" | "soft" = "granted") => {
      const { topicsInUse } = rig.engine.live;
      const facts = { keys: rig.keys, topics: topics.parse(undefined), topicsInUse, consentRule };
      return rig.db.transaction(() => findPreferences(facts, token));
    };
    return { rig, tokenOf, choose, see };
  }
  const turn = (topic: string, on: boolean) => ({
    kind: "save" as const,
    choices: [{ channel: "email" as const, topic, wasOn: !on, on }],
  });

  it("shows the channels that the person has, each switch as messages would come", async () => {
    const { rig, tokenOf, see } = await start();
    await rig.identify("ana", { email: "ana@example.com" });
    const ana = tokenOf((await rig.profile("ana")).id);
    const shown = async (rule: "granted" | "soft") =>
      (await see(ana, rule))?.channels.map(({ channel, switches }) => [
        channel,
        switches.map(({ on }) => on),
      ]);
    expect(await shown("granted")).toEqual([["email", [true]]]);
    await rig.subscribe("ana", "https://push.example/1");
    expect(await shown("granted")).toEqual([
      ["email", [true]],
      ["web-push", [true]],
    ]);
    // Somebody who has said nothing gets something where the shop need not be told yes.
    await rig.track("ben", "Viewed");
    await rig.accept({
      ...rig.event("cleo", "Viewed"),
      traits: { fields: { email: "cleo@example.com" }, attributes: {} },
    });
    const cleo = tokenOf((await rig.profile("cleo")).id);
    expect((await see(cleo, "granted"))?.channels[0]?.switches[0]?.on).toBe(false);
    expect((await see(cleo, "soft"))?.channels[0]?.switches[0]?.on).toBe(true);
    expect((await see(tokenOf((await rig.profile("ben")).id)))?.channels).toEqual([]);
    await rig.engine.stop();
  });

  it("offers text messages and WhatsApp to whoever has a number that can be written to", async () => {
    const { rig, tokenOf, choose, see } = await start();
    const known = (name: string, phone: string) =>
      rig.accept({ ...rig.event(name, "Viewed"), traits: { fields: { phone }, attributes: {} } });
    await known("ana", "+49 170 1234567");
    await known("ben", "0170 1234567");
    const ana = await rig.profile("ana");
    const offered = async (token: string) => (await see(token))?.channels.map(({ channel }) => channel);
    expect(await offered(tokenOf(ana.id))).toEqual(["sms", "whatsapp"]);
    expect(await offered(tokenOf((await rig.profile("ben")).id))).toEqual([]);
    await choose(tokenOf(ana.id), {
      kind: "save",
      choices: [{ ...turn("marketing", true).choices[0]!, channel: "sms" }],
    });
    expect(await consentState(rig.db, ana.id, "sms", "marketing")).toBe("granted");
    expect(await consentState(rig.db, ana.id, "whatsapp", "marketing")).toBe("unknown");
    await choose(tokenOf(ana.id), everything);
    for (const channel of ["sms", "whatsapp"] as const)
      expect(await consentState(rig.db, ana.id, channel, "marketing")).toBe("withdrawn");
    await rig.engine.stop();
  });

  it("withdraws for everybody whose number is the same, however it was told", async () => {
    const { rig, tokenOf, choose } = await start();
    const people = { ana: "+49 170 1234567", "ana-again": "0049 (170) 123-4567" };
    for (const [name, phone] of Object.entries(people)) {
      const fields = { phone };
      await rig.accept({ ...rig.event(name, "Viewed"), traits: { fields, attributes: {} } });
    }
    const { id: other } = await rig.profile("ana-again");
    const token = tokenOf((await rig.profile("ana")).id);
    const off = { ...turn("marketing", false).choices[0]!, channel: "sms" as const };
    await choose(token, { kind: "save", choices: [off] });
    expect(await consentState(rig.db, other, "sms", "marketing")).toBe("withdrawn");
    expect(await consentState(rig.db, other, "whatsapp", "marketing")).toBe("unknown");
    await choose(token, everything);
    expect(await consentState(rig.db, other, "whatsapp", "marketing")).toBe("withdrawn");
    expect(await consentState(rig.db, other, "email", "marketing")).toBe("unknown");
    await rig.engine.stop();
  });

  it("leaves a number that answered STOP off until it answers START", async () => {
    const { rig, tokenOf, choose, see } = await start();
    const fields = { phone: "+491701234567" };
    await rig.accept({ ...rig.event("ana", "Viewed"), traits: { fields, attributes: {} } });
    const { id } = await rig.profile("ana");
    const hash = addressHash(rig.keys, "sms", fields.phone);
    const entry = { channel: "sms", addressHash: hash, reason: LEFT_BY_TEXT, at: 1 } as const;
    await rig.db.transaction((tx) => suppress(tx, entry));
    const shown = (await see(tokenOf(id), "soft"))?.channels;
    expect(
      shown?.map(({ channel, waitsForStart, switches }) => [channel, waitsForStart, switches[0]?.on]),
    ).toEqual([
      ["sms", true, false],
      ["whatsapp", false, true],
    ]);
    const on = { ...turn("marketing", true).choices[0]!, channel: "sms" as const };
    expect(await choose(tokenOf(id), { kind: "save", choices: [on] })).toEqual([]);
    const before = [{ channel: "sms" as const, topic: "marketing", state: "granted" as const }];
    await choose(tokenOf(id), everything);
    expect(await choose(tokenOf(id), { kind: "undo", before })).toEqual([]);
    expect(await consentState(rig.db, id, "sms", "marketing")).toBe("withdrawn");
    await rig.engine.stop();
  });

  it("offers messages on the shop's pages to whoever has got one, switched on without having agreed", async () => {
    const { rig, tokenOf, choose, see } = await start();
    const shown = drawGraph([
      { id: "on", type: "event", config: { event: "Go" } },
      { id: "show", type: "show-in-app", config: { title: "Hello" } },
    ]);
    await rig.publish(shown, { settings: { reentry: "after-exit" } });
    await rig.track("ana", "Viewed");
    const { id } = await rig.profile("ana");
    expect((await see(tokenOf(id)))?.channels).toEqual([]);
    await rig.track("ana", "Go");
    const switches = async () =>
      (await see(tokenOf(id), "granted"))?.channels.map(({ channel, switches }) => [
        channel,
        switches.map(({ on }) => on),
      ]);
    expect(await switches()).toEqual([["in-app", [true]]]);
    const choice = { channel: "in-app" as const, topic: "marketing", wasOn: true, on: false };
    await choose(tokenOf(id), { kind: "save", choices: [choice] });
    expect(await switches()).toEqual([["in-app", [false]]]);
    await rig.track("ana", "Go");
    expect((await rig.messages()).map(({ status }) => status)).toEqual(["sent", "skipped"]);
    await rig.engine.stop();
  });

  it("is about whoever the person has become one with", async () => {
    const { rig, tokenOf, choose } = await start();
    await rig.accept({ ...rig.event("ana", "Viewed"), externalId: null, anonymousId: "visitor-1" });
    const { profiles } = rig.db.tables;
    const [visitor] = await rig.db.query.select().from(profiles);
    await rig.identify("ana", { email: "ana@example.com" });
    const known = rig.event("ana", "Viewed");
    await rig.accept({ ...known, anonymousId: "visitor-1" });
    const ana = await rig.profile("ana");
    await choose(tokenOf(visitor!.id), everything);
    expect(await consentState(rig.db, ana.id, "email", "marketing")).toBe("withdrawn");
    await rig.engine.stop();
  });

  it("by a no keeps the next message back, and by a yes lets it go", async () => {
    const { rig, tokenOf, choose } = await start();
    await rig.publish(welcome);
    for (const name of ["ana", "ben"]) await rig.identify(name, { email: `${name}@example.com` });
    await choose(tokenOf((await rig.profile("ana")).id), turn("marketing", false));
    await rig.track("ana", "Signed Up");
    await rig.track("ben", "Signed Up");
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ben@example.com"]);
    await rig.engine.stop();
  });

  it("counts as the person's own yes after an erasure, and a program's does not", async () => {
    const { rig, tokenOf, choose } = await start();
    await rig.publish(welcome);
    await rig.identify("ana", { email: "ana@example.com" });
    const old = await rig.profile("ana");
    await choose(tokenOf(old.id), everything);
    const { live } = rig.engine;
    await rig.db.transaction((tx) => eraseAndTell(tx, { live, keys: rig.keys }, old.id, rig.clock.now()));
    expect(await choose(tokenOf(old.id), everything)).toBeNull();

    await rig.identify("new-ana", { email: "ana@example.com" });
    await rig.track("new-ana", "Signed Up");
    expect(rig.sent).toEqual([]);
    const { id } = await rig.profile("new-ana");
    await choose(tokenOf(id), everything);
    await choose(tokenOf(id), turn("marketing", true));
    await rig.identify("ana-3", { email: "other@example.com" });
    await rig.publish(welcome, { name: "Again" });
    await rig.track("new-ana", "Signed Up");
    expect(rig.sent.map(({ endpoint }) => endpoint)).toContain("ana@example.com");
    await rig.engine.stop();
  });
});
