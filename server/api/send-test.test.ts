import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readUnsubscribeToken } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { messagesRouter } from "./messages.ts";
import { ownProfile } from "./test-messages.ts";

const SMTP = { SMTP_URL: "smtp://127.0.0.1:1", PUBLIC_URL: "https://shop.example" };
const draft = (config: Record<string, unknown> = {}) =>
  drawGraph([
    { id: "start", type: "signup", config: {} },
    {
      id: "mail",
      type: "send-email",
      config: { subject: "Hi {{ profile.name }}", body: "Hello", ...config },
    },
    { id: "push", type: "send-web-push", config: { title: "Look", body: "Here" } },
    { id: "page", type: "show-in-app", config: { title: "Hi {{ profile.email }}" } },
    { id: "hook", type: "call-webhook", config: { url: "https://example.com/in" } },
  ]);

eachDatabase("a test of a step's message", (open) => {
  let rig: EngineRig;
  let customer: number;
  beforeEach(async () => {
    rig = new EngineRig(open(), SMTP);
    await rig.engine.start();
    await rig.identify("ben", { email: "ben@customer.example" }, "withdrawn");
    customer = (await rig.profile("ben")).id;
  });
  afterEach(() => rig.engine.stop());

  const eve = (role: Role = "editor") => ({ id: role, name: "Eve", email: "Eve@shop.example", role });
  const as = (role: Role) => {
    const { db, engine, clock, keys } = rig;
    return messagesRouter.createCaller({
      services: { db, engine, clock, keys } as unknown as Services,
      person: eve(role),
    });
  };
  const send = (
    { nodeId = "mail", profileId = customer as number | null, graph = draft() } = {},
    role: Role = "editor",
  ) => as(role).sendTest({ graph, nodeId, profileId });

  it("goes to whoever asks for it, with the customer's data, marked, and as the draft has it", async () => {
    const sent = await send({ graph: draft({ subject: "Not saved, {{ profile.email }}" }) });
    expect(inWords(sent)).toMatchObject({
      kind: "sent",
      text: "Sent to Eve@shop.example",
    });
    const [job] = rig.sent;
    expect(job).toMatchObject({
      endpoint: "eve@shop.example",
      content: { subject: "[Test] Not saved, {{ profile.email }}" },
      data: { profile: { email: "ben@customer.example" } },
      tracking: null,
      utm: null,
      capture: false,
    });
    expect(rig.sent).toHaveLength(1);
  });

  it("has links to unsubscribe that are nobody's, and none where customers get none", async () => {
    await send();
    const token = rig.sent[0]!.unsubscribeUrl!.split("/").at(-1)!;
    expect(readUnsubscribeToken(rig.keys, token)).toMatchObject({ profileId: 0 });
    expect(rig.sent[0]!.data.unsubscribe_url).toBe(rig.sent[0]!.unsubscribeUrl);
    await send({ graph: draft({ transactional: true }) });
    expect(rig.sent[1]).toMatchObject({ unsubscribeUrl: null, preferencesUrl: null });
  });

  it("belongs to no run, counts towards no limit and is not in the customer's history", async () => {
    await rig.set("pace", { ...rig.engine.live.settings.pace, perDay: 1 });
    await send();
    await send();
    expect(rig.sent).toHaveLength(2);
    expect(await rig.messages()).toMatchObject([
      { runId: null, workflowId: null, countedAt: null, status: "sent" },
      { runId: null, workflowId: null, countedAt: null, status: "sent" },
    ]);
    expect((await rig.messages()).map(({ profileId }) => profileId)).not.toContain(customer);
  });

  it("of a message for the shop's pages is kept here, for no page to show", async () => {
    expect(inWords(await send({ nodeId: "page" }))).toMatchObject({
      kind: "captured",
      text: "It is kept under Messages for you to look at",
    });
    const title = "[Test] Hi ben@customer.example";
    expect(await rig.messages()).toMatchObject([{ captured: true, rendered: { title, untracked: true } }]);
  });

  it("is filled with an invented person's data where nobody is chosen", async () => {
    await send({ profileId: null });
    expect(rig.sent[0]!.data).toMatchObject({ profile: { name: "Ana Sample" } });
    await expect(send({ profileId: 999_999 })).rejects.toThrow("does not exist");
  });

  it("goes to the browsers of whoever asks, and says so when there is none", async () => {
    await expect(send({ nodeId: "push" })).rejects.toThrow("No browser of yours");
    await rig.subscribe("ben", "https://push.example/ben");
    await open().transaction(function* (tx) {
      const { id } = yield* ownProfile(eve(), 1);
      const keys = { p256dh: "p", auth: "a" };
      const endpoint = "https://push.example/eve";
      yield* savePushSubscription(tx, { profileId: id, endpoint, keys, userAgent: null, createdAt: 1 });
    });
    expect(inWords(await send({ nodeId: "push" }))).toMatchObject({
      ...{ kind: "sent", text: "Sent to your browser" },
    });
    expect(rig.sent.map(({ endpoint, content }) => [endpoint, content])).toMatchObject([
      ["https://push.example/eve", { title: "[Test] Look" }],
    ]);
  });

  it("tells why it failed, and where one is to be looked at", async () => {
    rig.answers.push({ kind: "failed", code: "email.auth", values: {} });
    const failed = await send();
    expect(inWords(failed)).toMatchObject({ kind: "failed", text: expect.stringContaining("password") });
    const shown = await as("viewer").get({ id: failed.messageId });
    expect(shown).toMatchObject({ isTest: true, status: "failed" });
    expect(inWords(await as("editor").resendPlan({ id: failed.messageId }))).toMatchObject({
      refusal: expect.stringContaining("test"),
    });
  });

  it("is for who may change workflows, of a step that sends, not without end", async () => {
    await expect(send({}, "viewer")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(send({ nodeId: "hook" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(send({ graph: draft({ subject: "" }) })).rejects.toThrow("settings have errors");
    expect(rig.sent).toEqual([]);
    for (let count = 0; count < 20; count++) await send();
    await expect(send()).rejects.toThrow("Try again in 10 minutes");
    await rig.set("sendingOff", true);
    await expect(send({}, "owner")).rejects.toThrow("switched off");
  });

  it("goes with the customer whose data it holds", async () => {
    const { id, name, email, role } = eve();
    const at = { createdAt: new Date(1), updatedAt: new Date(1) };
    await open()
      .query.insert(open().tables.users)
      .values({ id, name, email, role, ...at });
    await send();
    await send({ profileId: null });
    await open().transaction((tx) => eraseProfile(tx, customer));
    expect((await rig.messages()).map(({ key }) => key)).toEqual([
      expect.stringMatching(/^test-for-sample-/),
    ]);
  });
});
