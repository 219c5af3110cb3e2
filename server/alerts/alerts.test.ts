import { eq } from "drizzle-orm";
import pino from "pino";
import { beforeEach, expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { run } from "#server/database/database.ts";
import { renderMessage } from "#server/delivery/render.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import { listOpenAlerts, setDismissed } from "#server/store/alerts.ts";
import { insertHook, removeHook, switchHook } from "#server/store/hooks.ts";
import { insertDelivery } from "#server/store/messages.ts";
import { endMessage } from "#server/store/outbox.ts";
import { addFirstUser, addUser } from "#server/store/users.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { wordAlert } from "#workflows/alert-words.ts";
import type { Channel } from "#workflows/node.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { Alerts } from "./alerts.ts";
import type { Disk } from "./check.ts";

const MINUTE_MS = 60_000;
const GB = 1024 ** 3;
const person = (id: string, role: "owner" | "editor") => ({
  ...{ id, name: id, email: `${id}@example.com`, role, passwordHash: "-" },
});

eachDatabase("alerts", (open) => {
  let rig: EngineRig;
  let store: StoreRig;
  let disk: Disk;
  let alerts: Alerts;
  let profileId: number;
  let messages = 0;
  beforeEach(async () => {
    rig = new EngineRig(open());
    store = new StoreRig(open());
    disk = { freeBytes: 50 * GB, totalBytes: 100 * GB };
    await rig.engine.reload();
    profileId = (await store.profile({ name: "Ana" })).id;
    await addFirstUser(open(), person("olga", "owner"), now(), function* () {});
    await store.do((tx) => addUser(tx, person("ed", "editor"), now()));
    alerts = watch();
    // Nothing is said of the time before it looked.
    rig.clock.advance(DAY_MS);
  });
  const now = () => rig.clock.now();
  const mailServer = { SMTP_URL: "smtp://mail.shop.example", MAIL_FROM: "Shop <hello@shop.example>" };
  function watch(variables: Record<string, string> = mailServer, db: Database = open()): Alerts {
    const send = async (job: (typeof rig.sent)[number]) => {
      rig.sent.push(job);
      return { outcome: { kind: "sent" as const }, rendered: null };
    };
    const { clock, keys, engine } = rig;
    const log = pino({ level: "silent" });
    const env = readEnv({ PUBLIC_URL: "https://rekindle.example", ...variables });
    const reads = directReads(db);
    return new Alerts({ db, reads, clock, keys, env, log, live: engine.live, send, disk: async () => disk });
  }
  const openCodes = async () => {
    await alerts.check();
    return (await listOpenAlerts(open())).map(({ code, subject }) => (subject ? `${code} ${subject}` : code));
  };
  const openValues = async () => (await listOpenAlerts(open()))[0]?.values;
  const mailed = () => rig.sent.map(({ endpoint }) => endpoint);

  /** One message with one attempt, which ended so. */
  async function attempt(
    outcome: "sent" | "retry" | "failed",
    code: string | null = outcome === "sent" ? null : "email.no-connection",
    { channel = "email" as Channel, captured = false, workflowId = null as number | null } = {},
  ) {
    messages += 1;
    const at = now();
    const key = `attempt-${messages}`;
    const messageId = (await store.message(profileId, { key, channel, workflowId, createdAt: at }))!;
    const values = code === null ? null : { answer: "550 no mailbox ana@example.com", status: 503 };
    await store.do(function* () {
      yield* insertDelivery({ messageId, attempt: 1, at, outcome, code, values });
      const status = outcome === "sent" ? ("sent" as const) : ("failed" as const);
      yield* endMessage(messageId, { status, reasonCode: code, reasonValues: values, captured }, at);
    });
  }
  const attempts = async (count: number, ...how: Parameters<typeof attempt>) => {
    for (let n = 0; n < count; n++) await attempt(...how);
  };

  it("are raised by failures in a row, one by one kind of message, and over with the next success", async () => {
    await attempts(4, "failed");
    expect(await openCodes()).toEqual([]);
    await attempt("retry", "email.auth");
    expect(await openCodes()).toEqual(["sender.failing email"]);
    expect(await openValues()).toEqual({ count: 5, why: "email.auth", status: 503 });
    await attempt("sent", null, { channel: "web-push" });
    expect(await openCodes()).toEqual(["sender.failing email"]);
    await attempt("sent");
    expect(await openCodes()).toEqual([]);
  });

  it("leave out what lies with an address, a text, a webhook's receiver, or never left the house", async () => {
    await attempts(6, "failed", "email.no-such-mailbox");
    await attempts(6, "failed", "template.syntax");
    await attempts(6, "failed", "webhook.status", { channel: "webhook" });
    await attempts(6, "failed", "email.tls", { captured: true });
    await attempts(6, "failed", "push.gone", { channel: "web-push" });
    await attempts(6, "failed", "text.bad-number", { channel: "sms" });
    await attempts(6, "failed", "text.outside-window", { channel: "whatsapp" });
    await attempts(6, "failed", "in-app.empty", { channel: "in-app" });
    expect(await openCodes()).toEqual([]);
    await attempts(5, "failed", "push.status", { channel: "web-push" });
    expect(await openCodes()).toEqual(["sender.failing web-push"]);
    expect(await openValues()).toEqual({ count: 5, why: "push.status", status: 503 });
  });

  it("are raised when most of an hour's attempts fail, and over when that hour is", async () => {
    for (let n = 0; n < 3; n++) {
      await attempts(2, "failed");
      await attempt("sent");
    }
    expect(await openCodes()).toEqual([]);
    await attempt("failed");
    expect(await openCodes()).toEqual(["sender.failing email"]);
    expect(await openValues()).toMatchObject({ count: 7, of: 10 });
    rig.clock.advance(HOUR_MS + 1);
    expect(await openCodes()).toEqual([]);
  });

  it("tell of emails that come back and of complaints, by their share of a day's emails", async () => {
    const bounce = async (kind: "hard" | "soft" | "complaint", count: number) => {
      const row = { profileId, messageId: null, channel: "email" as const, kind, at: now() };
      for (let n = 0; n < count; n++)
        await store.do((tx) => run(tx.query.insert(tx.tables.bounces).values(row)));
    };
    await bounce("hard", 3);
    await bounce("soft", 9);
    await attempts(49, "sent");
    await attempts(20, "sent", null, { captured: true });
    expect(await openCodes()).toEqual([]);
    await attempt("sent");
    expect(await openCodes()).toEqual(["mail.bounces"]);
    expect(await openValues()).toEqual({ count: 3, of: 50, percent: 6 });
    await bounce("complaint", 1);
    expect(await openCodes()).toEqual(["mail.complaints", "mail.bounces"]);
    await attempts(11, "sent");
    expect(await openCodes()).toEqual(["mail.complaints"]);
    rig.clock.advance(DAY_MS + 1);
    expect(await openCodes()).toEqual([]);
  });

  it("tell of text messages that the service had taken and that did not arrive, by their share of a day's", async () => {
    const returned = async (channel: "sms" | "whatsapp", code: string | null, count: number) => {
      const row = { profileId, messageId: null, channel, kind: "soft" as const, code, at: now() };
      for (let n = 0; n < count; n++)
        await store.do((tx) => run(tx.query.insert(tx.tables.bounces).values(row)));
    };
    await attempts(10, "sent", null, { channel: "sms" });
    await attempts(10, "sent");
    await returned("sms", "30003", 1);
    await returned("sms", "30007", 3);
    await returned("whatsapp", null, 4);
    expect(await openCodes()).toEqual([]);
    await returned("sms", "30007", 1);
    expect(await openCodes()).toEqual(["texts.returned sms"]);
    const answer = "the network took it for spam";
    expect(inWords(await openValues())).toEqual({ count: 5, of: 10, percent: 50, answer });
    await attempts(16, "sent", null, { channel: "sms" });
    expect(await openCodes()).toEqual([]);
    await returned("whatsapp", null, 1);
    expect(await openCodes()).toEqual(["texts.returned whatsapp"]);
    expect(await openValues()).toMatchObject({ count: 5, of: 5, percent: 100 });
    rig.clock.advance(DAY_MS + 1);
    expect(await openCodes()).toEqual([]);
  });

  it("tell of text messages that are refused, and lead to where they are set up", async () => {
    await attempts(5, "failed", "text.service-key", { channel: "sms" });
    expect(await openCodes()).toEqual(["sender.failing sms"]);
    expect(mailed()).toEqual(["olga@example.com"]);
    const [alert] = await listOpenAlerts(open());
    expect(inWords(wordAlert(alert!))).toMatchObject({
      title: "Text messages do not get through",
      link: { href: "/settings/texting" },
    });
  });

  it("tell of a hook that received something every day and is silent, until it is not, or is removed", async () => {
    const hookId = await hook("Tills", 10);
    await receiveEvery(hookId, 12 * HOUR_MS, 8);
    await receiveEvery(await hook("Weekly", 30), 3 * DAY_MS, 28);
    await receiveEvery(await hook("Young", 3), HOUR_MS, 3);
    expect(await openCodes()).toEqual([]);
    rig.clock.advance(36 * HOUR_MS - MINUTE_MS);
    expect(await openCodes()).toEqual([]);
    rig.clock.advance(MINUTE_MS);
    expect(await openCodes()).toEqual([`hook.silent ${hookId}`]);
    expect(await openValues()).toEqual({ name: "Tills", hours: 36 });
    await receive(hookId, now());
    expect(await openCodes()).toEqual([]);
    rig.clock.advance(DAY_MS * 4);
    expect(await openCodes()).toEqual([]);

    const busy = await hook("Checkout", 20);
    await receiveEvery(busy, 10 * MINUTE_MS, 7);
    rig.clock.advance(6 * HOUR_MS);
    expect(await openCodes()).toEqual([`hook.silent ${busy}`]);
    await store.do((tx) => switchHook(tx, busy, now()));
    expect(await openCodes()).toEqual([]);
    await store.do((tx) => switchHook(tx, busy, null));
    expect(await openCodes()).toEqual([`hook.silent ${busy}`]);
    await store.do((tx) => removeHook(tx, busy, now()));
    expect(await openCodes()).toEqual([]);
  });

  it("say nothing of silence that a server which was off could not hear", async () => {
    const hookId = await hook("Tills", 10);
    await receiveEvery(hookId, HOUR_MS, 8);
    rig.clock.advance(5 * DAY_MS);
    alerts = watch();
    expect(await openCodes()).toEqual([]);
    rig.clock.advance(6 * HOUR_MS);
    expect(await openCodes()).toEqual([`hook.silent ${hookId}`]);
    alerts = watch();
    expect(await openCodes()).toEqual([`hook.silent ${hookId}`]);
  });

  it("tell of a disk with little room, and need a little more of it to be over", async () => {
    disk = { freeBytes: 9.9 * GB, totalBytes: 100 * GB };
    expect(await openCodes()).toEqual(["disk.full"]);
    disk = { freeBytes: 10.5 * GB, totalBytes: 100 * GB };
    expect(await openCodes()).toEqual(["disk.full"]);
    disk = { freeBytes: 11 * GB, totalBytes: 100 * GB };
    expect(await openCodes()).toEqual([]);
    disk = { freeBytes: 0.4 * GB, totalBytes: 2 * GB };
    expect(await openCodes()).toEqual(["disk.full"]);
    expect(await openValues()).toEqual({ freeMb: 409, percent: 20 });
  });

  it("tell of messages that should be out, but not while something holds them", async () => {
    const { workflowId } = await store.workflow();
    await rig.engine.reload();
    await store.message(profileId, { key: "a", workflowId, createdAt: now() });
    await store.message(profileId, { key: "b", createdAt: now() });
    rig.clock.advance(15 * MINUTE_MS - 1);
    expect(await openCodes()).toEqual([]);
    rig.clock.advance(1);
    expect(await openCodes()).toEqual(["queue.stuck"]);
    expect(await openValues()).toEqual({ count: 2, more: 0, minutes: 15 });
    await store.do((tx) => run(tx.query.update(tx.tables.workflows).set({ status: "paused" })));
    await rig.engine.reload();
    expect((await openCodes()).length).toBe(1);
    expect(await openValues()).toMatchObject({ count: 1 });
    await store.do((tx) =>
      run(tx.query.insert(tx.tables.settings).values({ key: "sendingOff", value: true })),
    );
    await rig.engine.reload();
    expect(await openCodes()).toEqual([]);
  });

  it("are told to the owners once by email, with a link, and not again within a day", async () => {
    await receiveEvery(await hook("{{ profile.email }} <b>", 10), HOUR_MS, 8);
    rig.clock.advance(12 * HOUR_MS);
    await alerts.check();
    await alerts.check();
    expect(mailed()).toEqual(["olga@example.com"]);
    const written = renderMessage(rig.sent[0]!);
    expect(written.kind).toBe("email");
    const { subject, html } = (written as Extract<typeof written, { kind: "email" }>).mail;
    expect(subject).toBe("“{{ profile.email }} <b>” receives nothing any more");
    expect(html).toContain("https://rekindle.example/settings/hooks/1");

    disk = { freeBytes: GB, totalBytes: 100 * GB };
    await alerts.check();
    disk = { freeBytes: 50 * GB, totalBytes: 100 * GB };
    await alerts.check();
    disk = { freeBytes: GB, totalBytes: 100 * GB };
    expect(await openCodes()).toContain("disk.full");
    expect(mailed().length).toBe(2);
  });

  it("are not mailed through what fails, and not without a mail server", async () => {
    await attempts(5, "failed");
    expect(await openCodes()).toEqual(["sender.failing email"]);
    alerts = watch({});
    disk = { freeBytes: GB, totalBytes: 100 * GB };
    expect(await openCodes()).toEqual(["disk.full", "sender.failing email"]);
    expect(mailed()).toEqual([]);
  });

  it("are not mailed while sending is off: nothing leaves then", async () => {
    await rig.set("sendingOff", true);
    disk = { freeBytes: GB, totalBytes: 100 * GB };
    expect(await openCodes()).toEqual(["disk.full"]);
    expect(mailed()).toEqual([]);
  });

  it("stay put away until they are over, and come back with the next time", async () => {
    const dismissed = async () => (await listOpenAlerts(open())).map(({ dismissedAt }) => dismissedAt);
    disk = { freeBytes: GB, totalBytes: 100 * GB };
    await alerts.check();
    const [alert] = await listOpenAlerts(open());
    expect(await store.do((tx) => setDismissed(tx, alert!.id, now()))).toBe(true);
    disk = { freeBytes: 2 * GB, totalBytes: 100 * GB };
    await alerts.check();
    expect(await dismissed()).toEqual([now()]);
    disk = { freeBytes: 50 * GB, totalBytes: 100 * GB };
    await alerts.check();
    expect(await store.do((tx) => setDismissed(tx, alert!.id, null))).toBe(false);
    disk = { freeBytes: GB, totalBytes: 100 * GB };
    await alerts.check();
    expect(await dismissed()).toEqual([null]);
    rig.clock.advance(91 * DAY_MS);
    await alerts.check();
    expect(await open().query.$count(open().tables.alerts)).toBe(1);
  });

  it("are looked for by the others when one check fails, which leaves its own as they are", async () => {
    await attempts(5, "failed");
    await alerts.check();
    const broken = { ...directReads(open()), listLateAttempts: () => Promise.reject(new Error("no")) };
    const { clock, keys, engine } = rig;
    const others = { db: open(), clock, keys, env: readEnv({}), log: pino({ level: "silent" }) };
    const full = async () => ({ freeBytes: GB, totalBytes: 100 * GB });
    const send = async () => ({ outcome: { kind: "sent" as const }, rendered: null });
    alerts = new Alerts({ ...others, reads: broken, live: engine.live, send, disk: full });
    expect(await openCodes()).toEqual(["disk.full", "sender.failing email"]);
  });

  /** A hook that was made so many days ago. */
  async function hook(name: string, daysAgo: number): Promise<number> {
    const fields = { name, eventName: null, personKind: "email" as const, personPath: "email" };
    const sealed = { tokenHash: name, sealedToken: "-", createdAt: now() - daysAgo * DAY_MS };
    return (await store.do((tx) => insertHook(tx, { ...fields, ...sealed })))!.id;
  }
  function receive(hookId: number, ...at: number[]): Promise<void> {
    return store.do(function* (tx) {
      const { receipts, hooks } = tx.tables;
      const shown = { headers: {}, body: null, bodyBytes: 2, verdict: "taken" as const };
      const rows = at.map((receivedAt) => ({ hookId, receivedAt, ...shown }));
      yield* run(tx.query.insert(receipts).values(rows));
      yield* run(
        tx.query
          .update(hooks)
          .set({ lastReceivedAt: at.at(-1)! })
          .where(eq(hooks.id, hookId)),
      );
    });
  }
  /** Something came so often on the days before now, the last of it just now. */
  async function receiveEvery(hookId: number, everyMs: number, days: number): Promise<void> {
    const at: number[] = [];
    for (let ms = days * DAY_MS; ms >= 0; ms -= everyMs) at.push(now() - ms);
    await receive(hookId, ...at);
  }
});
