import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { run } from "#server/database/database.ts";
import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { suppress } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import type { Channel } from "#workflows/node.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { defaultSettings } from "#workflows/settings.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { messagesRouter } from "./messages.ts";

const hello = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);
/** A step for each channel that reaches a person, and where it goes. */
const PERSONAL: Record<Exclude<Channel, "webhook">, { type: string; config: object; endpoint: string }> = {
  email: { type: "send-email", config: { subject: "Hello", body: "Hello" }, endpoint: "ana@example.com" },
  sms: { type: "send-sms", config: { body: "Hello" }, endpoint: "+385911234567" },
  whatsapp: { type: "send-whatsapp", config: { format: "text", body: "Hello" }, endpoint: "+385911234567" },
  "in-app": { type: "show-in-app", config: { title: "Hello", body: "Hello" }, endpoint: "profile-1" },
  "web-push": {
    ...{ type: "send-web-push", config: { title: "Hello", body: "Hello" } },
    endpoint: "https://push.example/ana",
  },
};
const ENV = { SMTP_URL: "smtp://127.0.0.1:1", PUBLIC_URL: "https://shop.example" };

eachDatabase("a message that is sent again on purpose", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open(), ENV);
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const as = (role: Role) => {
    const { db, engine, clock, keys } = rig;
    const person = { id: "1", name: "Olga", email: "olga@example.com", role };
    return messagesRouter.createCaller({
      services: { db, engine, clock, keys, env: {} } as unknown as Services,
      person,
    });
  };
  const again = (id: number, requestId: string = randomUUID()) => as("editor").resend({ id, requestId });
  /** A message of a workflow to Ana, as far as it came. */
  async function sendFirst(graph = hello): Promise<number> {
    await rig.publish(graph);
    await rig.track("ana", "Signed Up");
    return (await rig.messages())[0]!.id;
  }

  it("goes out once, as a new message of its own, after the time in which it can be stopped", async () => {
    const id = await sendFirst();
    const requestId = randomUUID();
    const [first, second] = await Promise.all([again(id, requestId), again(id, requestId)]);
    expect(second.id).toBe(first.id);
    await rig.pass(9_000);
    expect(rig.sent).toHaveLength(1);
    await rig.pass(1_000);
    await rig.pass(60_000);
    expect(rig.sent).toHaveLength(2);
    expect(rig.sent[1]).toMatchObject({ endpoint: "ana@example.com", content: { subject: "Hello" } });
    expect(rig.sent[1]!.key).not.toBe(rig.sent[0]!.key);
    expect((await again(id, requestId)).id).toBe(first.id);
    await rig.pass(60_000);
    expect(rig.sent).toHaveLength(2);
  });

  it("is told on both pages, with who did it", async () => {
    const id = await sendFirst();
    const made = await again(id);
    await rig.pass(10_000);
    const original = await as("viewer").get({ id });
    expect(inWords(original.story.at(-1))).toMatchObject({
      kind: "resent",
      messageId: made.id,
      text: "Sent again on purpose by Olga",
    });
    expect(original.step).toEqual({ label: "Send email", version: 1 });
    const repeat = await as("viewer").get({ id: made.id });
    expect(repeat).toMatchObject({ repeats: id, status: "sent" });
    expect(inWords(repeat.story[0])).toMatchObject({ text: "Sent again on purpose by Olga", messageId: id });
    expect(await rig.history()).toContain("message.resent");
  });

  it("can be stopped while it waits, and not after", async () => {
    const id = await sendFirst();
    const made = await again(id);
    await as("editor").stopResend({ id: made.id });
    await rig.pass(60_000);
    expect(rig.sent).toHaveLength(1);
    expect(inWords(await as("viewer").get({ id: made.id }))).toMatchObject({
      status: "skipped",
      reasonText: "Not sent again: Olga stopped it in time",
    });
    const other = await again(id);
    await rig.pass(10_000);
    await expect(as("editor").stopResend({ id: other.id })).rejects.toThrow("too late");
    expect(rig.sent).toHaveLength(2);
    await expect(as("editor").stopResend({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("asks for consent and for addresses that are not written to, before and when it goes out", async () => {
    const id = await sendFirst();
    const made = await again(id);
    await rig.identify("ana", {}, "withdrawn");
    await rig.pass(10_000);
    expect(rig.sent).toHaveLength(1);
    expect(await as("viewer").get({ id: made.id })).toMatchObject({ status: "skipped" });
    expect(inWords((await as("editor").resendPlan({ id })).refusal)).toContain("unsubscribed");
    await expect(again(id)).rejects.toThrow("unsubscribed");

    await rig.identify("ana", {}, "granted");
    expect((await as("editor").resendPlan({ id })).refusal).toBeNull();
    const hash = addressHash(rig.keys, "email", "ana@example.com");
    await open().transaction((tx) =>
      suppress(tx, { channel: "email", addressHash: hash, reason: "bounce", at: rig.clock.now() }),
    );
    await expect(again(id)).rejects.toThrow("must not be written to");
    expect(rig.sent).toHaveLength(1);
  });

  it("goes to the person's address of today, and says when all sending is off", async () => {
    const id = await sendFirst();
    await rig.identify("ana", { email: "ana.new@example.com" });
    await rig.set("sendingOff", true);
    expect(inWords(await as("editor").resendPlan({ id }))).toMatchObject({
      refusal: null,
      to: "ana.new@example.com",
      held: expect.stringContaining("switched off"),
    });
    await rig.set("sendingOff", false);
    await again(id);
    await rig.pass(10_000);
    expect(rig.sent[1]!.endpoint).toBe("ana.new@example.com");
  });

  it("tracks nobody whom its workflow does not track", async () => {
    const settings = { ...defaultSettings, tracking: "off" as const };
    const id = await sendFirst({ ...hello, settings });
    await again(id);
    await rig.pass(10_000);
    expect(rig.sent).toHaveLength(2);
    expect(rig.sent[1]!.tracking).toBeNull();
    expect(rig.sent[1]!.utm).toMatchObject({ campaign: "Test" });
  });

  it("is neither asked for twice at a time, nor while the first is under way, nor of a notice to the team", async () => {
    const id = await sendFirst();
    const asked = await Promise.allSettled([again(id), again(id), again(id)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await expect(again(id)).rejects.toThrow("already");
    const waiting = (await rig.messages())[1]!.id;
    await expect(again(waiting)).rejects.toThrow("still on its way");
    const notice = drawGraph([
      { id: "signup", type: "signup", config: {} },
      {
        id: "tell",
        type: "notify-team",
        config: { via: "email", to: "t@shop.example", subject: "New", message: "New" },
      },
    ]);
    await rig.publish(notice, { name: "Notice" });
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    const told = (await rig.messages()).find(({ endpoint }) => endpoint === "t@shop.example")!;
    await expect(again(told.id)).rejects.toThrow("team");
  });

  it("counts towards the limits for the person like any other, each one", async () => {
    const caps = [{ channel: "email" as const, max: 3, per: "day" as const }];
    await rig.set("sendingRules", { ...rig.engine.live.settings.sendingRules, caps });
    const id = await sendFirst();
    for (let count = 0; count < 2; count++) {
      await again(id);
      await rig.pass(10_000);
    }
    expect(rig.sent).toHaveLength(3);
    await rig.publish(hello, { name: "Another" });
    await rig.track("ana", "Signed Up");
    expect(rig.sent).toHaveLength(3);
    expect(await rig.history()).toContain("message.capped");
  });

  it("calls a webhook under a new id", async () => {
    const id = await sendFirst(
      drawGraph([
        { id: "signup", type: "signup", config: {} },
        { id: "hook", type: "call-webhook", config: { url: "https://example.com/in" } },
      ]),
    );
    await again(id);
    await rig.pass(10_000);
    expect(rig.subjects()).toEqual(["https://example.com/in", "https://example.com/in"]);
    expect(rig.sent[1]!.key).toMatch(/^resend:/);
  });

  it.each(Object.entries(PERSONAL))("works for %s", async (channel, { type, config, endpoint }) => {
    await rig.subscribe("ana", "https://push.example/ana");
    await open().transaction(function* (tx) {
      const { profiles } = tx.tables;
      yield* run(tx.query.update(profiles).set({ phone: "+385 91 1234567" }));
    });
    const graph = drawGraph([
      { id: "signup", type: "signup", config: {} },
      { id: "step", type, config: { ...config, transactional: true } },
    ]);
    const id = await sendFirst(graph);
    await again(id);
    await rig.pass(10_000);
    expect(rig.sent.map((job) => [job.content.channel, job.endpoint])).toEqual([
      [channel, endpoint],
      [channel, endpoint],
    ]);
  });

  it("of a text message says that the person has no number any more", async () => {
    const setPhone = (phone: string | null) =>
      open().transaction(function* (tx) {
        yield* run(tx.query.update(tx.tables.profiles).set({ phone }));
      });
    await setPhone("+385911234567");
    const id = await sendFirst(
      drawGraph([
        { id: "signup", type: "signup", config: {} },
        { id: "text", type: "send-sms", config: { body: "Hello", transactional: true } },
      ]),
    );
    await setPhone(null);
    expect(inWords((await as("editor").resendPlan({ id })).refusal)).toContain("no phone number");
  });

  it("is for who may edit", async () => {
    const id = await sendFirst();
    const viewer = as("viewer");
    const refused = { code: "FORBIDDEN" };
    await expect(viewer.resend({ id, requestId: randomUUID() })).rejects.toMatchObject(refused);
    await expect(viewer.resendPlan({ id })).rejects.toMatchObject(refused);
    await expect(viewer.stopResend({ id })).rejects.toMatchObject(refused);
    await expect(as("editor").resendPlan({ id: 999_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

eachDatabase("what a message's page tells", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open(), ENV);
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  it("holds, tries and the end stand in their order, each once", async () => {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys } as unknown as Services;
    const person = { id: "1", name: "Olga", email: "olga@example.com", role: "viewer" as const };
    const api = messagesRouter.createCaller({ services, person });
    const now = rig.clock.now();
    await rig.set("pace", { ...rig.engine.live.settings.pace, perDay: 1 });
    await rig.publish(hello);
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    await rig.track("ana", "Signed Up");
    rig.answers.push({ kind: "retry", code: "email.deferred", values: { answer: "later" } });
    await rig.pass(24 * 3_600_000);
    await rig.pass(24 * 3_600_000);
    const { id } = (await rig.messages()).find(({ endpoint }) => endpoint === "ana@example.com")!;
    const { story, step } = await api.get({ id });
    expect(story.map(({ kind, outcome }) => outcome ?? kind)).toEqual(["asked", "note", "retry", "sent"]);
    expect(story[0]!.at).toBe(now);
    expect(inWords(story[1]!.text)).toContain("daily limit");
    expect(inWords(story[2]!.text)).toContain("later");
    expect(step).toEqual({ label: "Send email", version: 1 });
  });
});
