import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { apiKeysRouter } from "./api-keys.ts";

eachDatabase("the API keys", (open) => {
  let rig: EngineRig;
  let apiKeys: ApiKeys;
  beforeEach(() => {
    rig = new EngineRig(open());
    apiKeys = new ApiKeys(rig.db);
  });
  function as(role: Role) {
    const { db, clock } = rig;
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return apiKeysRouter.createCaller({ services: { db, clock, apiKeys } as unknown as Services, person });
  }

  it("are secret and may do everything, unless the owner says otherwise", async () => {
    const { id, key } = await as("owner").create({ name: "Shop" });
    expect(key).toMatch(/^rk_/);
    const { keys } = await as("owner").list();
    expect(keys).toEqual([
      {
        ...{ id, name: "Shop", kind: "secret", scopes: null, writeKey: null, source: null },
        ...{ prefix: key.slice(0, 8), createdAt: rig.clock.now(), lastUsedAt: null },
      },
    ]);
    expect(apiKeys.allows(key, "profiles:write")).toBe(true);
    expect(apiKeys.allows("rk_wrong", "profiles:write")).toBe(false);
  });

  it("may do what was ticked and nothing else", async () => {
    const { key } = await as("owner").create({ name: "Reports", scopes: ["profiles:read", "messages:read"] });
    expect(apiKeys.allows(key, "messages:read")).toBe(true);
    for (const scope of ["events:write", "profiles:write", "messages:send"] as const)
      expect(apiKeys.allows(key, scope), scope).toBe(false);
    await expect(as("owner").create({ name: "Nothing", scopes: [] })).rejects.toThrow();
  });

  it("for web pages can be read again, and carry no scopes", async () => {
    const { key } = await as("owner").create({
      ...{ name: "Website", kind: "write", scopes: ["profiles:read"], source: "own-site" },
    });
    const { keys } = await as("owner").list();
    expect(keys).toMatchObject([{ kind: "write", scopes: null, writeKey: key, source: "own-site" }]);
    expect(apiKeys.allows(key, "profiles:read")).toBe(false);
    expect(apiKeys.find(key)).toMatchObject({ kind: "write", source: "own-site" });
  });

  it("are the owner's alone", async () => {
    for (const role of ["editor", "viewer"] as const) {
      await expect(as(role).list()).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(as(role).create({ name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});
