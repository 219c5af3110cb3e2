import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { consentState, consentsOf, findConsent, findSuppression, suppress } from "./consents.ts";
import {
  endPushSubscription,
  findPushSubscription,
  pushSubscriptionsOf,
  savePushSubscription,
} from "./push-subscriptions.ts";

eachDatabase("consent", (open) => {
  it("is kept for each channel and topic, and every change of it is logged once", async () => {
    const rig = new StoreRig(open());
    const { id } = await rig.profile();
    expect(await rig.do(() => findConsent(id, "email", "marketing"))).toBe("unknown");
    await rig.consent(id, "granted", NOW);
    await rig.consent(id, "granted", NOW + 1);
    await rig.consent(id, "withdrawn", NOW + 2);
    await rig.consent(id, "granted", NOW + 3);
    const log = await open()
      .query.select()
      .from(open().tables.consentLog)
      .orderBy(open().tables.consentLog.id);
    expect(log.map(({ state, at, source }) => [state, at, source])).toEqual([
      ["granted", NOW, "api"],
      ["withdrawn", NOW + 2, "api"],
      ["granted", NOW + 3, "api"],
    ]);
    expect(await rig.do(() => consentsOf(id))).toMatchObject([{ state: "granted", updatedAt: NOW + 3 }]);
    expect(await consentState(open(), id, "email", "marketing")).toBe("granted");
    expect(await consentState(open(), id, "web-push", "marketing")).toBe("unknown");
    expect(await rig.do(() => findConsent(id, "email", "news"))).toBe("unknown");
  });

  it("does not matter to an address that must not be written to, and the first reason stays", async () => {
    const rig = new StoreRig(open());
    const entry = { channel: "email" as const, addressHash: "h", at: NOW };
    await rig.do((tx) => suppress(tx, { ...entry, reason: "email.no-such-mailbox" }));
    await rig.do((tx) => suppress(tx, { ...entry, reason: "other" }));
    expect(await rig.do(() => findSuppression("email", "h"))).toBe("email.no-such-mailbox");
    expect(await rig.do(() => findSuppression("web-push", "h"))).toBeNull();
  });

  it("of a browser moves with it to whoever subscribes there last", async () => {
    const rig = new StoreRig(open());
    const [ana, ben] = [await rig.profile(), await rig.profile()];
    const subscription = {
      endpoint: "https://push/1",
      keys: { p256dh: "p", auth: "a" },
      userAgent: null,
      createdAt: NOW,
    };
    const save = (profileId: number) =>
      rig.do((tx) => savePushSubscription(tx, { ...subscription, profileId }));
    const browsers = async (profileId: number) => (await rig.do(() => pushSubscriptionsOf(profileId))).length;
    await save(ana.id);
    expect(await browsers(ana.id)).toBe(1);
    await save(ben.id);
    expect([await browsers(ana.id), await browsers(ben.id)]).toEqual([0, 1]);
    await rig.do((tx) => endPushSubscription(tx, subscription.endpoint, NOW));
    expect(await browsers(ben.id)).toBe(0);
    expect(await rig.do(() => findPushSubscription(subscription.endpoint))).toMatchObject({ endedAt: NOW });
    await save(ben.id);
    expect(await browsers(ben.id)).toBe(1);
  });
});
