import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import type { Services } from "#server/services.ts";
import { insertEvent } from "#server/store/events.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { siteRouter } from "./site.ts";

eachDatabase("the shop's own site", (open) => {
  let rig: EngineRig;
  let apiKeys: ApiKeys;
  beforeEach(() => {
    rig = new EngineRig(open());
    apiKeys = new ApiKeys(rig.db);
  });
  function as(role: Role | null) {
    const { db, clock } = rig;
    const env = readEnv({ PUBLIC_URL: "https://rekindle.example" });
    const person = role && { id: role, name: role, email: `${role}@example.com`, role };
    return siteRouter.createCaller({ services: { db, clock, env } as unknown as Services, person });
  }
  const now = () => rig.clock.now();
  const happen = (profileId: number, name: string, depth = 0) =>
    rig.db.transaction(() => {
      const moment = { at: now() - 1, receivedAt: now() };
      return insertEvent({ profileId, name, depth, properties: {}, ...moment });
    });
  const person = (fields: { name?: string; isSample?: boolean }) =>
    rig.db.transaction(() => createProfile({ createdAt: now(), updatedAt: now(), ...fields }));

  it("is shown write keys and never a secret one", async () => {
    const secret = await apiKeys.create("Backend", now());
    const { id, key } = await apiKeys.create("shop.example", now(), { kind: "write", source: "site" });
    const seen = await as("viewer").get();
    expect(seen).toMatchObject({ publicUrl: "https://rekindle.example", publicUrlProblem: null });
    expect(seen.keys).toEqual([{ id, name: "shop.example", source: "site", writeKey: key }]);
    expect(JSON.stringify(seen)).not.toContain(secret.key);
    await apiKeys.revoke(id, now());
    expect((await as("viewer").get()).keys).toEqual([]);
  });

  it("is told what customers did, in the order of its arrival, without what is not theirs", async () => {
    const ana = await person({ name: "Ana" });
    const sample = await person({ name: "Sam Sample", isSample: true });
    await happen(ana.id, "Page Viewed");
    await happen(ana.id, "Reminder Sent", 1);
    await happen(sample.id, "Page Viewed");
    await happen(ana.id, "Product Added");
    const { events } = await as("viewer").arrivals({ keyId: null });
    expect(events.map(({ name, profile }) => [name, profile.name])).toEqual([
      ["Product Added", "Ana"],
      ["Page Viewed", "Ana"],
    ]);
  });

  it("lights up with the first that was taken in", async () => {
    const { id, key } = await apiKeys.create("shop.example", now(), { kind: "write", source: "site" });
    expect((await as("viewer").arrivals({ keyId: id })).keyUsedAt).toBeNull();
    expect(apiKeys.find(key)).not.toBeNull();
    expect((await as("viewer").arrivals({ keyId: id })).keyUsedAt).toBeNull();
    apiKeys.markUsed(id, now());
    await expect.poll(async () => (await as("viewer").arrivals({ keyId: id })).keyUsedAt).toBe(now());
  });

  it("is nobody's business who is not signed in", async () => {
    await expect(as(null).get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(null).proxies()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(null).arrivals({ keyId: null })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
