import { sign as signAsGitHub } from "@octokit/webhooks-methods";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ReceiptRoom } from "#server/hooks/receipt-room.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { USELESS_BODY_MAX_BYTES, USELESS_KEPT_PER_HOUR } from "./hooks.ts";
import { HOOK_REQUESTS_PER_S, STRANGER_BURST_REQUESTS } from "./hooks-limit.ts";

const review = { email: "ana@example.com", stars: 5 };
const byEmail = { name: "Reviews", personKind: "email", personPath: "email" } as const;
const ROOM_BYTES = 10_000;

eachDatabase("somebody who knows no more than a hook's address", (open) => {
  let hooks: HookRig;
  let id: number;
  let address: string;
  beforeEach(async () => {
    hooks = await startHookRig(open(), new ReceiptRoom(ROOM_BYTES));
    ({ id, address } = await hooks.as("editor").create(byEmail));
  });
  afterEach(() => hooks.close());

  const demandProof = () =>
    hooks.as("editor").setScheme({ id, scheme: "github", secret: { kind: "given", value: "right" } });
  let sent = 0;
  const sendSigned = async (ip: string) => {
    sent += 1;
    const body = JSON.stringify({ ...review, sent });
    const headers = { "x-hub-signature-256": await signAsGitHub("right", body), "x-forwarded-for": ip };
    return await hooks.post(address, body, headers);
  };
  const sendUnsigned = (ip: string) => hooks.post(address, review, { "x-forwarded-for": ip });
  const repeat = async (times: number, send: () => Promise<{ status: number }>) => {
    const statuses = [];
    for (let count = 0; count < times; count++) statuses.push((await send()).status);
    return [...new Set(statuses)];
  };

  it("is sent away after a while, network by network, and does not stop the true sender", async () => {
    await demandProof();
    const flood = () => sendUnsigned("203.0.113.9");
    expect(await repeat(STRANGER_BURST_REQUESTS, flood)).toEqual([401]);
    expect(await flood()).toMatchObject({ status: 429, json: { error: { code: "too-many" } } });
    expect((await sendUnsigned("203.0.113.10")).status).toBe(401);
    expect((await sendSigned("198.51.100.1")).json).toEqual({ success: true });
    const other = await hooks.as("editor").create({ ...byEmail, name: "Other" });
    expect((await hooks.post(other.address, review, { "x-forwarded-for": "203.0.113.9" })).status).toBe(202);
    hooks.rig.clock.advance(1_000);
    expect((await flood()).status).toBe(401);
  });

  it("does not stop a true sender of the same network either, once it has proven itself", async () => {
    await demandProof();
    expect((await sendSigned("2001:db8:1:2::1")).status).toBe(202);
    const flood = () => sendUnsigned("2001:db8:1:2:3:4:5:6");
    expect(await repeat(STRANGER_BURST_REQUESTS + 20, flood)).toEqual([401]);
    expect((await sendSigned("2001:db8:1:2::1")).json).toEqual({ success: true });
  });

  it("leaves the true sender all that the hook takes, which is as much from wherever it comes", async () => {
    await demandProof();
    await repeat(STRANGER_BURST_REQUESTS, () => sendUnsigned("203.0.113.9"));
    let from = 0;
    const send = () => {
      from += 1;
      return sendSigned(`198.51.100.${from % 2}`);
    };
    expect(await repeat(HOOK_REQUESTS_PER_S, send)).toEqual([202]);
    expect((await send()).status).toBe(429);
    hooks.rig.clock.advance(1_000);
    expect((await send()).status).toBe(202);
  });

  it.each([
    ["is on", "switchOn"],
    ["is off", "switchOff"],
  ] as const)("cannot fill the disk with what cannot be read while it %s", async (_state, turn) => {
    await hooks.as("editor")[turn]({ id });
    const large = "{".repeat(USELESS_BODY_MAX_BYTES + 1);
    expect((await hooks.post(address, large)).status).toBe(400);
    expect(await repeat(USELESS_KEPT_PER_HOUR + 5, () => hooks.post(address, "{"))).toEqual([400]);
    const kept = await hooks.receipts();
    expect(kept).toHaveLength(USELESS_KEPT_PER_HOUR);
    expect(kept.slice(0, 2)).toMatchObject([
      { reasonCode: "hook.not-json", body: null, bodyBytes: large.length },
      { reasonCode: "hook.not-json", body: "{" },
    ]);
  });

  it("does not hide the true sender's mistakes", async () => {
    await demandProof();
    await repeat(USELESS_KEPT_PER_HOUR + 5, () => sendUnsigned("203.0.113.9"));
    const headers = {
      "x-hub-signature-256": await signAsGitHub("right", "{"),
      "x-forwarded-for": "10.0.0.1",
    };
    expect((await hooks.post(address, "{", headers)).status).toBe(400);
    expect((await hooks.receipts()).at(-1)).toMatchObject({ reasonCode: "hook.not-json", body: "{" });
  });

  it("cannot fill the disk with what can be read; its events are still recorded, and the inbox says so", async () => {
    const large = { ...review, text: "x".repeat(ROOM_BYTES) };
    const send = (body: unknown) => hooks.post(address, body);
    await send(large);
    expect((await send(review)).json).toEqual({ success: true });
    expect((await hooks.post(address, { stars: 5 })).status).toBe(422);
    const other = await hooks.as("editor").create({ ...byEmail, name: "Other" });
    await hooks.post(other.address, review);
    const body = JSON.stringify(review);
    expect(await hooks.receipts()).toMatchObject([
      { verdict: "taken", reasonCode: null, body: JSON.stringify(large) },
      { verdict: "taken", reasonCode: "hook.no-room", body: null, headers: {}, bodyBytes: body.length },
      { verdict: "refused", reasonCode: "hook.no-email", body: null, headers: {} },
      { verdict: "taken", reasonCode: null, body },
    ]);
    expect((await hooks.events()).map(({ properties }) => properties)).toEqual([large, review, review]);
    const { receipts } = await hooks.as("viewer").receipts({ hookId: id, verdict: "taken" });
    expect(inWords(receipts[0]?.reason)).toMatch(/^What it held is not kept here/);
    hooks.rig.clock.advance(2 * 3_600_000);
    await send(review);
    expect((await hooks.receipts()).at(-1)).toMatchObject({ verdict: "taken", reasonCode: null, body });
  });
});

