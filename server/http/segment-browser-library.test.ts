import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await doors.close();
});

const rows = () => doors.database.query.select().from(doors.database.tables.events);
const profiles = () => doors.database.query.select().from(doors.database.tables.profiles);

/** As much of a browser as the library asks for. */
function pretendBrowser(): void {
  const stored = new Map<string, string>();
  const localStorage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  };
  const listeners = { addEventListener: () => {}, removeEventListener: () => {} };
  const place = { host: "shop.example", hostname: "shop.example", protocol: "https:", hash: "", search: "" };
  const page = {
    ...{ ...listeners, cookie: "", title: "Candles", referrer: "", currentScript: null },
    ...{ querySelector: () => null, querySelectorAll: () => [], createElement: () => ({}) },
  };
  const globals = {
    ...{ ...listeners, localStorage, document: page, window: globalThis },
    location: { ...place, pathname: "/candles", href: "https://shop.example/candles" },
    navigator: { onLine: true, userAgent: "a browser", language: "hr" },
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

/** Segment's library for browsers, told the address of this server and nothing else. */
async function load(options: object = {}) {
  const { key } = await doors.apiKeys.create("web", doors.rig.clock.now(), { kind: "write" });
  pretendBrowser();
  const { AnalyticsBrowser } = await import("@segment/analytics-next");
  const addresses: string[] = [];
  const send = fetch;
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) => {
    addresses.push(address.replace(doors.url, ""));
    return send(address, init);
  });
  const library = AnalyticsBrowser.load({ writeKey: key, cdnURL: doors.url }, options);
  return { library, addresses, key };
}

it("takes its settings from here and delivers each call to the short addresses", async () => {
  const { library, addresses, key } = await load();
  await library.page("Shop", "Candles");
  await library.track("Product Viewed", { price: 24 });
  await library.identify("ana", { name: "Ana", birthday: new Date(Date.UTC(1990, 4, 1)) });
  await library.group("acme", { size: 3 });
  await library.screen("Home");
  await library.alias("ana", "old-ana");
  expect(addresses).toEqual([
    `/v1/projects/${key}/settings`,
    ...["/v1/p", "/v1/t", "/v1/i", "/v1/g", "/v1/s", "/v1/a"],
  ]);
  expect(doors.events()).toEqual(["Page Viewed", "Product Viewed", "Screen Viewed"]);
  expect((await rows())[0]?.properties).toEqual({
    ...{ path: "/candles", referrer: "", search: "", title: "Candles", url: "https://shop.example/candles" },
    ...{ name: "Candles", category: "Shop" },
  });
  expect(await profiles()).toContainEqual(
    expect.objectContaining({
      ...{ externalId: "ana", name: "Ana" },
      attributes: { birthday: "1990-05-01", group: { groupId: "acme", size: 3 } },
    }),
  );
});

it("delivers in batches where the page asks it to", async () => {
  const deliveryStrategy = { strategy: "batching", config: { size: 2, timeout: 60_000 } };
  const { library, addresses } = await load({ integrations: { "Segment.io": { deliveryStrategy } } });
  await library.track("One");
  await library.track("Two");
  expect(addresses.slice(1)).toEqual(["/v1/b"]);
  await vi.waitFor(() => expect(doors.events()).toEqual(["One", "Two"]));
});
