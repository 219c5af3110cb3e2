import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { removeWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { workflowsRouter } from "./workflows.ts";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello {{ profile.firstName }}", body: "Hello" } },
  {
    id: "hook",
    type: "call-webhook",
    config: { url: "https://example.com/hook", headers: { Authorization: "Bearer secret" } },
  },
]);

eachDatabase("the workflows", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.reload();
    id = await rig.publish(graph);
  });
  afterEach(() => senders.close());

  function as(role: Role) {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role };
    return workflowsRouter.createCaller({ services: services as unknown as Services, person });
  }

  it("show what headers hold only to those who may change them", async () => {
    const seen = await as("viewer").get({ id });
    expect(JSON.stringify(seen)).not.toContain("secret");
    expect(seen.draft.nodes[2]?.config.headers).toEqual({ Authorization: "••••" });
    expect(seen.live?.graph.nodes[2]?.config.headers).toEqual({ Authorization: "••••" });
    expect((await as("editor").get({ id })).draft).toEqual(graph);
  });

  it("say so when there was nothing to switch", async () => {
    await as("editor").pause({ id });
    await expect(as("editor").pause({ id })).rejects.toThrow("paused already");
    await as("editor").resume({ id });
    await expect(as("editor").resume({ id })).rejects.toThrow("running already");
    await open().transaction((tx) => removeWorkflow(tx, id, 1));
    await expect(as("editor").resume({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  describe("when tried out", () => {
    const profile = async () => {
      await rig.engine.start();
      await rig.identify("ana", { email: "ana@example.com" });
      await rig.engine.stop();
      const [ana] = await open().query.select().from(open().tables.profiles);
      return ana!.id;
    };

    it("show each message as this person would get it, and send none", async () => {
      const { steps } = await as("viewer").simulate({ id, profileId: await profile() });
      expect(steps.filter(({ kind }) => kind === "message")).toMatchObject([
        { text: "Sends an email", message: { subject: "Hello", to: "ana@example.com" } },
        { text: "Calls a webhook", message: { headers: { Authorization: "••••" } } },
      ]);
      expect(rig.sent).toEqual([]);
    });

    it("say why a message cannot be written, and go on", async () => {
      const broken = drawGraph([
        graph.nodes[0]!,
        { id: "mail", type: "send-email", config: { subject: "{% if %}", body: "Hello" } },
        graph.nodes[2]!,
      ]);
      const { steps } = await as("editor").simulate({ id, profileId: await profile(), graph: broken });
      const messages = steps.filter(({ kind }) => kind === "message");
      expect(messages[0]).toMatchObject({
        text: expect.stringContaining("could not be written"),
        message: null,
      });
      expect(messages[1]).toMatchObject({ text: "Calls a webhook" });
    });

    it("run only the stored draft for those who only look", async () => {
      const own = as("viewer").simulate({ id, profileId: 1, graph });
      await expect(own).rejects.toMatchObject({ code: "FORBIDDEN" });
    });
  });
});
