import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import { hashHookToken } from "#server/http/hooks-token.ts";
import type { Services } from "#server/services.ts";
import { findHookByToken } from "#server/store/hooks.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { hooksRouter } from "./hooks.ts";

const reviews = { name: "Reviews", personKind: "email", personPath: "customer.email" } as const;

eachDatabase("the hooks", (open) => {
  let rig: EngineRig;
  beforeEach(() => {
    rig = new EngineRig(open());
  });
  function as(role: Role | null) {
    const { db, clock, keys } = rig;
    const env = readEnv({ PUBLIC_URL: "https://rekindle.example" });
    const person = role && { id: role, name: role, email: `${role}@example.com`, role };
    return hooksRouter.createCaller({ services: { db, clock, keys, env } as unknown as Services, person });
  }
  const reached = (address: string) =>
    findHookByToken(rig.db, hashHookToken(new URL(address).pathname.replace("/hooks/", "")));

  it("are made with an address that can be read again", async () => {
    const { id, address } = await as("editor").create(reviews);
    expect(address).toMatch(/^https:\/\/rekindle\.example\/hooks\/[\w-]{43}$/);
    expect(await as("editor").list()).toEqual({
      hooks: [
        {
          ...{ id, ...reviews, address },
          eventName: "Webhook: Reviews",
          createdAt: rig.clock.now(),
          lastReceivedAt: null,
        },
      ],
    });
    expect(await reached(address)).toMatchObject({ id });
  });

  it("are seen by viewers, without the addresses", async () => {
    const { address } = await as("editor").create(reviews);
    const seen = await as("viewer").list();
    expect(seen.hooks).toMatchObject([{ name: "Reviews", eventName: "Webhook: Reviews", address: null }]);
    expect(JSON.stringify(seen)).not.toContain(address.slice(-20));
    expect((await as("owner").list()).hooks).toMatchObject([{ address }]);
  });

  it.each(["viewer", null] as const)("are changed by nobody who is %s", async (role) => {
    const { id, address } = await as("editor").create(reviews);
    const api = as(role);
    const refusal = { code: role ? "FORBIDDEN" : "UNAUTHORIZED" };
    await expect(api.create(reviews)).rejects.toMatchObject(refusal);
    await expect(api.rename({ id, name: "Mine" })).rejects.toMatchObject(refusal);
    await expect(api.setPerson({ id, ...reviews })).rejects.toMatchObject(refusal);
    await expect(api.rotate({ id })).rejects.toMatchObject(refusal);
    await expect(api.remove({ id })).rejects.toMatchObject(refusal);
    await expect(api.restore({ id })).rejects.toMatchObject(refusal);
    if (!role) await expect(api.list()).rejects.toMatchObject(refusal);
    expect((await as("editor").list()).hooks).toMatchObject([{ id, ...reviews, address }]);
  });

  it("keep their event's name for themselves", async () => {
    await as("editor").create({ ...reviews, eventName: "Review Written" });
    await expect(as("editor").create({ ...reviews, eventName: "Review Written" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Review Written"),
    });
  });

  it("have a new address at once when they are given one", async () => {
    const { id, address } = await as("editor").create(reviews);
    const rotated = await as("editor").rotate({ id });
    expect(rotated.address).not.toBe(address);
    expect(await reached(address)).toBeUndefined();
    expect(await reached(rotated.address)).toMatchObject({ id });
    expect((await as("editor").list()).hooks).toMatchObject([{ address: rotated.address }]);
  });

  it("are removed and brought back, renamed and pointed elsewhere", async () => {
    const { id, address } = await as("editor").create(reviews);
    await as("editor").rename({ id, name: " Ratings " });
    await as("editor").setPerson({ id, personKind: "external-id", personPath: "user" });
    await as("editor").remove({ id });
    expect((await as("editor").list()).hooks).toEqual([]);
    await as("editor").restore({ id });
    expect((await as("editor").list()).hooks).toMatchObject([
      {
        ...{ id, address, name: "Ratings", eventName: "Webhook: Reviews" },
        ...{ personKind: "external-id", personPath: "user" },
      },
    ]);
  });

  it("that are not there cannot be changed", async () => {
    const api = as("editor");
    const refusal = { code: "NOT_FOUND", message: "This hook does not exist" };
    await expect(api.rename({ id: 9, name: "X" })).rejects.toMatchObject(refusal);
    await expect(api.setPerson({ id: 9, ...reviews })).rejects.toMatchObject(refusal);
    await expect(api.rotate({ id: 9 })).rejects.toMatchObject(refusal);
    await expect(api.remove({ id: 9 })).rejects.toMatchObject(refusal);
    await expect(api.restore({ id: 9 })).rejects.toMatchObject(refusal);
  });
});
