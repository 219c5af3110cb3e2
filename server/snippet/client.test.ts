import { beforeEach, expect, it } from "vitest";
import { type Client, createClient, EVENT_MAX_BYTES } from "./client.ts";
import { createIdentity, type Identity } from "./identity.ts";
import { createQueue, type Queue } from "./queue.ts";
import { memoryShelf, type Shelf } from "./storage.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const PAGE = { path: "/tea", url: "https://shop.example/tea", title: "Tea", referrer: "", search: "" };

let shelf: Shelf;
let queue: Queue;
let identity: Identity;
let client: Client;
let wakes: number;
let errors: string[];
let ids: number;

beforeEach(() => {
  [shelf, wakes, errors, ids] = [memoryShelf(), 0, [], 0];
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const now = () => NOW;
  identity = createIdentity(shelf, newId);
  queue = createQueue(shelf, memoryShelf(), { now, newId });
  client = createClient({
    ...{ identity, newId, now, queue },
    sender: { wake: () => (wakes += 1) },
    readPage: () => PAGE,
    readContext: () => ({ locale: "pt-PT", timezone: "Europe/Lisbon" }),
    onError: (text) => errors.push(text),
  });
});

function queued(): Record<string, unknown>[] {
  const events = queue.first({ events: 1000, chars: 10_000_000 }, new Set());
  return events.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
}

it("sends an event with who, when, where and an id of its own", () => {
  client.track("Product Added", { price: 4 });
  client.track("Product Added", { price: 4 });
  const [first, second] = queued();
  expect(first).toMatchObject({
    type: "track",
    event: "Product Added",
    properties: { price: 4 },
    timestamp: "2026-03-10T10:00:00.000Z",
    context: { page: PAGE, locale: "pt-PT", timezone: "Europe/Lisbon" },
  });
  expect(first).not.toHaveProperty("userId");
  expect(second?.anonymousId).toBe(first?.anonymousId);
  expect(second?.messageId).not.toBe(first?.messageId);
  expect(wakes).toBe(2);
});

it("names the customer from then on, also on later pages", () => {
  client.identify(42, { name: "Ana" });
  client.track("Signed Up");
  expect(queued()).toMatchObject([
    { type: "identify", userId: "42", traits: { name: "Ana" } },
    { type: "track", userId: "42" },
  ]);
  expect(createIdentity(shelf, () => "other").userId()).toBe("42");
});

it("keeps the proof of who somebody is with their id, and sends it with no event", () => {
  client.identify("ana", { name: "Ana" }, { proof: "5f" });
  client.identify("ana", { city: "Porto" });
  expect(identity.proof()).toBe("5f");
  expect(createIdentity(shelf, () => "other").proof()).toBe("5f");
  expect(JSON.stringify(queued())).not.toContain("5f");
  const before = identity.key();
  client.identify("ben");
  expect(identity.proof()).toBeNull();
  expect(identity.key()).not.toBe(before);
  client.identify("ben", {}, { proof: "77" });
  client.reset();
  expect([identity.proof(), identity.key()]).toEqual([null, ""]);
});

it("takes traits alone, of whoever it is", () => {
  client.identify({ city: "Porto" });
  client.identify(null, { city: "Faro" });
  client.identify();
  expect(queued().map(({ traits, userId }) => [traits, userId])).toEqual([
    [{ city: "Porto" }, undefined],
    [{ city: "Faro" }, undefined],
    [{}, undefined],
  ]);
});

it("gives the next customer of a shared browser an anonymous id of their own", () => {
  const visitor = identity.anonymousId();
  client.identify("ana");
  expect(identity.anonymousId()).toBe(visitor);
  client.identify("ben");
  expect(identity.anonymousId()).not.toBe(visitor);
  expect(queued()[1]?.anonymousId).toBe(identity.anonymousId());
});

it("forgets everybody after a reset", () => {
  client.identify("ana");
  const before = identity.anonymousId();
  client.reset();
  client.track("Viewed");
  expect(queued()[1]).not.toHaveProperty("userId");
  expect(queued()[1]?.anonymousId).not.toBe(before);
});

it("tells where the visitor is, under a name if there is one", () => {
  client.page();
  client.page("Tea list", { sort: "price" });
  client.page({ title: "Better title" });
  expect(queued()).toMatchObject([
    { type: "page", properties: PAGE },
    { type: "page", name: "Tea list", properties: { ...PAGE, sort: "price" } },
    { type: "page", properties: { ...PAGE, title: "Better title" } },
  ]);
});

it("only asks for consent", () => {
  client.consent({ email: "pending" });
  expect(queued()).toMatchObject([{ type: "identify", consent: { email: "pending" } }]);
  client.consent({ email: "granted" } as never);
  expect(queued()).toHaveLength(1);
  expect(errors).toEqual([expect.stringMatching(/can only ask for consent/)]);
});

it("asks for single topics, and leaves out what is more than asking", () => {
  client.consent({ topics: { news: { email: "pending", webPush: "granted" as never }, offers: {} } });
  expect(queued()).toMatchObject([{ consent: { topics: { news: { email: "pending" } } } }]);
  expect(JSON.stringify(queued())).not.toContain("granted");
  expect(errors).toHaveLength(1);
  client.consent({ topics: { news: { email: "granted" as never } } });
  expect(queued()).toHaveLength(1);
});

it("leaves out an event that the server would refuse for its size, and says so", () => {
  client.track("Uploaded", { text: "x".repeat(EVENT_MAX_BYTES) });
  expect(queued()).toEqual([]);
  expect(errors).toEqual([expect.stringMatching(/32 kB/)]);
});

it("measures an event in bytes, as the server does", () => {
  client.track("Reviewed", { text: "茶".repeat(15_000) });
  expect(queued()).toEqual([]);
  expect(errors).toEqual([expect.stringMatching(/32 kB/)]);
  client.track("Reviewed", { text: "茶".repeat(10_000) });
  expect(queued()).toHaveLength(1);
});
