import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Sender } from "#server/delivery/sender.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type SmtpSink, startSmtpSink } from "#server/testing/smtp-sink.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Engine } from "./engine.ts";

const signup = { id: "signup", type: "signup", config: {} };

eachDatabase("the engine with a real sender", (open) => {
  let rig: EngineRig;
  let sender: Sender;
  let sink: SmtpSink;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    sink = await startSmtpSink();
    receiver = await startWebhookReceiver();
    sender = new Sender();
    rig = new EngineRig(open());
    const { clock, keys } = rig;
    rig.engine = new Engine({
      ...{ db: open(), clock, keys, reads: directReads(open()) },
      env: readEnv({
        SMTP_URL: sink.url,
        MAIL_FROM: "Shop <hello@shop.example>",
        OUTBOUND_ALLOW: receiver.host,
      }),
      log: pino({ level: "silent" }),
      send: (job) => sender.send(job),
    });
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(async () => {
    await rig.engine.stop();
    await sender.close();
    await sink.close();
    await receiver.close();
  });

  const messages = () =>
    open().query.select().from(open().tables.messages).orderBy(open().tables.messages.id);

  it("refuses a webhook into the machine's own network, and the run takes the failed path", async () => {
    await rig.publish(
      drawGraph([
        signup,
        {
          id: "hook",
          type: "call-webhook",
          config: { url: "http://169.254.169.254/latest/meta-data/" },
          to: { next: "wrong", failed: "told" },
        },
        { id: "wrong", type: "call-webhook", config: { url: `${receiver.url}/wrong` }, to: {} },
        { id: "told", type: "call-webhook", config: { url: `${receiver.url}/told` }, to: {} },
      ]),
    );
    await rig.track("ana", "Signed Up");
    const [refused, told] = await messages();
    expect(refused).toMatchObject({
      status: "failed",
      reasonCode: "webhook.address-refused",
      reasonValues: { host: "169.254.169.254" },
      attempts: 1,
    });
    expect(told).toMatchObject({ nodeId: "told", status: "sent" });
    expect(receiver.all.map(({ path }) => path)).toEqual(["/told"]);
    expect(await rig.history()).toContain("webhook.address-refused");
  });

  it("sends an email, then a webhook with what started the run, each known by its key", async () => {
    await rig.publish(
      drawGraph([
        signup,
        {
          id: "mail",
          type: "send-email",
          config: { subject: "Hi {{ profile.email }}", body: "From {{ event.source }}" },
          to: { next: "hook" },
        },
        { id: "hook", type: "call-webhook", config: { url: `${receiver.url}/in` } },
      ]),
    );
    receiver.answer({ status: 503, body: Buffer.from([0, 1, 0xff, 0xfe]) });
    await rig.track("ana", "Signed Up", { source: "shop" });
    const { email } = await sink.next();
    expect(email.subject).toBe("Hi ana@example.com");
    expect(email.text).toContain("From shop");
    // The first answer was a refusal that is no text; the receiver recognises the second try.
    await rig.pass(60_000);
    const tries = receiver.all.map(({ headers }) => headers["webhook-id"]);
    expect(tries).toHaveLength(2);
    expect(new Set(tries).size).toBe(1);
    expect(JSON.parse(receiver.all[1]!.body)).toMatchObject({ event: { source: "shop" } });
    expect((await messages()).map(({ status, key }) => [status, key])).toEqual([
      ["sent", expect.any(String)],
      ["sent", tries[0]],
    ]);
    expect((await rig.history()).at(-1)).toBe("run.finished");
  });

  it("fails an email that cannot be written, sends nothing, and goes on", async () => {
    await rig.publish(
      drawGraph([
        signup,
        { id: "mail", type: "send-email", config: { subject: "{{ event.subject }}", body: "Hi" } },
        { id: "next", type: "send-email", config: { subject: "Second", body: "Hi" } },
      ]),
    );
    await rig.track("ana", "Signed Up", { subject: "Hello\r\nBcc: all@example.com" });
    expect((await sink.next()).email.subject).toBe("Second");
    expect((await messages()).map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
      ["failed", "email.bad-subject"],
      ["sent", null],
    ]);
    expect(sink.all).toHaveLength(1);
  });
});
