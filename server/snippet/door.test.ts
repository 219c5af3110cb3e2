import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { createClient } from "./client.ts";
import { createIdentity } from "./identity.ts";
import { createQueue } from "./queue.ts";
import { createSender } from "./sender.ts";
import { memoryShelf } from "./storage.ts";

const PAGE = { path: "/tea", url: "https://shop.example/tea", title: "Tea", referrer: "", search: "" };

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

/** The snippet's parts with a write key, sending to the real server; `flush` sends what is queued. */
async function openPage({ isOnline }: { isOnline: () => boolean }) {
  const now = () => doors.rig.clock.now();
  const { key } = await doors.apiKeys.create("Site", now(), { kind: "write" });
  const values = memoryShelf();
  const errors: string[] = [];
  const onError = (text: string) => void errors.push(text);
  const queue = createQueue(values, memoryShelf(), { now, newId: randomUUID });
  const due: (() => void)[] = [];
  const statuses: (number | "lost")[] = [];
  const sender = createSender({
    ...{ queue, values, now, onError, writeKey: key, url: "/v1/batch", random: () => 0, beacon: null },
    isOnline: () => true,
    after(_ms, work) {
      due.push(work);
      return () => due.splice(due.indexOf(work), 1);
    },
    async fetch(path, init) {
      const { status, text } = await doors.send(path, init);
      // The server has taken it in, but its answer does not come through.
      statuses.push(isOnline() ? status : "lost");
      if (!isOnline()) throw new TypeError("Failed to fetch");
      return new Response(text, { status });
    },
  });
  const identity = createIdentity(values, randomUUID);
  const context = { readPage: () => PAGE, readContext: () => ({ locale: "pt-PT" }) };
  const client = createClient({
    ...{ identity, queue, sender, now, onError, newId: randomUUID },
    ...context,
  });
  async function flush(): Promise<void> {
    const tried = statuses.length;
    due.shift()?.();
    await expect.poll(() => statuses.length).toBe(tried + 1);
  }
  return { client, sender, errors, statuses, flush };
}

it("sends what the door takes in: a visitor who becomes a customer, and asks for the newsletter", async () => {
  const { client, errors, statuses, flush } = await openPage({ isOnline: () => true });
  client.page();
  client.track("Product Viewed", { name: "Green tea" });
  client.identify("customer-1", { email: "ana@example.net", city: "Porto" });
  client.consent({ email: "pending" });
  await flush();
  expect([statuses, errors]).toEqual([[200], []]);
  expect(doors.events()).toEqual(["Page Viewed", "Product Viewed"]);
  const { query, tables } = doors.database;
  expect(await query.select().from(tables.profiles)).toMatchObject([
    { externalId: "customer-1", email: "ana@example.net", attributes: { city: "Porto" } },
  ]);
  expect(await query.select().from(tables.consents)).toMatchObject([{ channel: "email", state: "pending" }]);
});

it("counts once what it had to send again", async () => {
  let online = false;
  const { client, sender, statuses, flush } = await openPage({ isOnline: () => online });
  client.track("Product Added");
  await flush();
  online = true;
  sender.online();
  await flush();
  expect(statuses).toEqual(["lost", 200]);
  expect(doors.events()).toEqual(["Product Added"]);
});
