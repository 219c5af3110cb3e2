import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { trackingSettings } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { trackingSecret } from "./message-tracking.ts";

const hello = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
  { id: "push", type: "send-web-push", config: { title: "Hello", body: "Hello" } },
  { id: "hook", type: "call-webhook", config: { url: "https://shop.example/hook" } },
]);

eachDatabase("opens and clicks of what is sent", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open(), { PUBLIC_URL: "https://mail.shop.example" });
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.subscribe("ana", "https://push.example/1");
  });
  afterEach(() => rig.engine.stop());

  const first = async (settings = {}) => {
    await rig.publish(hello, { settings, name: "Welcome" });
    await rig.track("ana", "Signed Up");
    return rig.sent[0];
  };

  it("are noted by links to where customers reach this server, and none are for other programs", async () => {
    await first();
    const [message] = await rig.messages();
    const origin = "https://mail.shop.example";
    expect(rig.sent.map(({ content, tracking }) => [content.channel, tracking !== null])).toEqual([
      ["email", true],
      ["web-push", true],
      ["webhook", false],
    ]);
    expect(rig.sent[0]).toMatchObject({
      tracking: { origin, messageId: message?.id, secret: trackingSecret(rig.keys) },
      utm: { origin, source: "rekindle", medium: "email", campaign: "Welcome" },
    });
  });

  it("are left alone by a workflow that says so, which still names itself to the shop's statistics", async () => {
    expect(await first({ tracking: "off" })).toMatchObject({ tracking: null, utm: { campaign: "Welcome" } });
  });

  it("are left alone for a person who asked for it", async () => {
    const { profiles } = open().tables;
    await open().transaction((tx) =>
      run(tx.query.update(profiles).set({ trackingOff: true }).where(eq(profiles.externalId, "ana"))),
    );
    expect(await first()).toMatchObject({ tracking: null, utm: null });
  });

  it("are left alone by a shop that has both off", async () => {
    await rig.set("tracking", { ...trackingSettings.parse({}), on: false, utm: false });
    expect(await first()).toMatchObject({ tracking: null, utm: null });
  });

  it("are not noted in the mail that asks whether somebody wants any", async () => {
    await rig.accept({
      ...rig.event("ben", "Signed Up"),
      kind: "identify",
      traits: { fields: { email: "ben@example.com" }, attributes: {} },
      consent: [{ channel: "email", state: "pending" }],
    });
    expect(
      rig.sent.map(({ tracking, utm, data }) => ({ tracking, utm, url: typeof data.confirm_url })),
    ).toEqual([{ tracking: null, utm: null, url: "string" }]);
  });

  it("are not noted where customers could not reach this server", async () => {
    await rig.engine.stop();
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.publish(hello);
    await rig.accept({ ...rig.event("ana", "Signed Up"), messageId: "later" });
    expect(rig.sent[0]).toMatchObject({ tracking: null, utm: { source: "rekindle" } });
  });
});
