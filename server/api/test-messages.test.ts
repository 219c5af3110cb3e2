import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { ownProfile, sendTestEmail } from "./test-messages.ts";
import { webPushRouter } from "./web-push.ts";

eachDatabase("a test message", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());
  const send = (from?: string) => {
    const { db, engine, clock } = rig;
    return sendTestEmail({ db, engine, clock, env: readEnv({}) }, "ana@example.com", from);
  };

  it("tells that it was sent", async () => {
    expect(inWords(await send())).toEqual({ kind: "sent", text: "Sent to ana@example.com" });
  });

  it("comes from the chosen sender, else from the usual one, and from no other", async () => {
    const named = { replyTo: "", address: "hello@shop.example" };
    const identities = [
      { id: "shop", name: "Shop", ...named },
      { id: "care", name: "Care", ...named },
    ];
    await rig.set("senders", { identities, defaultId: "shop" });
    await send();
    await send("care");
    expect(rig.sent.map(({ sender }) => sender.from)).toEqual([
      "Shop <hello@shop.example>",
      "Care <hello@shop.example>",
    ]);
    await expect(send("gone")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tells why its first attempt did not get through, although it is tried again", async () => {
    rig.answers.push({ kind: "retry", code: "email.auth", values: {} });
    expect(inWords(await send())).toMatchObject({
      kind: "failed",
      text: expect.stringContaining("password"),
    });
  });

  it("tells at once that all sending is switched off", async () => {
    await open().transaction((tx) => writeSetting(tx, "sendingOff", true));
    await rig.engine.reload();
    expect(inWords(await send())).toMatchObject({
      kind: "failed",
      text: expect.stringContaining("switched off"),
    });
  });

  it("to a browser is ended only by the person whose browser it is", async () => {
    const endpoint = "https://push.example/1";
    const ana = { id: "1", name: "Ana", email: "ana@example.com", role: "viewer" as const };
    const ben = { ...ana, id: "2", email: "ben@example.com" };
    await open().transaction(function* (tx) {
      const { id } = yield* ownProfile(ana, 1);
      const keys = { p256dh: "p", auth: "a" };
      yield* savePushSubscription(tx, { profileId: id, endpoint, keys, userAgent: null, createdAt: 1 });
    });
    const { db, clock, keys } = rig;
    const as = (person: typeof ana) =>
      webPushRouter.createCaller({ services: { db, clock, keys } as unknown as Services, person });
    await as(ben).unsubscribe({ endpoint });
    expect((await as(ana).state()).subscriptions).toBe(1);
    await as(ana).unsubscribe({ endpoint });
    expect((await as(ana).state()).subscriptions).toBe(0);
  });
});
