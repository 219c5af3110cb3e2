import { beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import {
  findHookByToken,
  insertHook,
  listHooks,
  markHookReceived,
  type NewHook,
  removeHook,
  renameHook,
  restoreHook,
  rotateHookToken,
  setHookPerson,
} from "./hooks.ts";

eachDatabase("a hook", (open) => {
  let rig: StoreRig;
  beforeEach(() => {
    rig = new StoreRig(open());
  });
  let tokens = 0;
  const add = (fields: Partial<NewHook> = {}) => {
    tokens += 1;
    const token = { tokenHash: `hash-${tokens}`, sealedToken: `sealed-${tokens}` };
    const person = { personKind: "email" as const, personPath: "customer.email" };
    const hook = { name: "Reviews", eventName: null, ...token, ...person, createdAt: NOW, ...fields };
    return rig.do((tx) => insertHook(tx, hook));
  };
  const listed = () => listHooks(open());
  const found = (tokenHash: string) => findHookByToken(open(), tokenHash, NOW);

  it("names its events after itself, and never like another hook's, removed ones included", async () => {
    const first = await add();
    expect(first?.eventName).toBe("Webhook: Reviews");
    expect((await add())?.eventName).toBe("Webhook: Reviews 2");
    await rig.do((tx) => removeHook(tx, first!.id, NOW));
    expect((await add())?.eventName).toBe("Webhook: Reviews 3");
    expect((await add({ eventName: "Review Written" }))?.eventName).toBe("Review Written");
    expect(await add({ eventName: "Webhook: Reviews" })).toBeNull();
    expect(await listed()).toHaveLength(3);
  });

  it("keeps its events' name and its address when it is renamed", async () => {
    const { id, eventName } = (await add({ tokenHash: "kept" }))!;
    expect(await rig.do((tx) => renameHook(tx, id, "Ratings"))).toBe(true);
    expect(await found("kept")).toMatchObject({ id, name: "Ratings", eventName });
  });

  it("can look for its person elsewhere", async () => {
    const { id } = (await add())!;
    const person = { personKind: "external-id", personPath: "buyer.id" } as const;
    expect(await rig.do((tx) => setHookPerson(tx, id, person))).toBe(true);
    expect(await listed()).toMatchObject([person]);
  });

  it("is found only at its newest address", async () => {
    const { id } = (await add({ tokenHash: "old" }))!;
    const other = (await add({ tokenHash: "other" }))!;
    const token = { tokenHash: "new", sealedToken: "sealed" };
    expect(await rig.do((tx) => rotateHookToken(tx, id, token, null))).toBe(true);
    expect(await found("old")).toBeUndefined();
    expect(await found("new")).toMatchObject({ id, ...token });
    expect(await found("other")).toMatchObject({ id: other.id });
  });

  it("is closed while it is removed, and is back at the same address when that is undone", async () => {
    const { id } = (await add({ tokenHash: "t" }))!;
    expect(await rig.do((tx) => removeHook(tx, id, NOW))).toBe(true);
    expect(await found("t")).toBeUndefined();
    expect(await listed()).toEqual([]);
    expect(await rig.do((tx) => removeHook(tx, id, NOW))).toBe(false);
    expect(await rig.do((tx) => renameHook(tx, id, "Ratings"))).toBe(false);
    const token = { tokenHash: "new", sealedToken: "sealed" };
    expect(await rig.do((tx) => rotateHookToken(tx, id, token, null))).toBe(false);
    expect(await rig.do((tx) => restoreHook(tx, id))).toBe(true);
    expect(await found("t")).toMatchObject({ id, name: "Reviews" });
    expect(await rig.do((tx) => restoreHook(tx, id))).toBe(false);
  });

  it("tells when it last received something", async () => {
    const { id } = (await add())!;
    await add();
    await rig.do((tx) => markHookReceived(tx, id, NOW + 5));
    expect((await listed()).map(({ lastReceivedAt }) => lastReceivedAt)).toEqual([null, NOW + 5]);
  });
});
