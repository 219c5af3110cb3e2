import { Webhook } from "standardwebhooks";
import { beforeEach, expect, it, vi } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { NoticeRig } from "#server/testing/notice-rig.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { outgoingHooksRouter } from "./outgoing-hooks.ts";

const elsewhere = { url: "https://erp.example.com/in?token=geheim", kinds: ["run.finished" as const] };

eachDatabase("the webhooks out", (open) => {
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

  function as(role: Role | null) {
    const { db, clock, keys, engine } = rig;
    const env = readEnv({ OUTBOUND_ALLOW: receiver.host });
    const services = { db, clock, keys, engine, env } as unknown as Services;
    const person = role && { id: role, name: role, email: `${role}@example.com`, role };
    return outgoingHooksRouter.createCaller({ services, person });
  }
  const here = () => ({ url: `${receiver.url}/in`, kinds: ["consent.changed" as const] });
  const consent = (name: string) => rig.identify(name, { email: `${name}@example.com` });

  it("tell a program from the moment they are added, signed with a secret that is shown once", async () => {
    const { id, secret } = await as("editor").create(here());
    await consent("ana");
    await rig.sender.settled();
    const { body, headers } = receiver.all[0]!;
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: "consent.changed",
    });
    const listed = await as("owner").list();
    expect(listed.hooks).toMatchObject([
      { id, ...here(), host: receiver.host, offAt: null, last: { delivered: true, answer: "200 ok" } },
    ]);
    expect(JSON.stringify(listed)).not.toContain(secret.slice(6));
    expect(JSON.stringify(await rig.db.query.select().from(rig.db.tables.outgoingHooks))).not.toContain(
      secret.slice(6),
    );
  });

  it("are seen by viewers without what may be a password in the address", async () => {
    await as("editor").create(elsewhere);
    const seen = await as("viewer").list();
    expect(seen.hooks).toMatchObject([{ host: "erp.example.com", url: null, kinds: ["run.finished"] }]);
    expect(JSON.stringify(seen)).not.toContain("geheim");
  });

  it.each(["viewer", null] as const)("are changed by nobody who is %s", async (role) => {
    const { id } = await as("editor").create(elsewhere);
    const { noticeId } = await as("editor").sendTest({ id });
    const api = as(role);
    const refusal = { code: role ? "FORBIDDEN" : "UNAUTHORIZED" };
    await expect(api.create(elsewhere)).rejects.toMatchObject(refusal);
    await expect(api.change({ id, ...elsewhere })).rejects.toMatchObject(refusal);
    await expect(api.rotate({ id })).rejects.toMatchObject(refusal);
    await expect(api.switch({ id, on: false })).rejects.toMatchObject(refusal);
    await expect(api.remove({ id })).rejects.toMatchObject(refusal);
    await expect(api.restore({ id })).rejects.toMatchObject(refusal);
    await expect(api.sendTest({ id })).rejects.toMatchObject(refusal);
    await expect(api.sendAgain({ id, noticeId })).rejects.toMatchObject(refusal);
    if (!role) await expect(api.list()).rejects.toMatchObject(refusal);
    if (!role) await expect(api.notices({ id })).rejects.toMatchObject(refusal);
  });

  it.each([
    ["ftp://erp.example.com/", "https://"],
    ["erp.example.com", "https://"],
    ["https://user:pass@erp.example.com/", "password"],
    ["http://127.0.0.1:1/", "private network"],
    ["http://2130706433/", "private network"],
    ["http://[::ffff:10.0.0.1]/", "private network"],
    ["https://localhost/", "private network"],
  ])("are not sent to %s", async (url, why) => {
    const refusal = { code: "BAD_REQUEST", message: expect.stringContaining(why) };
    await expect(as("editor").create({ ...elsewhere, url })).rejects.toMatchObject(refusal);
    const { id } = await as("editor").create(elsewhere);
    await expect(as("editor").change({ ...elsewhere, id, url })).rejects.toMatchObject(refusal);
    expect((await as("editor").list()).hooks).toMatchObject([elsewhere]);
  });

  it("are told only what there is to be told", async () => {
    const create = (kinds: string[]) => as("editor").create({ ...elsewhere, kinds } as typeof elsewhere);
    await expect(create([])).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(create(["run.danced"])).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(create(["toString"])).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const { kinds } = await as("viewer").kinds();
    for (const { kind, example } of kinds) expect(JSON.parse(example)).toMatchObject({ type: kind });
  });

  it("go elsewhere, and tell of other things, once they are changed", async () => {
    const { id } = await as("editor").create({ ...here(), kinds: ["run.started"] });
    await consent("ana");
    await as("editor").change({ id, url: `${receiver.url}/other`, kinds: ["consent.changed"] });
    await consent("ben");
    await rig.sender.settled();
    expect(receiver.all.map(({ path }) => path)).toEqual(["/other"]);
  });

  it("sign with both secrets after a change, and say until when", async () => {
    const { id, secret: old } = await as("editor").create(here());
    const { secret } = await as("editor").rotate({ id });
    expect(secret).not.toBe(old);
    expect((await as("viewer").list()).hooks[0]!.oldSecretUntil).toBe(rig.clock.now() + DAY_MS);
    await consent("ana");
    await rig.sender.settled();
    const { body, headers } = receiver.all[0]!;
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    for (const each of [old, secret])
      expect(new Webhook(each).verify(body, headers as Record<string, string>)).toBeTruthy();
    vi.useRealTimers();
    rig.clock.advance(DAY_MS);
    expect((await as("viewer").list()).hooks[0]!.oldSecretUntil).toBeNull();
  });

  it("are told nothing while off; what waited is sent when they are on again", async () => {
    const { id } = await as("editor").create(here());
    receiver.answer({ status: 500 });
    await consent("ana");
    await rig.sender.settled();
    await as("editor").switch({ id, on: false });
    await consent("ben");
    rig.clock.advance(DAY_MS);
    await rig.sender.settled();
    expect(receiver.all).toHaveLength(1);
    await expect(as("editor").sendTest({ id })).rejects.toMatchObject({
      message: expect.stringContaining("switched off"),
    });
    expect((await as("viewer").list()).hooks).toMatchObject([{ offBecause: null }]);

    await as("editor").switch({ id, on: true });
    await rig.sender.settled();
    expect(receiver.all).toHaveLength(2);
    expect(receiver.all[1]!.body).toContain("ana");
    await consent("cem");
    await rig.sender.settled();
    expect(receiver.all[2]!.body).toContain("cem");
  });

  it("say why they were switched off, until they are switched on again", async () => {
    const { id } = await as("editor").create(here());
    receiver.answer({ status: 410, body: "closed" });
    await as("editor").sendTest({ id });
    await rig.sender.settled();
    expect((await as("viewer").list()).hooks).toMatchObject([
      { offAt: rig.clock.now(), offBecause: { why: "gone", answer: "410 closed" } },
    ]);
    expect((await as("viewer").notices({ id })).notices).toMatchObject([{ kind: "test", status: "failed" }]);
    await as("editor").switch({ id, on: true });
    expect((await as("viewer").list()).hooks).toMatchObject([{ offAt: null, offBecause: null }]);
    await as("editor").switch({ id, on: false });
    expect((await as("viewer").list()).hooks).toMatchObject([{ offBecause: null }]);
  });

  it("are removed at once, and come back with their secret and what waited", async () => {
    const { id, secret } = await as("editor").create(here());
    receiver.answer({ status: 500 });
    await consent("ana");
    await rig.sender.settled();
    await as("editor").remove({ id });
    expect((await as("viewer").list()).hooks).toEqual([]);
    await consent("ben");
    rig.clock.advance(DAY_MS);
    await rig.sender.settled();
    expect(receiver.all).toHaveLength(1);
    await expect(as("editor").change({ id, ...here() })).rejects.toMatchObject({ code: "NOT_FOUND" });

    await as("editor").restore({ id });
    await rig.sender.settled();
    expect(receiver.all).toHaveLength(2);
    const { body, headers } = receiver.all[1]!;
    vi.useFakeTimers({ toFake: ["Date"], now: rig.clock.now() });
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
    await expect(as("editor").restore({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are sent a test, and a notice again under the same id", async () => {
    const { id } = await as("editor").create(here());
    const { noticeId } = await as("editor").sendTest({ id });
    await rig.sender.settled();
    await as("editor").sendAgain({ id, noticeId });
    await rig.sender.settled();
    const ids = receiver.all.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
    expect(JSON.parse(receiver.all[0]!.body)).toMatchObject({ type: "test" });
    expect((await as("viewer").notices({ id })).notices).toMatchObject([
      { id: noticeId, label: "A test", status: "delivered", lastAnswer: "200 ok" },
    ]);
    const other = await as("editor").create(elsewhere);
    await expect(as("editor").sendAgain({ id: other.id, noticeId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
