import { Analytics } from "@segment/analytics-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { EVENT_MAX_BYTES } from "./event-schemas.ts";
import { WRITE_KEY_BURST_EVENTS } from "./segment-limits.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(async () => {
  vi.useRealTimers();
  await doors.close();
});

const rows = () => doors.database.query.select().from(doors.database.tables.events);
const profiles = () => doors.database.query.select().from(doors.database.tables.profiles);

type Failure = { reason?: unknown };

/** Segment's own library, as a shop installs it, with nothing changed but the host. */
function connect(writeKey = doors.key) {
  const client = new Analytics({ writeKey, host: doors.url, httpRequestTimeout: 60_000 });
  const statuses: number[] = [];
  const failures: string[] = [];
  client.on("http_response", ({ status }: { status?: number | string }) => statuses.push(Number(status)));
  client.on("error", ({ reason }: Failure) =>
    failures.push(reason instanceof Error ? reason.message : String(reason)),
  );
  return { client, statuses, failures };
}

describe("the library for servers", () => {
  it("delivers every kind of call", async () => {
    const { client, statuses, failures } = connect();
    const userId = "ana";
    client.identify({
      userId,
      traits: {
        name: "Ana",
        email: "ANA@example.com",
        birthday: new Date(Date.UTC(1990, 4, 1)),
        plan: "pro",
      },
    });
    client.track({ userId, event: "Product Added", properties: { price: 24.5, at: new Date(0) } });
    client.page({ userId, category: "Shop", name: "Pricing", properties: { url: "https://shop.example" } });
    client.screen({ anonymousId: "a1", name: "Home" });
    client.group({ userId, groupId: "acme", traits: { size: 3 } });
    client.track({ anonymousId: "a2", event: "Seen" });
    client.alias({ userId: "ben", previousId: "a2" });
    await client.closeAndFlush();
    expect([statuses, failures]).toEqual([[200], []]);
    expect(doors.events()).toEqual(["Product Added", "Page Viewed", "Screen Viewed", "Seen"]);
    expect((await rows()).map(({ properties }) => properties)).toEqual([
      { price: 24.5, at: "1970-01-01T00:00:00.000Z" },
      { url: "https://shop.example", name: "Pricing", category: "Shop" },
      { name: "Home" },
      {},
    ]);
    const ben = (await profiles()).find(({ externalId }) => externalId === "ben");
    expect((await rows()).at(-1)?.profileId).toBe(ben?.id);
    expect(await profiles()).toContainEqual(
      expect.objectContaining({
        ...{ externalId: "ana", name: "Ana", email: "ana@example.com" },
        attributes: { plan: "pro", birthday: "1990-05-01", group: { groupId: "acme", size: 3 } },
      }),
    );
  });

  it("dates events as long ago as they were, though its clock is months away from the server's", async () => {
    const { client } = connect();
    const hourMs = 3_600_000;
    client.track({ userId: "ana", event: "Old", timestamp: new Date(Date.now() - hourMs) });
    client.track({ userId: "ana", event: "New" });
    await client.closeAndFlush();
    const [old, recent] = (await rows()).map(({ at }) => doors.rig.clock.now() - at);
    expect(Math.round(old! / 60_000)).toBe(60);
    expect(recent).toBeLessThan(60_000);
    expect(recent).toBeGreaterThanOrEqual(0);
  });

  it("sends a batch again after a 503, and it counts once", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { client, statuses, failures } = connect();
    doors.state.closing = true;
    client.on("http_response", () => {
      doors.state.closing = false;
    });
    client.track({ userId: "ana", event: "Once", messageId: "m1" });
    await settle(client.closeAndFlush());
    expect([statuses, failures]).toEqual([[503, 200], []]);
    const again = connect();
    again.client.track({ userId: "ana", event: "Once", messageId: "m1" });
    await settle(again.client.closeAndFlush());
    expect(again.statuses).toEqual([200]);
    expect(doors.events()).toEqual(["Once"]);
  });

  it("waits as long as a 429 asks it to, and loses nothing", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const key = await doors.apiKeys.create("web", doors.rig.clock.now(), { kind: "write" });
    const batch = Array.from({ length: WRITE_KEY_BURST_EVENTS }, () => ({ type: "page", userId: "ben" }));
    const headers = { authorization: `Bearer ${key.key}` };
    expect((await doors.post("/v1/batch", { batch }, headers)).status).toBe(200);
    const { client, statuses, failures } = connect(key.key);
    client.on("http_response", () => doors.rig.clock.advance(1000));
    client.track({ userId: "ana", event: "Late" });
    const before = Date.now();
    await settle(client.closeAndFlush());
    expect([statuses, failures]).toEqual([[429, 200], []]);
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
    expect(doors.events().at(-1)).toBe("Late");
  });

  it("is told at once when the key is wrong, and does not come back", async () => {
    const { client, statuses, failures } = connect("rk_wrong");
    client.track({ userId: "ana", event: "X" });
    await client.closeAndFlush();
    expect([statuses, failures]).toEqual([[401], ["[401] Unauthorized"]]);
    expect(doors.events()).toEqual([]);
  });

  it("delivers more than fits into one request", async () => {
    const { client, statuses } = connect();
    const text = "x".repeat(EVENT_MAX_BYTES - 2048);
    for (let index = 0; index < 40; index++)
      client.track({ userId: `u${index}`, event: "Large", properties: { text } });
    await client.closeAndFlush();
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(statuses.length).toBeGreaterThan(1);
    expect(doors.events()).toHaveLength(40);
  });
});

/** Lets the library's own waits pass at once, until it is done. */
async function settle(work: Promise<void>): Promise<void> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(10);
  }
  await ended;
}
