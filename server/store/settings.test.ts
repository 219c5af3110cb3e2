import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { insertApiKey, listApiKeys, markKeysUsed, revokeApiKey } from "./api-keys.ts";
import {
  inspectSettings,
  readSettings,
  retention,
  sendingRules,
  shopSettings,
  writeSetting,
} from "./settings.ts";

eachDatabase("settings", (open) => {
  it("have sensible values before anybody sets them, and keep what is set", async () => {
    const rig = new StoreRig(open());
    const before = await readSettings(open());
    expect(before).toMatchObject({
      shop: { shopName: "My shop", timezone: "UTC", language: "en", consentRule: "granted" },
      smtp: null,
      sendingOff: false,
      sendingRules: { quietHours: { on: false, from: "21:00", to: "09:00" }, caps: [] },
      retention: { historyDays: 365, contentDays: 90, runDays: 365, eventDays: 0 },
      lifecycle: { event: "Order Completed", thresholds: null, medianGapDays: null },
      lifecycleWalk: { afterProfileId: 0 },
    });
    const smtp = {
      host: "mail",
      port: 587,
      secure: false,
      unencrypted: false,
      user: "u",
      sealedPassword: null,
      from: "a@b.example",
    };
    const shop = { ...before.shop, shopName: "Käthe's", timezone: "Europe/Berlin" };
    await rig.do((tx) => writeSetting(tx, "shop", shop));
    await rig.do((tx) => writeSetting(tx, "smtp", smtp));
    await rig.do((tx) => writeSetting(tx, "sendingOff", true));
    expect(await readSettings(open())).toMatchObject({ shop, smtp, sendingOff: true });
    await rig.do((tx) => writeSetting(tx, "smtp", null));
    await rig.do((tx) => writeSetting(tx, "sendingOff", false));
    expect(await readSettings(open())).toMatchObject({ shop, smtp: null, sendingOff: false });
  });

  it("that cannot be read have safe values one by one, and sending is off", async () => {
    const rig = new StoreRig(open());
    const shop = { ...(await readSettings(open())).shop, shopName: "Käthe's" };
    const { settings } = open().tables;
    await rig.do((tx) => writeSetting(tx, "shop", shop));
    await open()
      .query.insert(settings)
      .values([
        { key: "retention", value: { historyDays: "for ever" } },
        { key: "keyFingerprint", value: 7 },
      ]);
    const { settings: first, unreadable } = await inspectSettings(open());
    expect(unreadable).toEqual(["retention", "keyFingerprint"]);
    expect(first).toMatchObject({
      shop,
      sendingOff: false,
      retention: { historyDays: 0, contentDays: 0, runDays: 0, eventDays: 0 },
      keyFingerprint: "unreadable",
    });
    for (const [key, value] of [
      ["sendingRules", { caps: "few" }],
      ["sendingOff", "yes"],
      ["shop", { ...shop, consentRule: "whatever" }],
      ["shop", { ...shop, language: "no language" }],
      ["smtp", { host: "mail" }],
    ] as const) {
      await open().query.delete(settings);
      await open().query.insert(settings).values({ key, value });
      const read = await inspectSettings(open());
      expect(read.unreadable, key).toEqual([key]);
      expect(read.settings.sendingOff, key).toBe(true);
      expect(read.settings, key).toMatchObject({ shop: { consentRule: "granted" }, smtp: null });
    }
  });

  it("say in plain words what cannot be used", () => {
    const problems = shopSettings.safeParse({ shopName: " ", timezone: "Mars", currency: "euro" }).error
      ?.issues;
    expect(problems?.map(({ message }) => message)).toEqual([
      "Enter the shop's name",
      "This time zone is not known",
      "Use three capital letters, like EUR",
    ]);
  });

  it("refuse quiet hours that never end while they are on, and keeping things too briefly", () => {
    const told = (on: boolean, to: string) =>
      sendingRules.safeParse({ quietHours: { on, from: "21:00", to } }).error?.issues[0]?.message;
    expect(told(true, "21:00")).toContain("never end");
    expect(told(false, "21:00")).toBeUndefined();
    expect(told(true, "24:00")).toBe("Use a time like 09:00");
    const kept = (days: number) => retention.safeParse({ historyDays: days }).success;
    expect([0, 29, 30, 3650, 3651, 30.5].filter(kept)).toEqual([0, 30, 3650]);
  });

  it("list the keys that may be used, and revoke one once", async () => {
    const rig = new StoreRig(open());
    const add = (name: string) =>
      rig.do((tx) => insertApiKey(tx, { name, prefix: `rk_${name}`, hash: `hash-${name}`, createdAt: NOW }));
    const [first, second] = [await add("one"), await add("two")];
    expect(await rig.do((tx) => revokeApiKey(tx, first, NOW))).toBe(true);
    expect(await rig.do((tx) => revokeApiKey(tx, first, NOW))).toBe(false);
    await rig.do((tx) => markKeysUsed(tx, new Map([[second, NOW + 5]])));
    expect(await listApiKeys(open())).toMatchObject([{ id: second, name: "two", lastUsedAt: NOW + 5 }]);
    await expect(add("two")).rejects.toThrow();
  });
});
