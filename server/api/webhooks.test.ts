import pino from "pino";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import type { SendJob } from "#server/delivery/job.ts";
import { Sender } from "#server/delivery/sender.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { insertSecret } from "#server/store/secrets.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { secretsRouter } from "./secrets.ts";
import { webhooksRouter } from "./webhooks.ts";

eachDatabase("trying a webhook out", (open) => {
  let rig: EngineRig;
  let sender: Sender;
  let receiver: WebhookReceiver;
  let profileId: number;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    sender = new Sender();
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    profileId = (await rig.profile("ana")).id;
    const sealedValue = rig.keys.encrypt("s3cretvalue");
    await open().transaction((tx) => insertSecret(tx, { name: "TOKEN", sealedValue, createdAt: 1 }));
  });
  afterEach(async () => {
    await rig.engine.stop();
    await sender.close();
    await receiver.close();
  });

  const context = (role: Role) => {
    const { db, clock, keys, engine } = rig;
    const env = readEnv({ OUTBOUND_ALLOW: receiver.host });
    const log = pino({ level: "silent" });
    const senders = { tryWebhook: (job: SendJob) => sender.tryWebhook(job) };
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return { services: { db, clock, keys, engine, env, log, senders } as unknown as Services, person };
  };
  const tryIt = (config: Record<string, unknown> = {}, role: Role = "editor") =>
    webhooksRouter.createCaller(context(role)).tryIt({
      graph: drawGraph([
        { id: "start", type: "event", config: { event: "Order Completed" } },
        { id: "hook", type: "call-webhook", config: { url: `${receiver.url}/in`, ...config } },
      ]),
      nodeId: "hook",
      profileId,
    });

  it("really calls, and shows the request without its secrets and the answer", async () => {
    receiver.answer({
      status: 200,
      body: '{"you sent":"s3cretvalue"}',
      headers: { "x-echo": "s3cretvalue" },
    });
    const tried = await tryIt({
      url: `${receiver.url}/in?k={{ secrets.TOKEN }}`,
      headers: { Authorization: "Bearer {{ secrets.TOKEN }}", "X-Typed": "also secret" },
      body: '{"email": {{ profile.email | json }}}',
    });
    const got = await receiver.next();
    expect(got).toMatchObject({
      path: "/in?k=s3cretvalue",
      body: '{"email": "ana@example.com"}',
      headers: { authorization: "Bearer s3cretvalue", "x-typed": "also secret" },
    });
    expect(tried).toMatchObject({
      problem: null,
      request: {
        method: "POST",
        url: `${receiver.url}/in?k={{ secrets.TOKEN }}`,
        headers: { Authorization: "••••", "X-Typed": "••••", "webhook-id": expect.stringMatching(/^try-/) },
        body: '{"email": "ana@example.com"}',
      },
      response: { status: 200, body: '{"you sent":"••••"}', headers: { "x-echo": "••••" }, cut: false },
    });
    expect(JSON.stringify(tried)).not.toMatch(/s3cretvalue|also secret/);
    const { secret } = await secretsRouter.createCaller(context("editor")).revealSigning();
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    expect(() => new Webhook(secret).verify(got.body, got.headers as Record<string, string>)).not.toThrow();
    vi.useRealTimers();
  });

  it("stores nothing of it", async () => {
    await tryIt({ answerName: "answer" });
    expect(await rig.messages()).toEqual([]);
    expect(await rig.runs()).toEqual([]);
    expect(await rig.history()).not.toContain("message.sent");
  });

  it("tells what went wrong, in words, and cuts a huge answer", async () => {
    receiver.answer(
      { status: 503, body: "busy" },
      { status: 200, body: "x".repeat(100_000) },
      { status: 302, headers: { location: "http://169.254.169.254/" } },
      "silence",
    );
    expect(await tryIt()).toMatchObject({ wouldRetry: true, response: { status: 503, body: "busy" } });
    const huge = await tryIt();
    expect(huge).toMatchObject({ problem: null, response: { cut: true } });
    expect(huge.response?.body.length).toBeLessThan(20_000);
    expect(inWords(await tryIt())).toMatchObject({
      response: null,
      problem: expect.stringContaining("private network"),
    });
    const late = await tryIt({ timeoutSeconds: 1 });
    expect(inWords(late)).toMatchObject({ response: null, problem: "The receiver did not answer in time" });
    expect(inWords(await tryIt({ headers: { A: "{{ secrets.NONE }}" } }))).toMatchObject({
      problem: expect.stringContaining("“NONE”"),
    });
    expect(await tryIt({ body: "{{ profile.email }}" })).toMatchObject({ request: null, response: null });
    expect(await tryIt({ url: "http://10.0.0.8/" })).toMatchObject({ response: null });
    expect(receiver.all).toHaveLength(4);
  });

  it("is for those who may change workflows, not without end, and not while all sending is off", async () => {
    await expect(tryIt({}, "viewer")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(tryIt({ url: "nowhere" })).rejects.toThrow("settings have errors");
    for (let count = 0; count < 20; count++) await tryIt();
    await expect(tryIt()).rejects.toThrow("Try again in 10 minutes");
    await tryIt({}, "owner");
    rig.clock.advance(10 * 60_000);
    await tryIt();
    await rig.set("sendingOff", true);
    await expect(tryIt()).rejects.toThrow("switched off");
    expect(receiver.all).toHaveLength(22);
  });
});
