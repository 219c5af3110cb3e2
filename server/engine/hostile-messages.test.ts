import { getCACertificates, setDefaultCACertificates } from "node:tls";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Sender } from "#server/delivery/sender.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import { setConsent } from "#server/store/consents.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type PushService, startPushService } from "#server/testing/push-service.ts";
import { type SmtpSink, startSmtpSink } from "#server/testing/smtp-sink.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Engine } from "./engine.ts";

const signup = { id: "signup", type: "signup", config: {} };

type Config = Record<string, unknown>;
/** Each kind of message with a text of its owner in it. */
const kinds: Record<string, (text: string) => { type: string; config: Config }> = {
  "plain email": (body) => ({ type: "send-email", config: { subject: "Hi", body } }),
  "email of blocks": (text) => ({
    type: "send-email",
    config: {
      ...{ subject: "Hi", format: "design" },
      design: { blocks: [{ id: "a", type: "heading", text, level: 1, align: "left" }] },
    },
  }),
  "email in code": (text) => ({
    type: "send-email",
    config: { subject: "Hi", format: "code", code: `<p>${text}</p>` },
  }),
  "web push": (body) => ({ type: "send-web-push", config: { title: "Hi", body } }),
  webhook: (text) => ({
    type: "call-webhook",
    config: { url: "https://receiver.example/in", body: `{"a": "${text}"}` },
  }),
};

/** What a template tries, and how that may end: on a busy machine the limit on time can be reached first. */
const attacks: [template: string, codes: string[]][] = [
  ["{% for i in (1..1000000000) %}x{% endfor %}", ["template.too-much-memory"]],
  [
    "{% for a in event.list %}{% for b in event.list %}{% for c in event.list %}{% endfor %}{% endfor %}{% endfor %}",
    ["template.too-slow"],
  ],
  ["{% for i in (1..90000) %}{{ event.big }}{% endfor %}", ["template.output-too-long", "template.too-slow"]],
  [
    "{% assign a = 'aaaa' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
    ["template.too-much-memory"],
  ],
  ["{% include 'a' %}", ["template.tag-refused"]],
  ["{% render '/etc/passwd' %}", ["template.tag-refused"]],
  ["{% layout 'a' %}", ["template.tag-refused"]],
  ["{{ '%E0' | url_decode }}", ["template.failed"]],
  ["{{ profile.name | nofilter }}", ["template.syntax"]],
];

