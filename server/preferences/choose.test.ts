import { expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { preferencesUrl } from "#server/links.ts";
import { eraseAndTell } from "#server/notices/profiles.ts";
import { consentState } from "#server/store/consents.ts";
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
