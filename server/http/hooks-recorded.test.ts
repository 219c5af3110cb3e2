import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";

const byEmail = { name: "Reviews", personKind: "email", personPath: "email" } as const;
const body = JSON.stringify({ email: "ana@example.com", stars: 5 });

eachDatabase("a signed request that somebody recorded counts once", (open) => {
  let hooks: HookRig;
  let id: number;
  let address: string;
  beforeEach(async () => {
    hooks = await startHookRig(open());
    ({ id, address } = await hooks.as("editor").create(byEmail));
  });
  afterEach(() => hooks.close());

  const signAsStripe = () => ({
    "stripe-signature": new Stripe("sk_test_1").webhooks.generateTestHeaderString({
      payload: body,
      secret: "whsec_stripe",
      timestamp: Math.floor(hooks.rig.clock.now() / 1000),
    }),
  });
  const signAsStandard = (brand: "webhook" | "svix", msg: string) => {
    const at = new Date(Math.floor(hooks.rig.clock.now() / 1000) * 1000);
    return {
      [`${brand}-id`]: msg,
      [`${brand}-timestamp`]: String(at.getTime() / 1000),
      [`${brand}-signature`]: new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(msg, at, body),
    };
  };
  const demand = (scheme: "stripe" | "standard-webhooks") => {
    const value = scheme === "stripe" ? "whsec_stripe" : "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    return hooks.as("editor").setScheme({ id, scheme, secret: { kind: "given", value } });
  };
  const send = (headers: Record<string, string>) => hooks.post(address, body, headers);

  it.each(["idempotency-key", "x-request"])("under Stripe, whatever %s says", async (header) => {
    await demand("stripe");
    await hooks.as("editor").setMapping({ id, ...byEmail, idPath: "header:x-request" });
    const signed = signAsStripe();
    expect((await send({ ...signed, [header]: "1" })).json).toEqual({ success: true });
    expect((await send({ ...signed, [header]: "2" })).json).toMatchObject({ duplicate: true });
    expect((await send(signed)).json).toMatchObject({ duplicate: true });
    hooks.rig.clock.advance(1_000);
    expect((await send({ ...signAsStripe(), [header]: "3" })).json).toEqual({ success: true });
    expect(await hooks.events()).toHaveLength(2);
  });

  it("under Stripe, when it was kept for later and taken in first", async () => {
    await demand("stripe");
    await hooks.as("editor").switchOff({ id });
    const signed = signAsStripe();
    await send({ ...signed, "idempotency-key": "1" });
    await send({ ...signed, "idempotency-key": "2" });
    await hooks.as("editor").switchOn({ id });
    const counts = { taken: 1, duplicate: 1, refused: 0 };
    expect(await hooks.as("editor").replayWaiting({ hookId: id })).toMatchObject(counts);
    expect((await send({ ...signed, "idempotency-key": "3" })).json).toMatchObject({ duplicate: true });
    const headers = (await hooks.receipts()).map((receipt) => receipt.headers["stripe-signature"]);
    const time = Math.floor(hooks.rig.clock.now() / 1000);
    expect(new Set(headers)).toEqual(new Set([`t=${time},(hidden)`]));
  });

  it.each([
    ["webhook", "idempotency-key", "header:idempotency-key"],
    ["svix", "idempotency-key", "header:idempotency-key"],
    ["svix", "webhook-id", null],
  ] as const)("under Standard Webhooks as of %s, whatever %s says", async (brand, header, idPath) => {
    await demand("standard-webhooks");
    await hooks.as("editor").setMapping({ id, ...byEmail, idPath });
    const signed = signAsStandard(brand, "msg_1");
    expect((await send({ ...signed, [header]: "1" })).json).toEqual({ success: true });
    expect((await send({ ...signed, [header]: "2" })).json).toMatchObject({ duplicate: true });
    expect((await send(signed)).json).toMatchObject({ duplicate: true });
    expect((await send({ ...signAsStandard(brand, "msg_2"), [header]: "3" })).json).toEqual({
      success: true,
    });
    expect(await hooks.events()).toHaveLength(2);
  });
});
