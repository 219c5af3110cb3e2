import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { senderSettings } from "#server/engine/send-job.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { readSettings } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { saveProvider } from "./save-provider.ts";
import { sendersRouter } from "./senders.ts";

const SECRET = "re_3ax6xnjp29jd6fds4gc373sgvjx";
const form = { service: "resend" as const, from: "Tea <hello@shop.example>", fields: {}, secret: SECRET };
const smtp = {
  host: "mail.example",
  port: 587,
  secure: false,
  unencrypted: false,
  user: "",
  sealedPassword: null,
  from: "a@shop.example",
};
const care = { id: null, name: "Customer care", address: "care@shop.example", replyTo: "" };

eachDatabase("senders", (open) => {
  let rig: EngineRig;
  let service: WebhookReceiver;
  beforeEach(async () => {
    service = await startWebhookReceiver();
    rig = new EngineRig(open());
    await rig.engine.start();
    return async () => {
      await rig.engine.stop();
      await service.close();
    };
  });

  function services(env: Record<string, string> = {}) {
    const { db, clock, keys, engine } = rig;
    return {
      db,
      clock,
      keys,
      engine,
      env: readEnv({ OUTBOUND_ALLOW: service.host, ...env }),
    } as unknown as Services;
  }
  function as(role: Role | null, env: Record<string, string> = {}) {
    const person = role && { id: role, name: role, email: `${role}@example.com`, role };
    return sendersRouter.createCaller({ services: services(env), person });
  }
  const save = (changes: Partial<Parameters<typeof saveProvider>[1]> = {}) =>
    saveProvider(services(), { ...form, ...changes }, service.url);
  const current = () => {
    const { env, keys } = services();
    return senderSettings(env, keys, rig.engine.live.settings);
  };

  it("a service whose key works takes the place of the mail server, and its key is never shown again", async () => {
    await rig.set("smtp", smtp);
    expect(await save()).toEqual({ kind: "saved" });
    expect(current()).toMatchObject({ smtp: null, provider: { service: "resend", secret: SECRET } });
    const shown = await as("owner").get();
    expect(shown).toMatchObject({
      service: "resend",
      configuredBy: "settings",
      provider: { from: form.from },
    });
    const stored = JSON.stringify([shown, await rig.db.query.select().from(rig.db.tables.settings)]);
    expect(stored).not.toContain(SECRET);
    // Without a key, the stored one is tried.
    await save({ secret: undefined, from: "new@shop.example" });
    expect(service.all.at(-1)?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(current().from).toBe("new@shop.example");
  });

  it("a service whose key does not work, or whose settings are not whole, changes nothing", async () => {
    await rig.set("smtp", smtp);
    service.answer({ status: 403, body: '{"name":"invalid_api_key","message":"API key is invalid"}' });
    expect(inWords(await save())).toEqual({
      kind: "refused",
      field: null,
      text: "The sending service did not accept the key: API key is invalid",
    });
    expect(await save({ service: "mailgun", fields: { domain: "no domain" } })).toMatchObject({
      field: "domain",
    });
    // The key of another service is not tried.
    expect(await save({ service: "postmark", secret: undefined })).toMatchObject({ field: "secret" });
    expect(service.all).toHaveLength(1);
    expect(current()).toMatchObject({ smtp: { host: "mail.example" }, provider: null });
  });

  it("the environment's mail server comes before both", async () => {
    await save();
    const env = { SMTP_URL: "smtp://mail.example:25" };
    expect(await as("viewer", env).get()).toMatchObject({ service: "smtp", configuredBy: "environment" });
    const { keys } = rig;
    expect(senderSettings(services(env).env, keys, rig.engine.live.settings)).toMatchObject({
      smtp: { url: env.SMTP_URL },
      provider: null,
    });
  });

  it("a key for signing is kept sealed, and signs once it is switched on", async () => {
    await rig.set("smtp", smtp);
    await as("owner").makeDkim({ domain: "Shop.example" });
    const { dkim } = await as("viewer").get();
    expect(dkim).toMatchObject({
      on: false,
      record: {
        name: expect.stringMatching(/^rk\w+\._domainkey\.shop\.example$/),
        value: expect.stringMatching(/^v=DKIM1; k=rsa; p=MII/),
      },
    });
    expect(current().smtp).not.toHaveProperty("dkim");
    await as("owner").switchDkim({ on: true });
    expect(current().smtp).toMatchObject({ dkim: { domain: "shop.example" } });
    // It says nothing about another domain, which is told where that one can be chosen.
    await as("owner").saveIdentity({ ...care, address: "care@news.shop.example" });
    await as("owner").saveIdentity({ ...care, address: "care@other.example" });
    const unsigned = (of: readonly { unsigned: boolean }[]) => of.map((sender) => sender.unsigned);
    expect(unsigned((await as("viewer").get()).identities)).toEqual([false, true]);
    expect(unsigned(await as("viewer").choices())).toEqual([false, true]);
    await as("owner").switchDkim({ on: false });
    expect(unsigned(await as("viewer").choices())).toEqual([false, false]);
    expect(JSON.stringify(await readSettings(rig.db))).not.toContain("PRIVATE KEY");
  });

  it("the first is the usual one, another can be chosen by a step, and a removed one falls back, told in the history", async () => {
    const owner = as("owner");
    const { id: careId } = await owner.saveIdentity(care);
    const { id: newsId } = await owner.saveIdentity({
      ...{ id: null, name: "Tea, News & more", address: "news@shop.example", replyTo: "care@shop.example" },
    });
    const on = { id: "on", type: "event", config: { event: "Go" } };
    const mail = (id: string, from: string) => ({
      id,
      type: "send-email",
      config: { subject: id, body: "Hi", from },
    });
    await rig.publish(drawGraph([on, mail("usual", ""), mail("news", newsId)]), { name: "Welcome" });
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Go");
    expect(rig.sent.map(({ sender }) => [sender.from, sender.replyTo])).toEqual([
      ["Customer care <care@shop.example>", undefined],
      ["Tea, News & more <news@shop.example>", "care@shop.example"],
    ]);
    expect((await owner.get()).identities).toMatchObject([
      { id: careId, isDefault: true, usedBy: [] },
      { id: newsId, isDefault: false, usedBy: [{ name: "Welcome" }] },
    ]);
    expect(await rig.history()).not.toContain("message.sender-gone");
    await owner.removeIdentity({ id: newsId });
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Go");
    expect(rig.sent.at(-1)?.sender.from).toBe("Customer care <care@shop.example>");
    expect((await rig.history()).filter((code) => code === "message.sender-gone")).toHaveLength(1);
  });

  it.each([
    ["a line break in the name", { name: "Tea\r\nBcc: all@example.com" }],
    ["a quote in the name", { name: 'Tea" <boss@bank.example>' }],
    ["a line break in the address", { address: "a@shop.example\r\nBcc: all@example.com" }],
    ["two addresses", { address: "a@shop.example, b@shop.example" }],
    ["a bad address for answers", { replyTo: "nobody" }],
    ["no name", { name: " " }],
  ])("are refused with %s", async (_what, changes) => {
    await expect(as("owner").saveIdentity({ ...care, ...changes })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect((await as("owner").get()).identities).toEqual([]);
  });

  it("a daily limit counts what went out before it was set, and a higher one lets go of what waits", async () => {
    await rig.set("smtp", smtp);
    const on = { id: "on", type: "event", config: { event: "Go" } };
    await rig.publish(
      drawGraph([on, { id: "news", type: "send-email", config: { subject: "news", body: "Hi" } }]),
    );
    const go = async (name: string) => {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Go");
    };
    await go("ana");
    await as("owner").savePace({ perMinute: null, perDay: 2 });
    for (const name of ["ben", "cem"]) await go(name);
    expect(rig.sent).toHaveLength(2);
    await as("owner").savePace({ perMinute: 60, perDay: 3 });
    await rig.pass(HOUR_MS);
    expect(rig.sent).toHaveLength(3);
    await expect(as("owner").savePace({ perMinute: 1, perDay: null })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("are seen by viewers and changed by the owner alone", async () => {
    await expect(as("viewer").get()).resolves.toMatchObject({ service: null });
    await expect(as(null).get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const editor = as("editor");
    for (const change of [
      () => editor.saveProvider(form),
      () => editor.removeProvider(),
      () => editor.makeDkim({ domain: "shop.example" }),
      () => editor.switchDkim({ on: true }),
      () => editor.removeDkim(),
      () => editor.saveIdentity(care),
      () => editor.removeIdentity({ id: "x" }),
      () => editor.setDefault({ id: "x" }),
      () => editor.savePace({ perMinute: null, perDay: null }),
    ])
      await expect(change()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
