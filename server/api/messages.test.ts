import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { apiRouter } from "./root.ts";

const CHAT = "https://hooks.slack.com/services/T1/B2/topsecret";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "chat", type: "notify-team", config: { via: "chat", url: CHAT, message: "Somebody is new" } },
]);

eachDatabase("messages", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  function asViewer() {
    const { db, engine, clock, keys } = rig;
    const sampleShop = { state: () => ({ state: "absent" }) };
    const services = { db, engine, clock, keys, sampleShop, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role: "viewer" as const };
    return apiRouter.createCaller({ services: services as unknown as Services, person });
  }

  it.each([
    ["sent", async () => {}],
    ["queued", () => rig.set("sendingOff", true)],
  ])("to the team's chat never show its address, %s", async (status, prepare) => {
    await prepare();
    await rig.publish(graph);
    await rig.identify("ana");
    await rig.track("ana", "Signed Up");
    const { id: profileId } = await rig.profile("ana");
    const api = asViewer();
    const { messages } = await api.messages.list({});
    expect(messages).toMatchObject([
      {
        status,
        endpoint: "https://hooks.slack.com/••••",
        subject: "POST https://hooks.slack.com/••••",
      },
    ]);
    const seen = [
      messages,
      await api.messages.get({ id: messages[0]!.id }),
      (await api.overview.get()).recent,
      (await api.profiles.timeline({ id: profileId })).items,
    ];
    for (const part of seen) {
      expect(JSON.stringify(part)).toContain("hooks.slack.com");
      expect(JSON.stringify(part)).not.toContain("topsecret");
    }
    // The chat itself is called at its whole address.
    if (status === "sent") expect(rig.sent).toMatchObject([{ endpoint: CHAT, content: { url: CHAT } }]);
  });
});
