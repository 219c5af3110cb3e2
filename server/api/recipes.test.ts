import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { AttributeCounts } from "#server/reads/attribute-counts.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { recipesRouter } from "./recipes.ts";
import { workflowsRouter } from "./workflows.ts";

const DAY_MS = 86_400_000;
const ana = { id: "ana", name: "Ana", email: "ana@example.com", role: "editor" as const };

eachDatabase("recipes", (open) => {
  let senders: SenderPool;
  beforeEach(() => {
    senders = new SenderPool(pino({ level: "silent" }));
  });
  afterEach(() => senders.close());

  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, clock, keys, engine } = rig;
    const reads = directReads(db);
    const attributeCounts = new AttributeCounts(reads, clock);
    const services = { db, clock, keys, engine, senders, reads, attributeCounts, env: readEnv({}) };
    const context = { services: services as unknown as Services, person: ana };
    return {
      rig,
      api: recipesRouter.createCaller(context),
      workflows: workflowsRouter.createCaller(context),
    };
  }

  it("say which of what they need is there", async () => {
    const { rig, api } = await start();
    const need = async (id: string, name: string) =>
      (await api.list()).recipes
        .find((recipe) => recipe.id === id)
        ?.needs.find((known) => known.name === name);
    expect(await need("birthday", "birthday")).toMatchObject({ ready: false, count: 0 });
    expect(await need("welcome", "Signed Up")).toMatchObject({ ready: false, count: 0, known: false });
    expect(await need("welcome", "email")).toMatchObject({ ready: false, count: null });

    await rig.identify("ana", { email: "ana@example.com", attributes: { birthday: "1990-05-31" } });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Signed Up");
    await rig.pass(20 * 60_000);
    expect(await need("birthday", "birthday")).toMatchObject({ ready: true, count: 1 });
    expect(await need("welcome", "Signed Up")).toMatchObject({ ready: true, count: 2, more: false });
    // What only the sample shop has says nothing about whether it will come.
    const { profiles } = rig.db.tables;
    await rig.db.query.update(profiles).set({ isSample: true });
    await rig.pass(20 * 60_000);
    expect(await need("birthday", "birthday")).toMatchObject({ ready: false, count: 1, samples: 1 });
    expect(await need("welcome", "Signed Up")).toMatchObject({ ready: false, count: 2, samples: 2 });
    await rig.pass(31 * DAY_MS);
    expect(await need("welcome", "Signed Up")).toMatchObject({ ready: false, count: 0, known: true });
    await rig.engine.stop();
  });

  it("are shown with every message as a customer reads it, in each language", async () => {
    const { rig, api } = await start();
    for (const { id, graph } of recipes) {
      // Nobody may look at many previews at once.
      await rig.pass(60_000);
      const { messages } = await api.get({ id });
      const sends = graph.nodes.filter(({ type }) => type.startsWith("send-"));
      expect(messages.map(({ nodeId, language }) => `${nodeId} ${language}`).sort()).toEqual(
        sends.flatMap((node) => [`${node.id} en`, `${node.id} zh`]).sort(),
      );
      const written = JSON.stringify(messages);
      expect(written, id).not.toContain("{{");
    }
    const { messages } = await api.get({ id: "abandoned-cart" });
    const [english, chinese] = messages.filter(({ nodeId }) => nodeId === "reminder");
    expect(english?.message).toMatchObject({ subject: "You left Cedar candle behind" });
    expect(JSON.stringify(english?.message)).toContain("Hello Ana,");
    expect(chinese?.message).toMatchObject({ subject: "您的Cedar candle还在购物车里" });
    await expect(api.get({ id: "soup" })).rejects.toThrow("recipe");
    await rig.engine.stop();
  });

  it("become drafts in the language that the shop writes in", async () => {
    const { rig, api, workflows } = await start();
    const subjectOf = async () => {
      const { id } = await workflows.create({ recipeId: "welcome" });
      const { draft } = await workflows.get({ id });
      return draft.nodes.find((node) => node.id === "hello")?.config.subject;
    };
    expect(await subjectOf()).toBe("Welcome to {{ shop.name }}");
    const { shop } = rig.engine.live.settings;
    await rig.db.transaction((tx) => writeSetting(tx, "shop", { ...shop, language: "zh" }));
    await rig.engine.reload();
    expect(await subjectOf()).toBe("欢迎来到{{ shop.name }}");
    const { messages } = await api.get({ id: "welcome" });
    expect(messages.map(({ language }) => language)).toEqual(["zh", "en", "zh", "en", "zh", "en"]);
    await rig.engine.stop();
  });
});
