import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS } from "#server/testing/engine-rig.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";

const reviews = { name: "Reviews", personKind: "email", personPath: "customer.email" } as const;
const review = { customer: { email: "ana@example.com" } };

eachDatabase("the hooks", (open) => {
  let hooks: HookRig;
  beforeEach(async () => {
    hooks = await startHookRig(open());
  });
  afterEach(() => hooks.close());
  const as: HookRig["as"] = (role) => hooks.as(role);
  const isOpen = async (address: string) => (await hooks.post(address, review)).status === 202;

  it("are made with an address that can be read again", async () => {
    const { id, address, isOn } = await as("editor").create(reviews);
    expect(address).toMatch(/^https:\/\/rekindle\.example\/hooks\/[\w-]{43}$/);
    expect(isOn).toBe(true);
    const shown = {
      ...{ id, ...reviews, address, eventName: "Webhook: Reviews" },
      ...{ createdAt: hooks.rig.clock.now(), lastReceivedAt: null },
      ...{ eventPath: null, eventNames: null, idPath: null },
      ...{ scheme: "none", schemeOptions: null, hasSecret: false },
      ...{ isOn: true, offAt: null, previousAddressUntil: null },
    };
    expect(await as("editor").list()).toEqual({ hooks: [shown] });
    const receipts = { taken: 0, duplicate: 0, waiting: 0, refused: 0 };
    expect(await as("editor").get({ id })).toEqual({ ...shown, receipts });
    expect(await isOpen(address)).toBe(true);
  });

  it("are seen by viewers, without the addresses", async () => {
    const { id, address } = await as("editor").create(reviews);
    const seen = [await as("viewer").list(), await as("viewer").get({ id })];
    expect(seen).toMatchObject([{ hooks: [{ name: "Reviews", address: null }] }, { address: null }]);
    expect(JSON.stringify(seen)).not.toContain(address.slice(-20));
    expect((await as("owner").list()).hooks).toMatchObject([{ address }]);
  });

  it.each(["viewer", null] as const)("are changed by nobody who is %s", async (role) => {
    const { id, address } = await as("editor").create(reviews);
    await hooks.post(address, review);
    const { receipts } = await as("editor").receipts({ hookId: id });
    const receiptId = receipts[0]!.id;
    const api = as(role);
    for (const change of [
      () => api.create(reviews),
      () => api.rename({ id, name: "Mine" }),
      () => api.setPerson({ id, ...reviews }),
      () => api.setMapping({ id, ...reviews }),
      () => api.setScheme({ id, scheme: "none", secret: { kind: "keep" } }),
      () => api.switchOn({ id }),
      () => api.switchOff({ id }),
      () => api.rotate({ id }),
      () => api.closeOldAddress({ id }),
      () => api.remove({ id }),
      () => api.restore({ id }),
      () => api.replay({ receiptId }),
      () => api.replayWaiting({ hookId: id }),
    ])
      await expect(change()).rejects.toMatchObject({ code: role ? "FORBIDDEN" : "UNAUTHORIZED" });
    const looks = [() => api.list(), () => api.receipts({ hookId: id }), () => api.receipt({ receiptId })];
    for (const look of looks) {
      if (role) await look();
      else await expect(look()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect((await as("editor").list()).hooks).toMatchObject([{ id, ...reviews, address, isOn: true }]);
    expect(await hooks.receipts()).toHaveLength(1);
  });

  it("keep their event's name for themselves", async () => {
    await as("editor").create({ ...reviews, eventName: "Review Written" });
    await expect(as("editor").create({ ...reviews, eventName: "Review Written" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Review Written"),
    });
  });

  it("have a new address when they are given one, and the old one for a day or not at all", async () => {
    const { id, address } = await as("editor").create(reviews);
    const rotated = await as("editor").rotate({ id });
    expect(rotated.address).not.toBe(address);
    const until = hooks.rig.clock.now() + 24 * HOUR_MS;
    expect((await as("editor").list()).hooks).toMatchObject([
      { address: rotated.address, previousAddressUntil: until },
    ]);
    const last = await as("editor").rotate({ id, closeOldNow: true });
    expect(await Promise.all([address, rotated.address, last.address].map(isOpen))).toEqual([
      false,
      false,
      true,
    ]);
    expect((await as("editor").get({ id })).previousAddressUntil).toBeNull();
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
    for (const change of [
      () => api.get({ id: 9 }),
      () => api.rename({ id: 9, name: "X" }),
      () => api.setPerson({ id: 9, ...reviews }),
      () => api.setMapping({ id: 9, ...reviews }),
      () => api.setScheme({ id: 9, scheme: "none", secret: { kind: "keep" } }),
      () => api.switchOn({ id: 9 }),
      () => api.switchOff({ id: 9 }),
      () => api.rotate({ id: 9 }),
      () => api.closeOldAddress({ id: 9 }),
      () => api.remove({ id: 9 }),
      () => api.restore({ id: 9 }),
      () => api.replayWaiting({ hookId: 9 }),
    ])
      await expect(change()).rejects.toMatchObject(refusal);
    await expect(api.receipt({ receiptId: 9 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tell a secret of ours once, take one of theirs, and never show either", async () => {
    const { id } = await as("editor").create(reviews);
    const set = as("editor").setScheme;
    const generate = { kind: "generate" } as const;
    const { secret } = await set({ id, scheme: "standard-webhooks", secret: generate });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const options = { header: "X-Sign", prefix: "v0=", username: "not for this" };
    const made = await set({ id, scheme: "hmac", options, secret: generate });
    expect(await set({ id, scheme: "hmac", secret: { kind: "keep" } })).toEqual({ secret: null });
    const theirs = { kind: "given", value: "theirs-of-stripe" } as const;
    expect(await set({ id, scheme: "stripe", secret: theirs })).toEqual({ secret: null });
    const shown = JSON.stringify([await as("owner").list(), await as("owner").get({ id })]);
    for (const hidden of [secret!, made.secret!, theirs.value, "sealed"]) expect(shown).not.toContain(hidden);
    expect((await as("viewer").get({ id })).hasSecret).toBe(true);

    const refused = (input: Parameters<typeof set>[0]) =>
      expect(set(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await refused({ id, scheme: "github", secret: { kind: "keep" } });
    await refused({ id, scheme: "shopify", secret: generate });
    await refused({ id, scheme: "basic", secret: generate });
    await refused({ id, scheme: "standard-webhooks", secret: { kind: "given", value: "whsec_ not base64" } });
    await refused({ id, scheme: "hmac", options: { header: "a b" }, secret: generate });
    expect((await as("viewer").get({ id })).scheme).toBe("stripe");
  });
});
