import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { run } from "#server/database/database.ts";
import { readEnv } from "#server/env.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";
import { sendShopify, sendStripe, sendWooCommerce } from "#server/testing/shop-senders.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { connectRouter } from "./connect.ts";

const THEIRS = "whsec_from_the_other_side";

eachDatabase("the Connect page", (open) => {
  let hooks: HookRig;
  let apiKeys: ApiKeys;
  beforeEach(async () => {
    hooks = await startHookRig(open());
    apiKeys = new ApiKeys(hooks.rig.db);
  });
  afterEach(() => hooks.close());

  function as(role: Role | null) {
    const { db, clock, keys } = hooks.rig;
    const services = { db, clock, keys, apiKeys, env: readEnv({ PUBLIC_URL: "https://rekindle.example" }) };
    const person = role && { id: role, name: role, email: `${role}@example.com`, role };
    return connectRouter.createCaller({ services: services as unknown as Services, person });
  }
  type SourceId = Parameters<ReturnType<typeof as>["get"]>[0]["source"];
  const stateOf = async (id: SourceId) => {
    const { sources } = await as("viewer").list();
    const listed = sources.find((source) => source.id === id)?.state;
    expect((await as("viewer").get({ source: id })).state).toEqual(listed);
    return listed;
  };
  const now = () => hooks.rig.clock.now();
  async function startHook(source: "shopify" | "woocommerce" | "stripe") {
    const started = await as("editor").start({ source });
    if (started.by !== "hook") throw new Error("a key was made");
    const address = (await as("editor").get({ source })).hooks[0]?.address ?? "";
    return { ...started, address };
  }
  async function startWithTheirSecret(source: "shopify" | "stripe") {
    const { id, address } = await startHook(source);
    await as("editor").setSecret({ hookId: id, secret: THEIRS });
    return { id, address };
  }
  const came = async (source: SourceId) =>
    (await as("viewer").get({ source })).arrivals.map(({ name, profile }) => [name, profile.email]);

  it("begins with nothing", async () => {
    const { sources } = await as("viewer").list();
    expect(sources.map(({ id }) => id)).toEqual([
      "site",
      "shopify",
      "woocommerce",
      "stripe",
      "segment",
      "http",
    ]);
    expect(new Set(sources.map(({ state }) => state.kind))).toEqual(new Set(["none"]));
  });

  describe("with Shopify", () => {
    it("makes orders, checkouts and sign-ups events of the person, and leaves out what names nobody", async () => {
      const { address } = await startWithTheirSecret("shopify");
      expect(await stateOf("shopify")).toEqual({ kind: "waiting" });
      const send = sendShopify(hooks.post, address, THEIRS);
      expect((await send.customer()).status).toBe(202);
      expect((await send.checkout("Ana@Example.com")).status).toBe(202);
      expect((await send.order()).status).toBe(202);
      expect((await send.cart()).json).toMatchObject({ leftOut: true });
      expect((await send.refund()).json).toMatchObject({ leftOut: true });
      expect(await came("shopify")).toEqual([
        ["Order Completed", "ana@example.com"],
        ["Checkout Started", "ana@example.com"],
        ["Signed Up", "ana@example.com"],
      ]);
      expect((await hooks.events()).map(({ name }) => name)).toEqual([
        "Signed Up",
        "Checkout Started",
        "Order Completed",
      ]);
      expect(await stateOf("shopify")).toEqual({ kind: "connected", firstAt: now(), lastAt: now() });
    });

    it("is not troubled by a checkout without an address once it has worked", async () => {
      const { id, address } = await startWithTheirSecret("shopify");
      const send = sendShopify(hooks.post, address, THEIRS);
      await send.checkout(null);
      expect(await stateOf("shopify")).toMatchObject({ kind: "trouble", hookId: id });
      await send.order();
      await send.checkout(null);
      expect(await stateOf("shopify")).toMatchObject({ kind: "connected" });
    });

    it("says so while the secret is missing or wrong, and no more when it is mended", async () => {
      const { id, address } = await startHook("shopify");
      const send = sendShopify(hooks.post, address, THEIRS);
      await send.order();
      expect(inWords(await stateOf("shopify"))).toEqual({
        ...{ kind: "trouble", hookId: id, at: now() },
        reason: "This hook checks its sender, but its secret is not set yet",
      });
      await as("editor").setSecret({ hookId: id, secret: "another shop's" });
      expect(await stateOf("shopify")).toEqual({ kind: "waiting" });
      await send.order();
      expect(inWords(await stateOf("shopify"))).toMatchObject({
        kind: "trouble",
        reason: expect.stringContaining("The signature does not fit"),
      });
      await as("editor").setSecret({ hookId: id, secret: THEIRS });
      await send.order();
      expect(await stateOf("shopify")).toMatchObject({ kind: "connected" });
      await hooks.as("editor").switchOff({ id });
      expect(inWords(await stateOf("shopify"))).toMatchObject({
        kind: "trouble",
        at: null,
        reason: expect.stringContaining("switched off"),
      });
    });
  });

  describe("with WooCommerce", () => {
    it("makes orders events of who pays, with a secret of ours that can be made anew", async () => {
      const { id, secret, address } = await startHook("woocommerce");
      const first = sendWooCommerce(hooks.post, address, secret ?? "");
      expect((await first.order("order.created")).status).toBe(202);
      expect((await first.order("order.updated")).json).toMatchObject({ leftOut: true });
      expect(await came("woocommerce")).toEqual([["Order Completed", "ana@example.com"]]);
      const anew = await as("editor").setSecret({ hookId: id });
      expect(anew.secret).not.toBe(secret);
      hooks.rig.clock.advance(60_000);
      expect((await first.order("order.created", 728)).status).toBe(401);
      const second = sendWooCommerce(hooks.post, address, anew.secret ?? "");
      expect((await second.order("order.created", 729)).status).toBe(202);
      const connected = { kind: "connected", firstAt: now() - 60_000, lastAt: now() };
      expect(await stateOf("woocommerce")).toEqual(connected);
    });

    it("is not troubled by its ping on saving, but by an order without a signature", async () => {
      const { secret, address } = await startHook("woocommerce");
      const send = sendWooCommerce(hooks.post, address, secret ?? "");
      expect((await send.ping()).status).toBe(200);
      expect(await stateOf("woocommerce")).toEqual({ kind: "waiting" });
      await send.order("order.created");
      await send.ping();
      expect(await stateOf("woocommerce")).toMatchObject({ kind: "connected" });
      await sendWooCommerce(hooks.post, address, "wrong").order("order.created");
      await send.ping();
      expect(await stateOf("woocommerce")).toMatchObject({ kind: "trouble" });
    });
  });

  it("with Stripe makes a paid checkout an order of the person, once, and remembers that it worked", async () => {
    const { address } = await startWithTheirSecret("stripe");
    const send = sendStripe(hooks.post, address, THEIRS, now());
    expect((await send.checkout("evt_1")).status).toBe(202);
    expect((await send.checkout("evt_1")).json).toMatchObject({ duplicate: true });
    expect((await send.charge("evt_2")).json).toMatchObject({ leftOut: true });
    expect(await came("stripe")).toEqual([["Order Completed", "ana@example.com"]]);
    expect(await stateOf("stripe")).toEqual({ kind: "connected", firstAt: now(), lastAt: now() });
    await hooks.rig.db.transaction(function* (tx) {
      yield* run(tx.query.delete(tx.tables.receipts));
    });
    expect(await stateOf("stripe")).toEqual({ kind: "connected", firstAt: null, lastAt: now() });
  });

  it("makes one of each, however often it is pressed, unless another is wanted", async () => {
    for (const source of ["shopify", "http", "site"] as const) {
      const press = () => as("owner").start({ source });
      const pressed = await Promise.all([press(), press()]);
      pressed.push(await press());
      expect(new Set(pressed.map(({ id }) => id)).size, source).toBe(1);
      expect(pressed.map(({ isNew }) => isNew).sort()).toEqual([false, false, true]);
    }
    const another = await as("owner").start({ source: "shopify", another: true });
    expect(another.isNew).toBe(true);
    const shown = (await as("owner").get({ source: "shopify" })).hooks;
    expect(shown.map(({ name }) => name)).toEqual(["Shopify 2", "Shopify"]);
    expect(new Set(shown.map(({ address }) => address)).size).toBe(2);
  });

  it("takes a hook that was made by hand for what it is, and forgets a removed one", async () => {
    const { id } = await hooks
      .as("editor")
      .create({ name: "Mine", personKind: "email", personPath: "email" });
    const secret = { kind: "given", value: THEIRS } as const;
    await hooks.as("editor").setScheme({ id, scheme: "shopify", secret });
    expect(await as("editor").start({ source: "shopify" })).toMatchObject({ id, isNew: false });
    expect(await stateOf("shopify")).toEqual({ kind: "waiting" });
    expect(await stateOf("woocommerce")).toEqual({ kind: "none" });
    await hooks.as("editor").remove({ id });
    expect(await stateOf("shopify")).toEqual({ kind: "none" });
  });

  it("makes keys that can send events and nothing else, and lights up with what is first taken in", async () => {
    const segment = await as("owner").start({ source: "segment", kind: "secret" });
    const page = await as("owner").start({ source: "segment", kind: "write" });
    if (segment.by !== "key" || page.by !== "key") throw new Error("a hook was made");
    expect([segment.key?.slice(0, 3), page.key?.slice(0, 3)]).toEqual(["rk_", "wk_"]);
    expect(apiKeys.allows(segment.key, "events:write")).toBe(true);
    expect(apiKeys.allows(segment.key, "profiles:read")).toBe(false);
    expect(await stateOf("segment")).toEqual({ kind: "waiting" });
    apiKeys.markUsed(segment.id, now());
    await expect.poll(() => stateOf("segment")).toEqual({ kind: "connected", firstAt: null, lastAt: now() });
    // Another key, right after the first: somebody may be watching.
    const http = await as("owner").start({ source: "http" });
    if (http.by !== "key") throw new Error("a hook was made");
    expect(await stateOf("http")).toEqual({ kind: "waiting" });
    apiKeys.markUsed(http.id, now());
    await expect.poll(async () => (await stateOf("http"))?.kind).toBe("connected");
    expect(JSON.stringify(await as("owner").get({ source: "segment" }))).not.toContain(segment.key);
    await expect(as("owner").start({ source: "http", kind: "write" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("shows what came since the key was made, with whose it is", async () => {
    await hooks.rig.identify("early", { email: "early@example.com" });
    await hooks.rig.track("early", "Page Viewed");
    hooks.rig.clock.advance(1);
    const { id } = await as("owner").start({ source: "site" });
    expect(await came("site")).toEqual([]);
    apiKeys.markUsed(id, now());
    await expect.poll(async () => (await stateOf("site"))?.kind).toBe("connected");
    await hooks.rig.identify("ana", { email: "ana@example.com" });
    await hooks.rig.track("ana", "Product Added");
    expect(await came("site")).toEqual([["Product Added", "ana@example.com"]]);
    await apiKeys.revoke(id, now());
    expect(await stateOf("site")).toEqual({ kind: "none" });
  });

  it("lets everybody look without secrets, editors make hooks and owners keys", async () => {
    const { id, address } = await startHook("stripe");
    const seen = await as("viewer").get({ source: "stripe" });
    expect(seen.hooks).toMatchObject([{ id, hasSecret: false, address: null, state: { kind: "waiting" } }]);
    expect(JSON.stringify(seen)).not.toContain(address.slice(-20));
    const forbidden = { code: "FORBIDDEN" };
    await expect(as("viewer").start({ source: "stripe" })).rejects.toMatchObject(forbidden);
    await expect(as("viewer").setSecret({ hookId: id })).rejects.toMatchObject(forbidden);
    await expect(as("editor").start({ source: "http" })).rejects.toMatchObject(forbidden);
    await expect(as(null).list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as("editor").setSecret({ hookId: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as("editor").setSecret({ hookId: id })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
