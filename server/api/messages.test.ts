import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import { confirmUrl, preferencesUrl, unsubscribeUrl } from "#server/links.ts";
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

  function as(role: Role) {
    const { db, engine, clock, keys } = rig;
    const sampleShop = { state: () => ({ state: "absent" }) };
    const services = { db, engine, clock, keys, sampleShop, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role };
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
    const api = as("viewer");
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

  it("show whoever may only look no link by which a customer could be unsubscribed", async () => {
    const mail = { id: "mail", type: "send-email", config: { subject: "Hi", body: "Hello" } };
    await rig.publish(drawGraph([{ id: "signup", type: "signup", config: {} }, mail]));
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    const { id: profileId } = await rig.profile("ana");
    const { messages: table, interactions } = rig.db.tables;
    const [message] = await rig.db.query.select().from(table);
    const env = readEnv({});
    const target = { profileId, channel: "email" as const, topic: "marketing" };
    const confirmed = { profileId, channel: "email" as const, topics: ["marketing"], addressHash: "x" };
    const links = [
      unsubscribeUrl(env, rig.keys, target),
      preferencesUrl(env, rig.keys, profileId),
      confirmUrl(env, rig.keys, { ...confirmed, askedAt: 1, expiresAt: 2 }),
      `https://shop.example/?to=${encodeURIComponent(preferencesUrl(env, rig.keys, profileId))}`,
    ];
    const rendered = {
      ...{ channel: "email" as const, from: "a", to: "b", subject: "Hi" },
      html: `<a href="${links.join('"></a><a href="')}">x</a> https://shop.example/a.html`,
      text: links.join("\n"),
      headers: { "List-Unsubscribe": `<${links[0]}>` },
    };
    await rig.db.query.update(table).set({ rendered });
    const click = { messageId: message!.id, profileId, kind: "clicked" as const, machine: false };
    await rig.db.query.insert(interactions).values({ ...click, url: links[1]!, at: rig.clock.now() });
    const signatures = links.map((link) => link.split(".").at(-1)!);
    const seen = async (role: Role) =>
      JSON.stringify([
        await as(role).messages.get({ id: message!.id }),
        await as(role).profiles.timeline({ id: profileId }),
      ]);
    const shown = await seen("viewer");
    for (const signature of signatures) expect(shown).not.toContain(signature);
    expect(shown).toMatch(/\/unsubscribe\/[\w-]+\.hidden/);
    expect(shown).toContain("https://shop.example/a.html");
    for (const signature of signatures) expect(await seen("editor")).toContain(signature);

    // The one line that a text message is listed by is the whole of it.
    const text = { channel: "sms" as const, from: "", to: "+15551230000", body: `Bye: ${links[1]}` };
    await rig.db.query.update(table).set({ rendered: text });
    const listed = JSON.stringify((await as("viewer").messages.list({})).messages);
    expect(listed).toContain("Bye: ");
    expect(listed).not.toContain(signatures[1]);
  });
});