eachDatabase("a proven sender of a hook without room", (open) => {
  it("is counted once as before, and keeps what was not taken in, so that it can be later", async () => {
    const hooks = await startHookRig(open(), new ReceiptRoom(1));
    try {
      const { id, address } = await hooks.as("editor").create(byEmail);
      await hooks.as("editor").setScheme({ id, scheme: "github", secret: { kind: "given", value: "right" } });
      const send = async (content: unknown) => {
        const body = JSON.stringify(content);
        return await hooks.post(address, body, { "x-hub-signature-256": await signAsGitHub("right", body) });
      };
      await send({ ...review, first: true });
      expect((await send(review)).json).toEqual({ success: true });
      expect((await send(review)).json).toEqual({ success: true, duplicate: true });
      expect((await send({ mail: "ben@example.com" })).status).toBe(202);
      const kept = await hooks.receipts();
      expect(kept.map(({ reasonCode, body }) => [reasonCode, body])).toEqual([
        [null, JSON.stringify({ ...review, first: true })],
        ["hook.no-room", null],
        ["hook.same-body", null],
        ["hook.no-email", '{"mail":"ben@example.com"}'],
      ]);
      await hooks.as("editor").setMapping({ id, ...byEmail, personPath: "mail", idPath: null });
      expect(await hooks.as("editor").replay({ receiptId: kept[3]!.id })).toMatchObject({ verdict: "taken" });
    } finally {
      await hooks.close();
    }
  });
});
