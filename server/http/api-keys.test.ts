import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listApiKeys } from "#server/store/api-keys.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import type { NewApiKey } from "./api-keys.ts";

const SUBSCRIPTION = {
  endpoint: "https://push.example/1",
  keys: {
    p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
    auth: "tBHItJI5svbpez7KI4CCXg",
  },
};

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

async function newKey(options: NewApiKey) {
  const { id, key } = await doors.apiKeys.create("Own site", doors.rig.clock.now(), options);
  async function lastUsedAt(): Promise<number | null | undefined> {
    return (await listApiKeys(doors.database)).find((listed) => listed.id === id)?.lastUsedAt;
  }
  const post = async (path: string, body: object) =>
    (await doors.post(path, { writeKey: key, ...body }, {})).status;
  return { key, lastUsedAt, post };
}

describe("a write key", () => {
  it("is not used by what is refused, asked or empty", async () => {
    const { key, lastUsedAt, post } = await newKey({ kind: "write" });
    expect((await doors.send(`/v1/projects/${key}/settings`)).status).toBe(200);
    expect(await post("/v1/track", { event: "Nobody's" })).toBe(400);
    expect(await post("/v1/batch", { batch: [{ type: "track" }] })).toBe(400);
    expect(await post("/v1/batch", { batch: [] })).toBe(200);
    expect(await post("/v1/push-subscriptions", { subscription: SUBSCRIPTION })).toBe(400);
    expect((await doors.send("/v1/profiles", { headers: { authorization: `Bearer ${key}` } })).status).toBe(
      403,
    );
    // What would be written is written before this.
    await newKey({});
    expect(await lastUsedAt()).toBeNull();
  });

  it.each([
    ["an event", "/v1/track", { anonymousId: "a", event: "Viewed" }],
    [
      "a batch with one good event",
      "/v1/batch",
      {
        batch: [{ type: "track" }, { type: "track", anonymousId: "a", event: "Viewed" }],
      },
    ],
    ["a subscription", "/v1/push-subscriptions", { anonymousId: "a", subscription: SUBSCRIPTION }],
  ])("is used by %s that was taken in", async (_what, path, body) => {
    const { lastUsedAt, post } = await newKey({ kind: "write" });
    expect(await post(path, body)).toBe(200);
    await expect.poll(lastUsedAt).toBe(doors.rig.clock.now());
  });
});

it("is used, when secret, by each call that it may make, and by no other", async () => {
  const { key, lastUsedAt } = await newKey({ scopes: ["profiles:read"] });
  const get = async (path: string) =>
    (await doors.send(path, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await get("/v1/messages")).toBe(403);
  await newKey({});
  expect(await lastUsedAt()).toBeNull();
  expect(await get("/v1/profiles")).toBe(200);
  await expect.poll(lastUsedAt).toBe(doors.rig.clock.now());
});
