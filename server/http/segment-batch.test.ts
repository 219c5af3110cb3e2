import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { BATCH_EVENTS_MAX } from "./event-schemas.ts";
import { parseBatch } from "./segment-batch.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

describe("a batch that the server has no room for", () => {
  const events = Array.from({ length: 400 }, (_, index) => ({
    ...{ type: "track", userId: "ana", event: "Seen", properties: { index, text: "x".repeat(500) } },
  }));
  const rows = () => doors.database.query.select().from(doors.database.tables.events);
  /** The database's own limit, which fails as a full disk does. */
  function fillDisk({ pages }: { pages: number }): void {
    const { connection } = doors.database;
    const used = Number(connection.pragma("page_count", { simple: true }));
    connection.pragma(`max_page_count = ${used + pages}`);
  }
  const makeRoom = () => fillDisk({ pages: 100_000 });

  it.each([
    ["with ids", events.map((event, index) => ({ ...event, messageId: `m${index}` })), {}],
    ["without ids", events, {}],
    ["with an id of its own", events, { messageId: "batch-1" }],
  ])("is to be sent again, and then stored once: %s", async (_how, batch, fields) => {
    fillDisk({ pages: 40 });
    const sentAt = (ms: number) => new Date(doors.rig.clock.now() + ms).toISOString();
    const refused = await doors.post("/v1/batch", { ...fields, batch, sentAt: sentAt(0) });
    expect(refused).toMatchObject({ status: 503, json: { error: { code: "not-stored" } } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const stored = (await rows()).length;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(events.length);
    makeRoom();
    const taken = await doors.post("/v1/batch", { ...fields, batch, sentAt: sentAt(9000) });
    expect(taken).toMatchObject({ status: 200, json: { accepted: events.length, errors: [] } });
    const indexes = (await rows()).map(({ properties }) => Number(properties.index));
    expect(indexes.sort((a, b) => a - b)).toEqual(events.map((_, index) => index));
  });

  it("is two when it comes twice without having been refused", async () => {
    for (let sent = 0; sent < 2; sent += 1)
      expect((await doors.post("/v1/batch", { batch: events.slice(0, 3) })).status).toBe(200);
    expect(await rows()).toHaveLength(6);
  });
});

it("reads a large batch in slices, so that others are answered in between", async () => {
  const batch = Array.from({ length: BATCH_EVENTS_MAX }, () => ({ type: "page", userId: "ana" }));
  let turns = 0;
  let parsed = false;
  const counting = (): void => {
    turns += 1;
    if (!parsed) setImmediate(counting);
  };
  setImmediate(counting);
  const result = await parseBatch({ batch }, 1, { receivedAt: 0 });
  parsed = true;
  expect(result).toMatchObject({ kind: "ok", errors: [] });
  expect(turns).toBeGreaterThanOrEqual(10);
});
