import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { beforeEach, expect, it, vi } from "vitest";
import type { NoticeResult } from "#server/delivery/notice.ts";
import { insertNotice, whySwitchedOff } from "#server/store/notices.ts";
import { changeOutgoingHook } from "#server/store/outgoing-hooks.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, HOUR_MS } from "#server/testing/engine-rig.ts";
import { NoticeRig } from "#server/testing/notice-rig.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { noticePayload } from "./kinds.ts";
import { LEASE_MS } from "./notice-sender.ts";
import { newSecrets, rotateSecrets, sealSecrets } from "./secret.ts";
import { newWebhookId } from "./write.ts";

const MINUTE_MS = 60_000;

eachDatabase("the sender of notices", (open) => {
  let rig: NoticeRig;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    rig = new NoticeRig(open());
    rig.allow.push(receiver.host);
    await rig.engine.start();
    await rig.sender.start();
    return async () => {
      await rig.close();
      await receiver.close();
      vi.useRealTimers();
    };
  });

  const path = (at: string) => `${receiver.url}/${at}`;
  /** A notice for one hook, or several, as a happening would have written them. */
  async function write(hookId: number, count = 1): Promise<void> {
    const createdAt = rig.clock.now();
    await rig.db.transaction(function* () {
      for (let n = 0; n < count; n++) {
        const payload = noticePayload("run.started", createdAt, { runId: n + 1 });
        const notice = { hookId, webhookId: newWebhookId(), kind: "run.started", profileId: null, payload };
        yield* insertNotice({ ...notice, createdAt });
      }
    });
  }
  /** Moves the clock and lets everything that falls due happen. */
  async function pass(ms: number): Promise<void> {
    rig.clock.advance(ms);
    await rig.sender.settled();
  }
  const refusal: NoticeResult = { kind: "not-delivered", answer: "503" };
  async function hookRow(id: number) {
    const { outgoingHooks } = rig.db.tables;
    return (await rig.db.query.select().from(outgoingHooks).where(eq(outgoingHooks.id, id)))[0]!;
  }

  it("posts a notice that the published library verifies", async () => {
    await rig.hook(path("first"), ["run.started"]);
    const { id, secret } = await rig.hook(path("second"), ["run.started"]);
    await write(id);
    await rig.sender.settled();
    const [request] = receiver.all;
    expect(receiver.all).toHaveLength(1);
    expect(request).toMatchObject({
      ...{ method: "POST", path: "/second" },
      headers: { "content-type": "application/json", "user-agent": "Rekindle" },
    });
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    const headers = request!.headers as Record<string, string>;
    expect(new Webhook(secret).verify(request!.body, headers)).toEqual({
      type: "run.started",
      timestamp: new Date(rig.clock.now()).toISOString(),
      data: { runId: 1 },
    });
    expect(await rig.notices()).toMatchObject([
      { status: "delivered", attempts: 1, dueAt: null, lastAnswer: "200 ok", endedAt: rig.clock.now() },
    ]);
    expect((await rig.notices())[0]!.webhookId).toBe(headers["webhook-id"]);
  });

  it("sends what happened by itself, without being asked", async () => {
    await rig.hook(path("erp"), ["consent.changed"]);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.profile("ana");
    expect(JSON.parse((await receiver.next()).body)).toMatchObject({ type: "consent.changed" });
  });

  it("signs with both secrets for a day after a change", async () => {
    const old = newSecrets();
    const fresh = newSecrets();
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    const sealedSecret = sealSecrets(rig.keys, rotateSecrets(old, fresh, rig.clock.now()));
    await rig.db.transaction((tx) => changeOutgoingHook(tx, id, { sealedSecret }));
    await write(id);
    await rig.sender.settled();
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    const { body, headers } = receiver.all[0]!;
    for (const { secret } of [old, fresh])
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
  });

  it("tries again under the same id when the receiver fails, hangs up, or redirects", async () => {
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    const location = `${receiver.url}/elsewhere`;
    receiver.answer({ status: 503, body: "busy" }, "hang-up", { status: 308, headers: { location } });
    await write(id);
    await rig.sender.settled();
    expect(await rig.notices()).toMatchObject([{ status: "queued", attempts: 1, lastAnswer: "503 busy" }]);
    const due = (await rig.notices())[0]!.dueAt! - rig.clock.now();
    expect(due).toBeGreaterThan(4_000);
    expect(due).toBeLessThan(6_000);
    await pass(4_000);
    expect(receiver.all).toHaveLength(1);
    await pass(2_000);
    expect(await rig.notices()).toMatchObject([
      { attempts: 2, lastAnswer: expect.stringContaining("broke") },
    ]);
    await pass(6 * MINUTE_MS);
    expect(await rig.notices()).toMatchObject([{ attempts: 3, lastAnswer: "308" }]);
    await pass(HOUR_MS);
    expect(await rig.notices()).toMatchObject([{ status: "delivered", attempts: 4 }]);
    const requests = receiver.all;
    expect(requests.map((request) => request.path)).toEqual(["/erp", "/erp", "/erp", "/erp"]);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    // Each try says when it was made: an old signature is worth nothing.
    expect(new Set(requests.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(4);
  });

  it("leaves a receiver alone for as long as it asks, with all notices", async () => {
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    receiver.answer({ status: 429, headers: { "retry-after": "7200" } });
    await write(id);
    await rig.sender.settled();
    await write(id);
    await pass(2 * HOUR_MS - 1);
    expect(receiver.all).toHaveLength(1);
    await pass(1);
    expect(await rig.notices()).toMatchObject([{ status: "delivered" }, { status: "delivered" }]);
  });

  it("refuses addresses inside private networks", async () => {
    const metadata = await rig.hook("http://169.254.169.254/latest", ["run.started"]);
    const local = await rig.hook("http://127.0.0.1:9/x", ["run.started"]);
    await write(metadata.id);
    await write(local.id);
    await rig.sender.settled();
    for (const notice of await rig.notices())
      expect(notice).toMatchObject({
        status: "queued",
        lastAnswer: expect.stringContaining("private network"),
      });
    expect(receiver.all).toEqual([]);
  });

  it("switches a receiver off that is gone, and tries nothing of what waits for it", async () => {
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    rig.send = async () => ({ kind: "gone", answer: "410 moved out" });
    await write(id, 6);
    await rig.sender.handedOver();
    await rig.sender.settled();
    expect((await hookRow(id)).offAt).toBe(rig.clock.now());
    expect(rig.engine.live.subscriptions.wants("run.started")).toBe(false);
    expect(await whySwitchedOff(rig.db, [id])).toEqual(
      new Map([[id, { why: "gone", answer: "410 moved out" }]]),
    );
    const left = (await rig.notices()).filter(({ status }) => status === "queued");
    expect(left.every(({ dueAt }) => dueAt === null)).toBe(true);
    let tries = 0;
    rig.send = async () => {
      tries += 1;
      return { kind: "delivered", answer: "200" };
    };
    await pass(10 * DAY_MS);
    expect(tries).toBe(0);
  });

  it("switches a receiver off that took nothing for three days, and not one that fails now and then", async () => {
    const failing = await rig.hook(path("failing"), ["run.started"]);
    const flaky = await rig.hook(path("flaky"), ["run.started"]);
    const poison = new Set<string>();
    rig.send = async ({ url, headers }) => {
      if (url.endsWith("failing")) return refusal;
      if (poison.size === 0) poison.add(headers["webhook-id"]!);
      return poison.has(headers["webhook-id"]!) ? refusal : { kind: "delivered", answer: "200" };
    };
    await write(failing.id);
    await write(flaky.id);
    const from = rig.clock.now();
    await rig.sender.settled();
    await write(flaky.id);
    while ((await rig.notices()).some(({ status }) => status === "queued")) await pass(HOUR_MS);
    const days = (rig.clock.now() - from) / DAY_MS;
    expect(days).toBeGreaterThan(2.7);
    expect(days).toBeLessThan(3.7);
    expect((await hookRow(failing.id)).offAt).not.toBeNull();
    expect((await hookRow(flaky.id)).offAt).toBeNull();
    expect(await whySwitchedOff(rig.db, [failing.id, flaky.id])).toEqual(
      new Map([[failing.id, { why: "failing", answer: "503" }]]),
    );
    expect((await rig.notices()).filter(({ hookId }) => hookId === flaky.id)).toMatchObject([
      { status: "failed", attempts: 10, lastAnswer: "503" },
      { status: "delivered", attempts: 1 },
    ]);
  });

  it("sends again, under the same id, what a dead process had handed over", async () => {
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    await write(id);
    let arrived = "";
    let die: () => void = () => {};
    rig.send = ({ headers }) => {
      arrived = headers["webhook-id"]!;
      return new Promise((_, reject) => {
        die = () => reject(new Error("the process is dead"));
      });
    };
    await rig.sender.handedOver();
    expect(await rig.notices()).toMatchObject([{ status: "handed", attempts: 1 }]);
    const dead = rig.sender;

    rig.sender = rig.makeSender();
    const again: string[] = [];
    rig.send = async ({ headers }) => {
      again.push(headers["webhook-id"]!);
      return { kind: "delivered", answer: "200" };
    };
    await rig.sender.start();
    await rig.sender.settled();
    // On PostgreSQL the other process might be alive: its lease must end first.
    if (rig.db.engine === "postgres") {
      await pass(LEASE_MS - 1);
      expect(again).toEqual([]);
      await pass(1);
    }
    expect(again).toEqual([arrived]);
    expect(await rig.notices()).toMatchObject([{ status: "delivered", attempts: 2 }]);

    // What the first process thinks it knows comes too late.
    die();
    await dead.stop();
    expect(await rig.notices()).toMatchObject([{ status: "delivered", attempts: 2, dueAt: null }]);
  });

  it("calls one host a few times at once, and others meanwhile", async () => {
    const slow = await rig.hook(path("slow"), ["run.started"]);
    const same = await rig.hook(path("same-host"), ["run.started"]);
    const other = await rig.hook("https://other.example/x", ["run.started"]);
    const free: (() => void)[] = [];
    const urls: string[] = [];
    rig.send = ({ url }) => {
      urls.push(url);
      const result: NoticeResult = { kind: "delivered", answer: "200" };
      if (url.startsWith("https://other")) return Promise.resolve(result);
      return new Promise((resolve) => free.push(() => resolve(result)));
    };
    await write(slow.id, 40);
    await write(same.id, 4);
    await write(other.id, 3);
    await rig.sender.handedOver();
    await rig.until(async () => urls.filter((url) => url.startsWith("https://other")).length === 3);
    expect(urls.filter((url) => url.startsWith(receiver.url))).toHaveLength(4);
    const done = rig.sender.settled();
    const isDone = async () => (await rig.notices()).every(({ status }) => status === "delivered");
    await rig.until(async () => {
      for (const end of free.splice(0)) end();
      return isDone();
    });
    await done;
    expect(urls).toHaveLength(47);
  });

  it("sends nothing while all sending is switched off, and goes on afterwards", async () => {
    const { id } = await rig.hook(path("erp"), ["run.started"]);
    await rig.set("sendingOff", true);
    await write(id);
    await pass(DAY_MS);
    expect(receiver.all).toEqual([]);
    await rig.set("sendingOff", false);
    await rig.sender.settled();
    expect(receiver.all).toHaveLength(1);
  });

  it.each([
    ["once the receiver knows who was erased", { kind: "delivered", answer: "200" }],
    ["when the receiver is gone", { kind: "gone", answer: "410" }],
    ["after its last try", refusal],
  ] as const)("names nobody any more %s", async (_, result) => {
    const { id } = await rig.hook(path("erp"), ["profile.erased"]);
    const createdAt = rig.clock.now();
    const payload = noticePayload("profile.erased", createdAt, { profileId: 7, externalId: "C-7" });
    const notice = {
      hookId: id,
      webhookId: newWebhookId(),
      kind: "profile.erased",
      profileId: null,
      payload,
    };
    await rig.db.transaction(() => insertNotice({ ...notice, createdAt }));
    const bodies: string[] = [];
    rig.send = async ({ body }) => {
      bodies.push(body);
      return result;
    };
    await rig.sender.settled();
    while ((await rig.notices()).some(({ status }) => status === "queued")) await pass(HOUR_MS);
    for (const body of bodies) expect(body).toContain("C-7");
    expect((await rig.notices())[0]!.payload).toMatchObject({ data: { profileId: 7, externalId: null } });
  });
});
