import { beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { BROWSERS_PER_PROFILE_MAX, endBrowser, replaceBrowser, subscribeBrowser } from "./browsers.ts";
import { consentState, setConsent } from "./consents.ts";
import { pushSubscriptionsOf } from "./push-subscriptions.ts";

const browser = (name: string, at = NOW) => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: `p-${name}`, auth: `a-${name}` },
  userAgent: null,
  at,
});

eachDatabase("a browser on the shop's site", (open) => {
  let rig: StoreRig;
  beforeEach(() => {
    rig = new StoreRig(open());
  });
  const subscribe = (profileId: number, name: string, agreed = true) =>
    rig.do((tx) => subscribeBrowser(tx, profileId, { browser: browser(name), agreed, setConsent }));
  const living = async (profileId: number) =>
    (await rig.do(() => pushSubscriptionsOf(profileId))).map(({ endpoint }) => endpoint.split("/").at(-1));

  it("is not subscribed for a profile that is gone", async () => {
    const { id } = await rig.profile();
    expect(await subscribe(id + 1, "a")).toBe(false);
    expect(await subscribe(id, "a")).toBe(true);
    expect(await consentState(open(), id, "web-push", "marketing")).toBe("granted");
  });

  it("lives on under its new keys when it subscribes again, and ends no other", async () => {
    const { id } = await rig.profile();
    for (let n = 0; n < BROWSERS_PER_PROFILE_MAX; n += 1) await subscribe(id, String(n));
    await subscribe(id, "0");
    expect(await living(id)).toHaveLength(BROWSERS_PER_PROFILE_MAX);
    await subscribe(id, "one more");
    expect(await living(id)).not.toContain("0");
    expect(await living(id)).toContain("one more");
  });

  it("is replaced for the same profile, also when it had ended, and never for an unknown one", async () => {
    const { id } = await rig.profile();
    await subscribe(id, "old");
    expect(await rig.do((tx) => endBrowser(tx, browser("old").endpoint, NOW))).toBe(id);
    expect(await rig.do((tx) => replaceBrowser(tx, browser("old").endpoint, browser("new")))).toBe(id);
    expect(await living(id)).toEqual(["new"]);
    expect(await rig.do((tx) => replaceBrowser(tx, browser("nobody").endpoint, browser("x")))).toBeNull();
    expect(await rig.do((tx) => endBrowser(tx, browser("nobody").endpoint, NOW))).toBeNull();
  });
});
