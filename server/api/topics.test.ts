import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { preferencesUrl } from "#server/links.ts";
import { findPreferences } from "#server/preferences/switches.ts";
import type { Services } from "#server/services.ts";
import { consentsOf, setConsent } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { topicsRouter } from "./topics.ts";
import { workflowsRouter } from "./workflows.ts";

eachDatabase("topics", (open) => {
  let senders: SenderPool;
  beforeEach(() => {
    senders = new SenderPool(pino({ level: "silent" }));
  });
  afterEach(() => senders.close());

  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, clock, keys, engine } = rig;
    const services = { db, clock, keys, engine, senders, env: readEnv({}) } as unknown as Services;
    const as = (role: Role) => ({
      services,
      person: { id: role, name: role, email: `${role}@example.com`, role },
    });
    const topics = (role: Role = "owner") => topicsRouter.createCaller(as(role));
    const keysOf = async () => (await topics("viewer").list()).topics.map(({ key }) => key);
    return { rig, topics, keysOf, workflows: () => workflowsRouter.createCaller(as("owner")) };
  }
  const restocks = { name: "Back in stock", description: "", names: {}, descriptions: {} };

  it("are added, worded anew, moved, archived and brought back, and keep their keys", async () => {
    const { rig, topics, keysOf } = await start();
    expect(await topics().add(restocks)).toEqual({ key: "back-in-stock" });
    expect(await topics().add(restocks)).toEqual({ key: "back-in-stock-2" });
    await topics().edit({ ...restocks, key: "back-in-stock", name: "Here again", names: { zh: "到货" } });
    await topics().move({ key: "back-in-stock-2", by: -1 });
    await topics().move({ key: "back-in-stock-2", by: -1 });
    await topics().move({ key: "back-in-stock-2", by: -1 });
    expect(await keysOf()).toEqual(["back-in-stock-2", "marketing", "back-in-stock"]);
    await topics().archive({ key: "back-in-stock" });
    expect((await topics().list()).topics.at(-1)).toMatchObject({ name: "Here again", archived: true });
    await topics().restore({ key: "back-in-stock" });
    expect((await topics().list()).topics.at(-1)).toMatchObject({ archived: false, names: { zh: "到货" } });
    await rig.engine.stop();
  });

  it("belong to the owner; the default one stays", async () => {
    const { rig, topics } = await start();
    for (const role of ["viewer", "editor"] as const)
      await expect(topics(role).add(restocks)).rejects.toThrow("owner");
    await expect(topics().archive({ key: "marketing" })).rejects.toThrow("stays");
    await expect(topics().edit({ ...restocks, key: "nothing" })).rejects.toThrow("does not exist");
    await rig.engine.stop();
  });

  it("keep what people said about them when they are archived, and then nothing new is published about them", async () => {
    const { rig, topics, workflows } = await start();
    const { key: topic } = await topics().add(restocks);
    await rig.identify("ana", { email: "ana@example.com" });
    const { id: profileId } = await rig.profile("ana");
    const change = { profileId, channel: "email" as const, topic, source: "api", at: rig.clock.now() };
    await rig.db.transaction(() => setConsent({ ...change, state: "withdrawn" }));
    const graph = drawGraph([
      { id: "start", type: "signup", config: {} },
      { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello", topic } },
    ]);
    const imported = await workflows().importGraph({ name: "Hello", graph });
    if (imported.kind !== "created") throw new Error("not imported");
    await topics().archive({ key: topic });
    const published = await workflows().publish({ id: imported.id, revision: 1, includeOverdue: false });
    expect(published).toMatchObject({ kind: "invalid" });
    expect((published as { problems: { code: string }[] }).problems.map(({ code }) => code)).toContain(
      "topic.archived",
    );
    const said = await rig.db.transaction(() => consentsOf(profileId));
    expect(said.find((one) => one.topic === topic)?.state).toBe("withdrawn");
    await topics().restore({ key: topic });
    expect(await workflows().publish({ id: imported.id, revision: 1, includeOverdue: false })).toMatchObject({
      kind: "published",
    });

    // A live workflow goes on: it is named before, and its readers keep their switch for as long.
    expect(await topics().archive({ key: topic })).toEqual({
      kind: "used",
      usedBy: [{ id: imported.id, name: "Hello" }],
    });
    expect((await topics().list()).topics.find(({ key }) => key === topic)?.archived).toBe(false);
    expect(await topics().archive({ key: topic, anyway: true })).toEqual({ kind: "archived" });
    const token = preferencesUrl(readEnv({}), rig.keys, profileId).split("/").at(-1)!;
    const switches = async () => {
      const { settings, topicsInUse } = rig.engine.live;
      const facts = { keys: rig.keys, topics: settings.topics, topicsInUse, consentRule: "granted" as const };
      const found = await rig.db.transaction(() => findPreferences(facts, token));
      return found?.channels[0]?.switches.map((one) => one.topic.key);
    };
    expect(await switches()).toEqual(["marketing", topic]);
    const { key: unused } = await topics().add({ ...restocks, name: "Unused" });
    expect(await topics().archive({ key: unused })).toEqual({ kind: "archived" });
    expect(await switches()).toEqual(["marketing", topic]);

    // Ana agreed to emails, but not to these.
    await rig.track("ana", "Signed Up");
    expect(rig.subjects()).toEqual([]);
    expect(await rig.history()).toContain("message.withdrawn");
    // Ben said nothing about the topic, so his yes to emails counts.
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    expect(rig.subjects()).toEqual(["Hello"]);
    // A program that says no for a channel means every topic of it.
    const ben = await rig.profile("ben");
    await rig.db.transaction(() => setConsent({ ...change, profileId: ben.id, state: "granted" }));
    await rig.identify("ben", {}, "withdrawn");
    const bens = await rig.db.transaction(() => consentsOf(ben.id));
    expect(bens.map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
    await rig.engine.stop();
  });
});
