import { afterEach, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

const DAY_MS = 24 * 3_600_000;

let doors: DoorsRig;
afterEach(() => doors.close());

const areSeen = () => doors.untoldProxies.areSeen(doors.rig.clock.now());
async function track(headers: Record<string, string>): Promise<void> {
  const authorization = `Bearer ${doors.key}`;
  await doors.post("/v1/track", { userId: "ana", event: "Viewed" }, { authorization, ...headers });
}

it("notices a proxy that the server was not told of, for as long as events come through it", async () => {
  doors = await startDoors();
  await track({});
  await doors.send("/", { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(areSeen()).toBe(false);
  await track({ "x-forwarded-for": "203.0.113.9" });
  expect(areSeen()).toBe(true);
  doors.rig.clock.advance(DAY_MS);
  expect(areSeen()).toBe(true);
  doors.rig.clock.advance(1);
  expect(areSeen()).toBe(false);
});

it("notices it by refused events and by subscriptions too", async () => {
  doors = await startDoors();
  await doors.post("/v1/push-subscriptions", {}, { "x-forwarded-for": "203.0.113.9" });
  expect(areSeen()).toBe(true);
});

it("is content with proxies that the server knows", async () => {
  doors = await startDoors({ TRUSTED_PROXIES: "1" });
  await track({ "x-forwarded-for": "203.0.113.9" });
  expect(areSeen()).toBe(false);
});
