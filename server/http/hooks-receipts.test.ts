import { createHmac } from "node:crypto";
import { sign as signAsGitHub } from "@octokit/webhooks-methods";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, run } from "#server/database/database.ts";
import { WAITING_PER_HOOK_MAX_BYTES, WAITING_RETRY_AFTER_S } from "#server/hooks/waiting-room.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";
import { HOOK_BODY_MAX_BYTES, USELESS_BODY_MAX_BYTES, USELESS_KEPT_PER_HOUR } from "./hooks.ts";

const review = { email: "ana@example.com", stars: 5 };
const byEmail = { name: "Reviews", personKind: "email", personPath: "email" } as const;
const given = (value: string) => ({ kind: "given", value }) as const;

eachDatabase("what a hook receives", (open) => {
  let hooks: HookRig;
  let id: number;
  let address: string;
  beforeEach(async () => {
    hooks = await startHookRig(open());
    ({ id, address } = await hooks.as("editor").create(byEmail));
  });
  afterEach(() => hooks.close());
  const verdicts = async () =>
    (await hooks.receipts()).map(({ verdict, reasonCode }) => [verdict, reasonCode]);

  it("is kept with what came of it, without the secrets in its headers", async () => {
    const headers = { authorization: "Bearer 1", cookie: "a=1", "x-api-key": "2", "x-shop": "Ana's" };
    await hooks.post(address, review, { ...headers, "webhook-id": "msg_1" });
    await hooks.post(address, review, { "webhook-id": "msg_1" });
    await hooks.post(address, { stars: 1 });
    const kept = await hooks.receipts();
    const profileId = kept[0]?.profileId;
    const body = JSON.stringify(review);
    const ofAna = { hookId: id, profileId, requestId: "msg_1", eventName: "Webhook: Reviews", body };
    expect(profileId).toEqual(expect.any(Number));
    expect(kept).toMatchObject([
      { ...ofAna, verdict: "taken", reasonCode: null, bodyBytes: body.length },
      { ...ofAna, verdict: "duplicate" },
      { profileId: null, requestId: null, verdict: "refused", reasonCode: "hook.no-email", eventName: null },
    ]);
    const hidden = "(hidden)";
    const shown = { "x-shop": "Ana's", authorization: hidden, cookie: hidden, "x-api-key": hidden };
    expect(kept[0]?.headers).toMatchObject(shown);
    expect(await hooks.events()).toHaveLength(1);
  });

  it("is stored in one transaction with its event: both or neither", async () => {
    let receiptsMax = Number.POSITIVE_INFINITY;
    const db: Database = {
      ...open(),
      transaction: (body) =>
        open().transaction(function* (tx) {
          const result = yield* body(tx);
          const { receipts } = tx.tables;
          const kept = yield* run(tx.query.select({ id: receipts.id }).from(receipts));
          if (kept.length > receiptsMax) throw new Error("the disk is full");
          return result;
        }),
    };
    const other = await startHookRig(db);
    try {
      const made = await other.as("editor").create({ ...byEmail, name: "Other" });
      expect((await other.post(made.address, review)).status).toBe(202);
      receiptsMax = 1;
      expect((await other.post(made.address, review, { "webhook-id": "msg_1" })).status).toBe(500);
      expect([(await other.events()).length, (await other.receipts()).length]).toEqual([1, 1]);
      receiptsMax = 2;
      expect((await other.post(made.address, review, { "webhook-id": "msg_1" })).json).toEqual({
        success: true,
      });
      expect([(await other.events()).length, (await other.receipts()).length]).toEqual([2, 2]);
    } finally {
      await other.close();
    }
  });

  it("is kept alone when its event cannot be stored, so that it can be taken in later", async () => {
    let isBroken = true;
    const db: Database = {
      ...open(),
      transaction: (body) =>
        open().transaction(function* (tx) {
          const result = yield* body(tx);
          const made = yield* run(tx.query.select({ id: tx.tables.events.id }).from(tx.tables.events));
          if (isBroken && made.length > 0) throw new Error("it is broken");
          return result;
        }),
    };
    const other = await startHookRig(db);
    try {
      const made = await other.as("editor").create({ ...byEmail, name: "Other" });
      expect((await other.post(made.address, review, { "webhook-id": "msg_1" })).status).toBe(500);
      const [kept] = await other.receipts();
      expect(kept).toMatchObject({ verdict: "refused", reasonCode: "hook.not-stored", requestId: "msg_1" });
      expect(await other.events()).toEqual([]);
      isBroken = false;
      const replayed = await other.as("editor").replay({ receiptId: kept!.id });
      expect(replayed).toMatchObject({ verdict: "taken", again: false });
    } finally {
      await other.close();
    }
  });

  it("is turned away while the hook is off and as much waits as can be kept", async () => {
    await hooks.as("editor").switchOff({ id });
    await hooks.post(address, review);
    const { receipts } = open().tables;
    const bodyBytes = WAITING_PER_HOOK_MAX_BYTES;
    await open().transaction((tx) => run(tx.query.update(receipts).set({ bodyBytes })));
    hooks.rig.clock.advance(WAITING_RETRY_AFTER_S * 1000);
    expect(await hooks.post(address, review)).toMatchObject({
      status: 429,
      json: { error: { code: "full" } },
    });
    expect(await hooks.receipts()).toHaveLength(1);
    await hooks.as("editor").switchOn({ id });
    expect((await hooks.post(address, review)).status).toBe(202);
    await hooks.as("editor").replayWaiting({ hookId: id });
    await hooks.as("editor").switchOff({ id });
    hooks.rig.clock.advance(WAITING_RETRY_AFTER_S * 1000);
    expect((await hooks.post(address, review)).json).toMatchObject({ waiting: true });
  });

  it("is kept as far as it is text, when it cannot be read", async () => {
    const sent: [string | Uint8Array, string][] = [
      ["{not json", "hook.not-json"],
      ["[]", "hook.single-value"],
      ["5", "hook.single-value"],
      ['[{"email":"a@example.com"},{"email":"b@example.com"}]', "hook.several"],
      [`${'{"a":'.repeat(70)}1${"}".repeat(70)}`, "hook.nested"],
      [new Uint8Array([0x22, 0xff, 0x22]), "hook.not-text"],
    ];
    for (const [body] of sent) {
      const { status, json } = await hooks.post(address, body);
      expect([400, 422]).toContain(status);
      expect(json.error?.message).toMatch(/^The body is /);
    }
    expect((await hooks.post(address, "<a/>", { "content-type": "text/xml" })).status).toBe(415);
    expect((await hooks.post(address, "x".repeat(HOOK_BODY_MAX_BYTES + 1))).status).toBe(413);
    const kept = await hooks.receipts();
    expect(kept.map(({ reasonCode }) => reasonCode)).toEqual([
      ...sent.map(([, code]) => code),
      "hook.content-type",
      "hook.too-large",
    ]);
    expect(kept.map(({ body }) => body)).toEqual([
      ...sent.map(([body]) => (typeof body === "string" ? body : null)),
      "<a/>",
      null,
    ]);
    expect(await hooks.events()).toEqual([]);
    expect((await hooks.post(address, review)).status).toBe(202);
  });

  it("may be a form with files, which are left out, and can be taken in again", async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ email: "ana@example.com", 'a "b"': "1\r\n2", note: "" }))
      form.append(name, value);
    for (const tag of ["tea", "grün"]) form.append("tag", tag);
    form.append("photo", new File(["pixels"], "ana.txt"));
    const sent = new Response(form);
    const type = { "content-type": sent.headers.get("content-type")! };
    const body = await sent.text();
    expect((await hooks.post(address, body, type)).status).toBe(202);
    const [kept] = await hooks.receipts();
    await hooks.as("editor").replay({ receiptId: kept!.id });
    const properties = { email: "ana@example.com", 'a "b"': "1\r\n2", note: "", tag: ["tea", "grün"] };
    const event = { name: "Webhook: Reviews", properties };
    expect(await hooks.events()).toEqual([event, event]);
    for (const broken of [body.slice(0, -10), "", "--x--", body.replace("form-data", "file")])
      expect((await hooks.post(address, broken, type)).json.error?.message).toMatch(
        /^The body is not the form/,
      );
    expect((await hooks.post(address, body, { "content-type": "multipart/form-data" })).status).toBe(400);
  });

  it("may be a list of one", async () => {
    expect((await hooks.post(address, [review])).status).toBe(202);
    expect(await hooks.events()).toEqual([{ name: "Webhook: Reviews", properties: review }]);
  });

  it("is kept and makes no event while the hook is off, and is not counted as a repeat later", async () => {
    await hooks.as("editor").switchOff({ id });
    const headers = { "webhook-id": "msg_1" };
    expect((await hooks.post(address, review, headers)).json).toEqual({ success: true, waiting: true });
    expect((await hooks.post(address, { stars: 1 })).status).toBe(202);
    expect(await hooks.events()).toEqual([]);
    await hooks.as("editor").switchOn({ id });
    expect((await hooks.post(address, review, headers)).json).toEqual({ success: true });
    expect(await verdicts()).toEqual([
      ["waiting", "hook.off"],
      ["waiting", "hook.off"],
      ["taken", null],
    ]);
  });

  it("is taken at the address before the last change for a day, unless that is closed", async () => {
    const rotated = await hooks.as("editor").rotate({ id });
    expect((await hooks.post(address, review)).status).toBe(202);
    expect((await hooks.post(rotated.address, review)).status).toBe(202);
    hooks.rig.clock.advance(24 * 3_600_000);
    expect((await hooks.post(address, review)).status).toBe(404);
    const again = await hooks.as("editor").rotate({ id });
    expect((await hooks.post(rotated.address, review)).status).toBe(202);
    await hooks.as("editor").closeOldAddress({ id });
    expect((await hooks.post(rotated.address, review)).status).toBe(404);
    expect((await hooks.post(again.address, review)).status).toBe(202);
    expect(await hooks.receipts()).toHaveLength(4);
  });

  it("makes the event that its owner named for its value, and none where they leave it out", async () => {
    const rules = { ...byEmail, id, eventPath: "type", idPath: "n" };
    const eventNames = { paid: "Order Completed", ping: "", constructor: "Odd" };
    await hooks.as("editor").setMapping({ ...rules, eventNames });
    const send = (n: number, type?: unknown) => hooks.post(address, { ...review, type, n });
    await send(1, "paid");
    await send(2, "shipped");
    await send(3);
    await send(4, "toString");
    expect((await send(5, "ping")).json).toEqual({ success: true, leftOut: true });
    expect((await send(1, "paid")).json).toEqual({ success: true, duplicate: true });
    await hooks.as("editor").setMapping({ ...rules, eventNames: { ...eventNames, "*": "" } });
    expect((await send(6, "shipped")).json).toEqual({ success: true, leftOut: true });
    const own = "Webhook: Reviews";
    expect((await hooks.events()).map(({ name }) => name)).toEqual(["Order Completed", own, own, own]);
    expect((await hooks.receipts()).at(-1)).toMatchObject({
      verdict: "refused",
      reasonCode: "hook.left-out",
      reasonValues: { value: "shipped" },
    });
  });

  it("may name the person, the event and its id in headers", async () => {
    const rules = { personKind: "external-id", personPath: "header:X-Customer" } as const;
    const eventNames = { "orders/paid": "Order Completed" };
    const paths = { eventPath: "header:x-topic", idPath: "header:x-request" };
    await hooks.as("editor").setMapping({ id, ...rules, ...paths, eventNames });
    const headers = { "x-customer": "42", "x-topic": "orders/paid", "x-request": "r1" };
    await hooks.post(address, { total: 5 }, headers);
    await hooks.post(address, { total: 5 }, headers);
    expect((await hooks.receipts()).map(({ verdict, requestId }) => [verdict, requestId])).toEqual([
      ["taken", "r1"],
      ["duplicate", "r1"],
    ]);
    expect((await hooks.rig.profile("42")).externalId).toBe("42");
  });

  describe("when it must prove its sender", () => {
    const at = () => Math.floor(hooks.rig.clock.now() / 1000);
    const scheme = (scheme: "github" | "stripe" | "shopify" | "hmac" | "standard-webhooks", secret: string) =>
      hooks.as("editor").setScheme({ id, scheme, secret: given(secret) });
    const body = JSON.stringify({ ...review, id: "evt_1" });

    it("is refused with a reason, and no event, when it does not", async () => {
      await scheme("github", "right");
      const wrong = { "x-hub-signature-256": await signAsGitHub("wrong", body) };
      const refused = await hooks.post(address, body, wrong);
      expect(refused).toMatchObject({ status: 401, json: { error: { code: "unproven" } } });
      expect(refused.json.error?.message).toContain("another secret");
      expect((await hooks.post(address, body)).status).toBe(401);
      const large = JSON.stringify({ ...review, pad: "x".repeat(USELESS_BODY_MAX_BYTES) });
      expect((await hooks.post(address, large, wrong)).status).toBe(401);
      expect((await hooks.receipts()).map((kept) => [kept.verdict, kept.reasonCode, kept.body])).toEqual([
        ["refused", "hook.wrong-signature", body],
        ["refused", "hook.no-signature", body],
        ["refused", "hook.wrong-signature", null],
      ]);
      expect(JSON.stringify(await hooks.receipts())).not.toContain(wrong["x-hub-signature-256"].slice(10));
      expect(await hooks.events()).toEqual([]);
    });

    it("cannot fill the disk: what strangers send is kept only now and then", async () => {
      await scheme("github", "right");
      for (let n = 0; n < USELESS_KEPT_PER_HOUR + 5; n++)
        expect((await hooks.post(address, body)).status).toBe(401);
      expect(await hooks.receipts()).toHaveLength(USELESS_KEPT_PER_HOUR);
      hooks.rig.clock.advance(3_600_000 / USELESS_KEPT_PER_HOUR);
      await hooks.post(address, body);
      await hooks.post(address, body);
      expect(await hooks.receipts()).toHaveLength(USELESS_KEPT_PER_HOUR + 1);
    });

    it("counts once by the id of Stripe's event, and not at all when it is replayed later", async () => {
      await scheme("stripe", "whsec_stripe");
      const signed = () => ({
        "stripe-signature": new Stripe("sk_test_1").webhooks.generateTestHeaderString({
          payload: body,
          secret: "whsec_stripe",
          timestamp: at(),
        }),
      });
      const headers = signed();
      expect((await hooks.post(address, body, headers)).json).toEqual({ success: true });
      expect((await hooks.post(address, body, headers)).json).toMatchObject({ duplicate: true });
      hooks.rig.clock.advance(600_000);
      expect((await hooks.post(address, body, headers)).status).toBe(401);
      expect((await hooks.post(address, body, signed())).json).toMatchObject({ duplicate: true });
      expect(await hooks.events()).toHaveLength(1);
    });

    it("counts once by its signed id under Standard Webhooks", async () => {
      await scheme("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
      const headers = (msg: string) => ({
        "webhook-id": msg,
        "webhook-timestamp": String(at()),
        "webhook-signature": new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(
          msg,
          new Date(at() * 1000),
          body,
        ),
      });
      expect((await hooks.post(address, body, headers("m1"))).json).toEqual({ success: true });
      expect((await hooks.post(address, body, headers("m1"))).json).toMatchObject({ duplicate: true });
      expect((await hooks.post(address, body, { ...headers("m1"), "webhook-id": "m2" })).status).toBe(401);
      expect((await hooks.post(address, body, headers("m2"))).json).toEqual({ success: true });
    });

    it("counts once when it is recorded and sent again under another id that nobody signed", async () => {
      await scheme("shopify", "right");
      const signature = createHmac("sha256", "right").update(body).digest("base64");
      const send = (webhookId: string, topic: string) =>
        hooks.post(address, body, {
          "x-shopify-hmac-sha256": signature,
          "x-shopify-webhook-id": webhookId,
          "x-shopify-topic": topic,
        });
      expect((await send("w1", "orders/create")).json).toEqual({ success: true });
      expect((await send("w1", "orders/create")).json).toMatchObject({ duplicate: true });
      expect((await send("w2", "orders/create")).json).toMatchObject({ duplicate: true });
      expect((await send("w3", "orders/paid")).json).toMatchObject({ duplicate: true });
      expect(await hooks.events()).toHaveLength(1);
      expect(await verdicts()).toEqual([
        ["taken", null],
        ["duplicate", "hook.duplicate"],
        ["duplicate", "hook.same-body"],
        ["duplicate", "hook.same-body"],
      ]);
    });

    it("counts the same signed body once, whatever is in the headers that nobody signed", async () => {
      await scheme("hmac", "right");
      await hooks.as("editor").setMapping({ id, ...byEmail, idPath: "header:x-request" });
      const signature = createHmac("sha256", "right").update(body).digest("hex");
      const send = (ids: Record<string, string>) =>
        hooks.post(address, body, { "x-signature": signature, ...ids });
      expect((await send({})).json).toEqual({ success: true });
      expect((await send({})).json).toMatchObject({ duplicate: true });
      expect((await send({ "idempotency-key": "k1" })).json).toMatchObject({ duplicate: true });
      expect((await send({ "x-request": "r1" })).json).toMatchObject({ duplicate: true });
      expect(await hooks.events()).toHaveLength(1);
      expect((await verdicts()).at(-1)).toEqual(["duplicate", "hook.same-body"]);
      const next = JSON.stringify({ ...review, id: "evt_2" });
      const signed = createHmac("sha256", "right").update(next).digest("hex");
      expect((await hooks.post(address, next, { "x-signature": signed })).json).toEqual({ success: true });
    });
  });
});