eachDatabase("hostile messages", (open) => {
  const trusted = getCACertificates("default");
  let rig: EngineRig;
  let sender: Sender;
  let sink: SmtpSink;
  let receiver: WebhookReceiver;
  let pushes: PushService;
  beforeEach(async () => {
    sink = await startSmtpSink();
    receiver = await startWebhookReceiver();
    pushes = await startPushService();
    // Push services are reached over TLS only, and this one made its certificate itself.
    setDefaultCACertificates([...trusted, pushes.ca]);
    sender = new Sender();
    rig = new EngineRig(open());
    const { clock, keys } = rig;
    rig.engine = new Engine({
      ...{ db: open(), clock, keys, reads: directReads(open()) },
      env: readEnv({
        SMTP_URL: sink.url,
        MAIL_FROM: "Shop <hello@shop.example>",
        OUTBOUND_ALLOW: `${receiver.host},${pushes.host}`,
      }),
      log: pino({ level: "silent" }),
      send: (job) => sender.send(job),
    });
    await rig.engine.start();
  });
  afterEach(async () => {
    await rig.engine.stop();
    await sender.close();
    await Promise.all([sink.close(), receiver.close(), pushes.close()]);
    setDefaultCACertificates(trusted);
  });

  async function arrive(name: string, attributes: Config = {}) {
    await rig.identify("ana", { email: "ana@example.com", attributes, ...{ name } });
    const { id: profileId } = await rig.profile("ana");
    const at = rig.clock.now();
    await rig.db.transaction(function* (tx) {
      yield* savePushSubscription(tx, { profileId, ...pushes.subscribe(), userAgent: null, createdAt: at });
      const consent = { channel: "web-push" as const, topic: "marketing", state: "granted" as const };
      yield* setConsent({ ...consent, profileId, source: "browser", at });
    });
  }

  it.each(Object.keys(kinds))(
    "a broken %s is never sent, and its run takes the failed path",
    async (kind) => {
      await arrive("Ana");
      const ids: number[] = [];
      for (const [template] of attacks) {
        const message = { id: "message", ...kinds[kind]!(template), to: { next: "wrong", failed: "told" } };
        const call = (id: string) => ({
          ...{ id, type: "call-webhook", to: {} },
          config: { url: `${receiver.url}/${id}` },
        });
        ids.push(await rig.publish(drawGraph([signup, message, call("wrong"), call("told")])));
      }
      const list = Array.from({ length: 1000 }, (_, index) => index);
      await rig.track("ana", "Signed Up", { list, big: "y".repeat(1000) });
      const sent = await rig.messages();
      const broken = sent.filter(({ nodeId }) => nodeId === "message");
      expect(broken).toHaveLength(attacks.length);
      for (const { workflowId, status, reasonCode, reasonValues, rendered } of broken) {
        const [template, codes] = attacks[ids.indexOf(workflowId!)]!;
        expect({ template, status, rendered }).toEqual({ template, status: "failed", rendered: null });
        expect([...codes, "template.too-slow"]).toContain(reasonCode);
        expect(reasonValues).toBeTypeOf("object");
      }
      expect(sent.filter(({ nodeId }) => nodeId === "told")).toHaveLength(attacks.length);
      expect(receiver.all.map(({ path }) => path)).toEqual(attacks.map(() => "/told"));
      expect([...sink.all, ...pushes.all]).toEqual([]);
      expect((await rig.runs()).map(({ status }) => status)).toEqual(attacks.map(() => "finished"));
    },
  );

  it("says nothing of prototypes to any channel", async () => {
    await arrive("Ana");
    const template = "[{{ profile.constructor }}{{ profile.__proto__.x }}{{ event | map: 'constructor' }}]";
    for (const make of Object.values(kinds)) {
      const { type, config } = make(template);
      const settings = type === "call-webhook" ? { ...config, url: `${receiver.url}/in` } : config;
      await rig.publish(drawGraph([signup, { id: "message", type, config: settings }]));
    }
    await rig.track("ana", "Signed Up");
    const texts = [
      ...sink.all.map(({ email }) => email.text),
      ...pushes.all.map(({ payload }) => payload),
      ...receiver.all.map(({ body }) => body),
    ];
    expect(texts).toHaveLength(Object.keys(kinds).length);
    for (const text of texts) {
      expect(text).toContain("[]");
      expect(text).not.toMatch(/function|native code|\[object/);
    }
  });

  it("writes what people call themselves as text, and never reads it as a template", async () => {
    const name = `<img src=x onerror=alert(1)> {{ shop.name }}{% include 'a' %} "A" \\`;
    await arrive(name, { note: "a\r\nBcc: all@example.com" });
    const value = "{{ profile.name }}";
    for (const [kind, make] of Object.entries(kinds)) {
      if (kind === "webhook") continue;
      await rig.publish(drawGraph([signup, { id: "message", ...make(value) }]));
    }
    const body = '{"name": {{ profile.name | json }}, "note": {{ profile.note | json }}}';
    const url = `${receiver.url}/{{ profile.name }}`;
    await rig.publish(drawGraph([signup, { id: "hook", type: "call-webhook", config: { url, body } }]));
    await rig.track("ana", "Signed Up");
    expect(sink.all).toHaveLength(3);
    for (const { email } of sink.all) {
      const html = String(email.html);
      expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
      expect(html).not.toContain("<img src=x");
      expect(html).toContain("{{ shop.name }}{% include");
      expect(email.text).toContain("{{ shop.name }}");
      expect(email.to?.map(({ address }) => address)).toEqual(["ana@example.com"]);
    }
    expect(JSON.parse(pushes.all[0]!.payload)).toMatchObject({ body: name });
    const [call] = receiver.all;
    expect(JSON.parse(call!.body)).toEqual({ name, note: "a\r\nBcc: all@example.com" });
    expect(decodeURIComponent(call!.path)).toBe(`/${name}`);
    expect(call!.path).not.toMatch(/[<>{}"\\]/);
  });

  it("keeps line ends out of headers: the name of a recipient is one line, a subject or header of two fails", async () => {
    await arrive("Ana\r\nBcc: all@example.com", { note: "a\r\nX-Evil: 1" });
    const message = (config: Config, type = "send-email") =>
      drawGraph([signup, { id: "message", type, config }]);
    await rig.publish(message({ subject: "Hi", body: "Hi" }));
    await rig.publish(message({ subject: "{{ profile.note }}", body: "Hi" }));
    const headers = { "X-Note": "{{ profile.note }}" };
    await rig.publish(message({ url: `${receiver.url}/in`, headers }, "call-webhook"));
    await rig.track("ana", "Signed Up");
    const sent = (await rig.messages()).toSorted((a, b) => a.workflowId! - b.workflowId!);
    expect(sent.map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
      ["sent", null],
      ["failed", "email.bad-subject"],
      ["failed", expect.stringMatching(/^webhook\./)],
    ]);
    expect(sink.all.map(({ envelope }) => envelope.to)).toEqual([["ana@example.com"]]);
    expect(sink.all[0]!.email.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(sink.all[0]!.email.to).toMatchObject([{ name: "Ana Bcc: all@example.com" }]);
    expect(receiver.all).toEqual([]);
  });
});
