import pino from "pino";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Sender } from "#server/delivery/sender.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { pruneRunData } from "#server/store/retention-run-data.ts";
import { insertSecret, removeSecret, replaceSecret } from "#server/store/secrets.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Engine } from "./engine.ts";
import { webhookSigning } from "./webhook-keys.ts";

const signup = { id: "signup", type: "signup", config: {} };
const SECRET = "sk_live_Zm9v/YmFy";

eachDatabase("webhooks of a workflow", (open) => {
  let rig: EngineRig;
  let sender: Sender;
  let receiver: WebhookReceiver;
  const logged: string[] = [];
  const makeEngine = () =>
    new Engine({
      ...{ db: open(), clock: rig.clock, keys: rig.keys, reads: directReads(open()) },
      env: readEnv({ OUTBOUND_ALLOW: receiver.host }),
      log: pino({ level: "trace" }, { write: (line: string) => void logged.push(line) }),
      send: (job) => sender.send(job),
    });
  beforeEach(async () => {
    logged.length = 0;
    receiver = await startWebhookReceiver();
    sender = new Sender();
    rig = new EngineRig(open());
    rig.engine = makeEngine();
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(async () => {
    await rig.engine.stop();
    await sender.close();
    await receiver.close();
  });

  const hook = (
    id: string,
    path: string,
    config: Record<string, unknown> = {},
    to?: Record<string, string>,
  ) => ({
    id,
    type: "call-webhook",
    config: { url: `${receiver.url}${path}`, ...config },
    ...(to ? { to } : {}),
  });
  const addSecret = (name: string, value: string) =>
    open().transaction((tx) =>
      insertSecret(tx, { name, sealedValue: rig.keys.encrypt(value), createdAt: rig.clock.now() }),
    );
  /** Everything that is stored, as text. */
  async function allRows(): Promise<string> {
    const { messages, deliveries, history, runs, visits, settings, secrets } = open().tables;
    const tables = [messages, deliveries, history, runs, visits, settings, secrets];
    return JSON.stringify(await Promise.all(tables.map((table) => open().query.select().from(table))));
  }

  it("carry secrets to the receiver, and leave them nowhere else", async () => {
    await addSecret("TOKEN", SECRET);
    const config = { headers: { Authorization: "Bearer {{ secrets.TOKEN }}" } };
    await rig.publish(drawGraph([signup, hook("hook", "/in?key={{ secrets.TOKEN }}", config)]));
    receiver.answer(
      { status: 503, body: `no ${SECRET}`, headers: { "x-echo": SECRET } },
      { status: 400, body: SECRET },
    );
    await rig.track("ana", "Signed Up");
    await rig.pass(60_000);
    expect(receiver.all.map(({ path, headers }) => [path, headers.authorization])).toEqual(
      Array(2).fill([`/in?key=${SECRET}`, `Bearer ${SECRET}`]),
    );
    const [message] = await rig.messages();
    expect(message).toMatchObject({
      status: "failed",
      reasonValues: { status: 400, answer: "••••" },
      rendered: { url: `${receiver.url}/in?key={{ secrets.TOKEN }}`, headers: { Authorization: "••••" } },
    });
    expect(logged.join("") + (await allRows())).not.toContain("Zm9v");
  });

  it("use the secret as it is at each try, and fail before they are sent once it is gone", async () => {
    await addSecret("TOKEN", "first-value");
    const config = { headers: { "X-Key": "{{ secrets.TOKEN }}" } };
    await rig.publish(
      drawGraph([
        signup,
        hook("hook", "/in", config, { next: "again" }),
        hook("again", "/again", config, { failed: "told", next: "wrong" }),
        hook("wrong", "/wrong", {}, {}),
        hook("told", "/told", {}, {}),
      ]),
    );
    receiver.answer({ status: 503 });
    const removing = async () => {
      await receiver.next();
      const sealedValue = rig.keys.encrypt("second-value");
      await open().transaction((tx) => replaceSecret(tx, { name: "TOKEN", sealedValue, createdAt: 1 }));
    };
    await Promise.all([removing(), rig.track("ana", "Signed Up")]);
    receiver.answer({ status: 503 });
    await rig.pass(60_000);
    await open().transaction((tx) => removeSecret(tx, "TOKEN"));
    await rig.pass(DAY_MS);
    expect(receiver.all.map(({ path, headers }) => [path, headers["x-key"]])).toEqual([
      ["/in", "first-value"],
      ["/in", "second-value"],
      ["/told", undefined],
    ]);
    expect((await rig.messages())[0]).toMatchObject({
      status: "failed",
      reasonCode: "webhook.secret-missing",
      reasonValues: { name: "TOKEN" },
    });
    expect(await rig.history()).toContain("webhook.secret-missing");
  });

  it("do not let a secret with a line break become another header", async () => {
    await addSecret("TOKEN", "a\r\nX-Admin: yes");
    const config = { headers: { "X-Key": "{{ secrets.TOKEN }}" } };
    await rig.publish(
      drawGraph([signup, hook("hook", "/in", config, { failed: "told" }), hook("told", "/told")]),
    );
    await rig.track("ana", "Signed Up");
    expect(receiver.all.map(({ path }) => path)).toEqual(["/told"]);
    expect((await rig.messages())[0]).toMatchObject({
      reasonCode: "webhook.bad-header",
      reasonValues: { header: "X-Key" },
    });
  });

  it("are signed with a secret that is made once and kept", async () => {
    await rig.publish(drawGraph([signup, hook("one", "/1"), hook("two", "/2", { method: "GET" })]));
    await rig.track("ana", "Signed Up");
    const { secret } = await open().transaction((tx) => webhookSigning(tx, rig.keys));
    expect(receiver.all).toHaveLength(2);
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    try {
      for (const { body, headers } of receiver.all)
        new Webhook(secret).verify(body, headers as Record<string, string>);
    } finally {
      vi.useRealTimers();
    }
    expect(await allRows()).not.toContain(secret.slice(6));
  });

  it("are tried as often as their step says", async () => {
    await rig.publish(drawGraph([signup, hook("hook", "/in", { tries: 2 })]));
    receiver.answer(...Array(5).fill({ status: 500 }));
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    await rig.pass(DAY_MS);
    expect(receiver.all).toHaveLength(2);
    expect((await rig.messages())[0]).toMatchObject({
      status: "failed",
      reasonCode: "message.gave-up",
      reasonValues: { attempts: 2 },
    });
  });

  it("give their answer to the steps behind, also after a restart", async () => {
    const condition = { kind: "data", path: "webhooks.points.body.total", operator: "greater", value: 100 };
    const wait = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "hours" } } };
    await rig.publish(
      drawGraph([
        signup,
        hook("ask", "/points", { answerName: "points" }),
        wait,
        {
          id: "rich",
          type: "branch",
          config: { paths: [{ id: "yes", label: "Many points", condition }] },
          to: { yes: "gold", otherwise: "other" },
        },
        hook("gold", "/gold", { body: '{"points": {{ webhooks.points.body.total }}}' }, {}),
        hook("other", "/other", {}, {}),
      ]),
    );
    receiver.answer({ status: 200, body: '{"total":120,"name":"A\\u0000na"}' });
    await rig.track("ana", "Signed Up");
    await rig.engine.stop();
    rig.engine = makeEngine();
    await rig.engine.start();
    await rig.pass(3_600_000);
    expect(receiver.all.map(({ path }) => path)).toEqual(["/points", "/gold"]);
    expect(receiver.all[1]?.body).toBe('{"points": 120}');
    const [run] = await rig.runs();
    expect(run?.state.data).toMatchObject({
      webhooks: { points: { status: 200, body: { total: 120, name: "Ana" } } },
    });
  });

  it("give the answer of a failure too, and say why one could not be kept", async () => {
    await rig.publish(
      drawGraph([
        signup,
        hook("ask", "/ask", { answerName: "first" }, { failed: "page", next: "wrong" }),
        hook("wrong", "/wrong", {}, {}),
        hook("page", "/page", { answerName: "second" }, { next: "huge" }),
        hook("huge", "/huge", { answerName: "third" }, { next: "deep" }),
        hook("deep", "/deep", { answerName: "fourth" }, {}),
      ]),
    );
    receiver.answer(
      { status: 404, body: '{"error":"nobody"}' },
      { status: 200, body: "<html>" },
      { status: 200, body: JSON.stringify("x".repeat(200_000)) },
      { status: 200, body: "[".repeat(5_000) + "]".repeat(5_000) },
    );
    await rig.track("ana", "Signed Up");
    const [run] = await rig.runs();
    expect(run?.status).toBe("finished");
    expect(run?.state.data.webhooks).toEqual({
      first: { status: 404, body: { error: "nobody" } },
      second: { status: 200 },
      third: { status: 200 },
      fourth: { status: 200 },
    });
    const codes = (await rig.history()).filter((code) => code.startsWith("webhook.answer"));
    expect(codes).toEqual(["webhook.answer-not-json", "webhook.answer-too-long", "webhook.answer-too-deep"]);
  });

  it("leave no answer behind once its run's data is pruned, or the person erased", async () => {
    await rig.publish(
      drawGraph([signup, hook("ask", "/ask", { answerName: "answer" }), hook("after", "/after")]),
    );
    receiver.answer({ status: 200, body: '{"code":"q8w7e6"}' });
    await rig.track("ana", "Signed Up");
    expect(await allRows()).toContain("q8w7e6");
    const later = rig.clock.now() + DAY_MS;
    const slice = { after: 0, before: later, limit: 10, convertibleSince: later };
    await open().transaction((tx) => pruneRunData(tx, slice));
    expect(JSON.stringify(await rig.runs())).not.toContain("q8w7e6");
    const { id } = await rig.profile("ana");
    await open().transaction((tx) => eraseProfile(tx, id));
    expect(await allRows()).not.toContain("q8w7e6");
  });
});
