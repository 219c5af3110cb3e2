import { expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { inAppKey } from "#server/in-app/proof.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { inAppRouter } from "./in-app.ts";

eachDatabase("the key for messages in the shop's pages", (open) => {
  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, clock, keys, engine } = rig;
    const services = { db, clock, keys, engine } as unknown as Services;
    const as = (role: Role) => {
      const person = { id: role, name: role, email: `${role}@example.com`, role };
      return inAppRouter.createCaller({ services, person });
    };
    return { rig, as };
  }

  it("is there from the first moment, the same each time, and for owners alone", async () => {
    const { rig, as } = await start();
    const { key, trustIds } = await as("owner").get();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(trustIds).toBe(false);
    expect((await as("owner").get()).key).toBe(key);
    for (const role of ["editor", "viewer"] as const)
      expect(await as(role).get()).toEqual({ key: null, trustIds: false });
    await rig.engine.stop();
  });

  it("is exchanged by the owner, and no earlier one comes back", async () => {
    const { rig, as } = await start();
    const keys = [(await as("owner").get()).key];
    for (let n = 0; n < 2; n += 1) {
      const { key } = await as("owner").rotateKey();
      expect(keys).not.toContain(key);
      expect((await as("owner").get()).key).toBe(key);
      keys.push(key);
    }
    await as("owner").save({ trustIds: true });
    expect(await as("owner").get()).toEqual({ key: keys[2], trustIds: true });
    await as("owner").rotateKey();
    expect(await as("owner").get()).toMatchObject({ trustIds: true });
    await rig.engine.stop();
  });

  it("is not for others to change", async () => {
    const { rig, as } = await start();
    for (const role of ["editor", "viewer"] as const) {
      await expect(as(role).rotateKey()).rejects.toThrow("owner");
      await expect(as(role).save({ trustIds: true })).rejects.toThrow("owner");
    }
    expect(rig.engine.live.settings.inApp).toEqual({ keyVersion: 1, trustIds: false });
    await rig.engine.stop();
  });

  it("is one that nobody has, and ids are not trusted, when the setting cannot be read", async () => {
    const { rig, as } = await start();
    const before = (await as("owner").get()).key;
    await rig.set("inApp", { keyVersion: "1", trustIds: true } as never);
    const { inApp } = rig.engine.live.settings;
    expect(inApp.trustIds).toBe(false);
    expect(inAppKey(rig.keys, inApp)).not.toBe(before);
    await rig.engine.stop();
  });
});
