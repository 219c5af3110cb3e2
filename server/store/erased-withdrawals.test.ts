import { afterEach, beforeEach, expect, it } from "vitest";
import { addressHash } from "#server/links.ts";
import { eraseAndTell } from "#server/notices/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { ERASED_WITHDRAWAL, setConsent, suppress } from "./consents.ts";
import { updateProfile } from "./profiles.ts";

const EMAIL = "ana@example.com";
const mail = (transactional: boolean) =>
  drawGraph([
    { id: "start", type: "event", config: { event: "Order Completed" } },
    {
      id: "mail",
      type: "send-email",
      config: { subject: transactional ? "Receipt" : "Offer", body: "Hello", transactional },
    },
  ]);

eachDatabase("erasing somebody who had unsubscribed", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  it("keeps a keyed hash of the address, which holds marketing back and no receipt", async () => {
    await rig.publish(mail(false));
    await rig.publish(mail(true));
    await rig.identify("ana", { email: EMAIL }, "withdrawn");
    await erase("ana");
    expect(await suppressions()).toEqual([
      { channel: "email", addressHash: hashOf(EMAIL), reason: ERASED_WITHDRAWAL, at: rig.clock.now() },
    ]);

    await rig.identify("ana-again", { email: EMAIL.toUpperCase() });
    await order("ana-again");
    expect(rig.subjects()).toEqual(["Receipt"]);
    expect(await rig.history()).toContain("message.withdrawn");
  });

  it("lets them be written to once they have agreed anew themselves, and not on a program's word", async () => {
    await rig.publish(mail(false));
    await rig.identify("ana", { email: EMAIL }, "withdrawn");
    await erase("ana");
    await rig.identify("back", { email: EMAIL });
    await order("back");
    expect(rig.subjects()).toEqual([]);

    // The workflow takes each person once.
    await rig.identify("confirms", { email: EMAIL }, "withdrawn");
    await say("confirms", "granted", "double-opt-in");
    await order("confirms");
    expect(rig.subjects()).toEqual(["Offer"]);
  });

  it("keeps nothing of those who had agreed, or who leave somebody behind who agrees", async () => {
    await rig.identify("ana", { email: EMAIL });
    await erase("ana");
    await rig.identify("bo", { email: "both@example.com" });
    await rig.identify("bob", { email: "both@example.com" });
    await say("bob", "withdrawn", "api");
    await erase("bob");
    expect(await suppressions()).toEqual([]);
  });

  it("gives way to a stricter reason, and never takes its place", async () => {
    await rig.identify("ana", { email: EMAIL }, "withdrawn");
    await erase("ana");
    await bounce();
    expect(await suppressions()).toMatchObject([{ reason: "email.no-such-mailbox" }]);
    await rig.identify("ana-again", { email: EMAIL }, "withdrawn");
    await erase("ana-again");
    await bounce();
    expect(await suppressions()).toMatchObject([{ reason: "email.no-such-mailbox" }]);
  });

  it.each(["sms", "whatsapp"] as const)("does the same for a number that had left %s", async (channel) => {
    const phone = "+385911234567";
    const type = channel === "sms" ? "send-sms" : "send-whatsapp";
    const text = (transactional: boolean) =>
      drawGraph([
        { id: "start", type: "event", config: { event: "Order Completed" } },
        { id: "text", type, config: { format: "text", body: "Hello", transactional } },
      ]);
    await rig.publish(text(false));
    await rig.publish(text(true));
    const known = async (name: string, state: "granted" | "withdrawn", source: string) => {
      await rig.identify(name);
      const { id: profileId } = await rig.profile(name);
      await rig.db.transaction(function* (tx) {
        yield* updateProfile(tx, profileId, { phone, updatedAt: rig.clock.now() });
        yield* setConsent({ profileId, channel, topic: "marketing", state, source, at: rig.clock.now() });
      });
      await rig.track(name, "Order Completed");
    };
    await known("ana", "withdrawn", "preferences:en-1");
    await erase("ana");
    const addressHashed = addressHash(rig.keys, channel, phone);
    expect(await suppressions()).toMatchObject([
      { channel, addressHash: addressHashed, reason: "text.unsubscribed-before-erasure" },
    ]);
    const since = (await rig.messages()).length;
    await known("imported", "granted", "import:1");
    await known("chose", "granted", "preferences:en-1");
    const outcomes = (await rig.messages()).slice(since).map((message) => {
      const { transactional } = message.content as { transactional: boolean };
      return `${transactional} ${message.status}`;
    });
    expect(outcomes.toSorted()).toEqual(["false sent", "false skipped", "true sent", "true sent"]);
  });

  const hashOf = (email: string) => addressHash(rig.keys, "email", email);

  async function erase(externalId: string): Promise<void> {
    const { id } = await rig.profile(externalId);
    const { keys, engine } = rig;
    await rig.db.transaction((tx) => eraseAndTell(tx, { live: engine.live, keys }, id, rig.clock.now()));
  }

  async function say(externalId: string, state: "granted" | "withdrawn", source: string): Promise<void> {
    const { id: profileId } = await rig.profile(externalId);
    const consent = { channel: "email", topic: "marketing", state, source } as const;
    await rig.db.transaction(() => setConsent({ ...consent, profileId, at: rig.clock.now() }));
  }

  async function bounce(): Promise<void> {
    const entry = { channel: "email", addressHash: hashOf(EMAIL), reason: "email.no-such-mailbox" } as const;
    await rig.db.transaction((tx) => suppress(tx, { ...entry, at: rig.clock.now() }));
  }

  async function order(externalId: string): Promise<void> {
    await rig.track(externalId, "Order Completed");
    await rig.engine.settled();
  }

  async function suppressions() {
    return await rig.db.query.select().from(rig.db.tables.suppressions);
  }
});
