import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SmtpSink, type SmtpStage, startSmtpSink } from "../testing/smtp-sink.ts";
import { composeEmail, type EmailInput, sendEmail } from "./email.ts";
import { type SmtpConfig, type SmtpTransport, smtpTransport, verifySmtp } from "./smtp-transport.ts";

/** For tests in which the server says nothing; elsewhere a busy machine must not look like a silent server. */
const IMPATIENT = { connectMs: 300, idleMs: 300, sendMs: 5_000 };
let sink: SmtpSink;
let transport: SmtpTransport;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  sink = await startSmtpSink();
  transport = open({ url: sink.url });
  closing.push(sink.close);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function open(config: SmtpConfig): SmtpTransport {
  const opened = smtpTransport(config);
  closing.push(opened.close);
  return opened;
}

function send(changes: Partial<EmailInput> = {}, through = transport) {
  const composed = composeEmail({
    key: "run-1:n2:1",
    from: { name: "Tea Shop", address: "hello@shop.example" },
    to: { name: 'Ana "A" Müller', address: "ana@example.com" },
    subject: "Grüße aus dem Teeladen",
    html: "<p>Hi <b>Ana</b> – 4,50 €</p>",
    now: Date.UTC(2026, 2, 5, 12),
    ...changes,
  });
  if (composed.kind === "error") throw new Error(composed.code);
  return sendEmail(composed.mail, through);
}

describe("what arrives", () => {
  test("is the message, whole and readable", async () => {
    const url = `https://shop.example/unsubscribe/${"t".repeat(200)}?a=1&b=2`;
    const outcome = await send({ unsubscribe: { url } });
    expect(outcome).toMatchObject({
      kind: "sent",
      providerId: expect.stringMatching(/^<.*@shop\.example>$/),
    });
    const { envelope, email, raw } = await sink.next();
    expect(envelope).toEqual({ from: "hello@shop.example", to: ["ana@example.com"] });
    expect(email).toMatchObject({
      subject: "Grüße aus dem Teeladen",
      from: { name: "Tea Shop", address: "hello@shop.example" },
      to: [{ name: 'Ana "A" Müller', address: "ana@example.com" }],
      date: "2026-03-05T12:00:00.000Z",
    });
    expect(email.messageId).toBe(outcome.kind === "sent" ? outcome.providerId : "");
    expect(email.html).toContain("<p>Hi <b>Ana</b> – 4,50 €</p>");
    expect(email.text).toContain("Hi Ana – 4,50 €");
    expect(raw).toContain(`List-Unsubscribe: <${url}>\r\n`);
    expect(raw).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    expect(raw).toMatch(/Content-Transfer-Encoding: base64/);
  });

  test("goes through one pool, each message once", async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `m${index}`);
    const outcomes = await Promise.all(keys.map((key) => send({ key })));
    expect(outcomes.every(({ kind }) => kind === "sent")).toBe(true);
    expect(new Set(sink.all.map(({ email }) => email.messageId)).size).toBe(20);
    expect(sink.all).toHaveLength(20);
  });
});

describe("refused before hand-over", () => {
  test.each<[SmtpStage, string]>([
    ["connect", "email.no-connection"],
    ["mail", "email.deferred"],
    ["rcpt", "email.deferred"],
    ["message", "email.deferred"],
  ])("4xx at %s: again, and then it arrives", async (stage, code) => {
    sink.trouble(stage, { code: 451, text: "4.7.1 Greylisted, try again" });
    expect(await send()).toMatchObject({ kind: "retry", code, values: { status: 451 } });
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(sink.all).toHaveLength(1);
  });

  test.each<[SmtpStage, number, string, object]>([
    ["connect", 554, "5.7.1 No service", { kind: "retry", code: "email.no-connection" }],
    ["mail", 550, "5.1.1 Who", { kind: "failed", code: "email.sender-refused" }],
    ["mail", 530, "5.7.0 Authentication required", { kind: "retry", code: "email.auth" }],
    ["rcpt", 550, "5.1.1 Unknown", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["rcpt", 550, "5.1.2 Bad domain", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["rcpt", 553, "5.1.3 Bad syntax", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["rcpt", 551, "5.1.6 Has moved", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["rcpt", 550, "No such user here", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["rcpt", 550, "User unknown", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
    ["message", 550, "5.1.1 Unknown", { kind: "failed", code: "email.no-such-mailbox", suppress: true }],
  ])("%s: %i %s", async (stage, code, text, outcome) => {
    sink.trouble(stage, { code, text });
    expect(await send()).toMatchObject(outcome);
    expect(sink.all).toHaveLength(0);
  });

  test.each<[SmtpStage, number, string]>([
    ["rcpt", 552, "5.2.2 Mailbox full"],
    ["rcpt", 550, "5.7.1 Blocked by policy, user unknown to us as a sender"],
    ["rcpt", 553, "5.1.7 Bad sender"],
    ["rcpt", 550, "Relaying denied"],
    ["message", 554, "5.7.1 Looks like spam"],
    ["message", 550, "Rejected"],
  ])("%s: %i %s is final, but not the address's fault", async (stage, code, text) => {
    sink.trouble(stage, { code, text });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: "failed", code: "email.refused" });
    expect(outcome).not.toHaveProperty("suppress");
  });

  test.each<SmtpStage>(["connect", "mail", "rcpt"])("dropped at %s: again", async (stage) => {
    sink.trouble(stage, "drop");
    expect(await send()).toMatchObject({ kind: "retry", code: "email.no-connection" });
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(sink.all).toHaveLength(1);
  });

  test.each<SmtpStage>(["connect", "mail", "rcpt"])("silence at %s: again", async (stage) => {
    sink.trouble(stage, "silence");
    const impatient = open({ url: sink.url, timeouts: IMPATIENT });
    expect(await send({}, impatient)).toMatchObject({ kind: "retry", code: "email.no-connection" });
  });

  test("dropped in the middle of the message: its end never went out", async () => {
    sink.trouble("body", "drop");
    const html = `<p>${"long ".repeat(100_000)}</p>`;
    expect(await send({ html })).toMatchObject({ kind: "retry", code: "email.no-connection" });
    expect(sink.all).toHaveLength(0);
  });

  test("no server: again", async () => {
    await sink.close();
    expect(await send()).toMatchObject({ kind: "retry", code: "email.no-connection" });
    const nowhere = open({ host: "nowhere.invalid", port: 25 });
    expect(await send({}, nowhere)).toMatchObject({ kind: "retry", code: "email.no-connection" });
  });

  test("no encryption where it is required: again, once the settings are right", async () => {
    const strict = open({ url: sink.url, requireTls: true });
    expect(await send({}, strict)).toMatchObject({ kind: "retry", code: "email.tls" });
    expect(sink.all).toHaveLength(0);
  });
});

describe("after hand-over", () => {
  test("dropped before the answer: nobody knows, and it is not sent again by itself", async () => {
    sink.trouble("message", "drop");
    expect(await send()).toMatchObject({ kind: "unknown", code: "email.disconnected" });
    expect(await send({ key: "other" })).toMatchObject({ kind: "sent" });
    expect(sink.all).toHaveLength(1);
  });

  test("silence: nobody knows", async () => {
    sink.trouble("message", "silence");
    const impatient = open({ url: sink.url, timeouts: { ...IMPATIENT, connectMs: 5_000, idleMs: 1_000 } });
    expect(await send({}, impatient)).toMatchObject({ kind: "unknown", code: "email.timeout" });
  });

  test("an answer that never comes ends with the time for one message", async () => {
    const patient = open({ url: sink.url, timeouts: { sendMs: 1_000 } });
    sink.trouble("message", "silence");
    expect(await send({}, patient)).toMatchObject({ kind: "unknown", code: "email.timeout" });
    sink.trouble("rcpt", "silence");
    expect(await send({}, patient)).toMatchObject({ kind: "retry", code: "email.no-connection" });
  });

  test("on a connection that was used before, too", async () => {
    expect(await send({ key: "first" })).toMatchObject({ kind: "sent" });
    sink.trouble("message", "drop");
    expect(await send({ key: "second" })).toMatchObject({ kind: "unknown" });
    sink.trouble("rcpt", "drop");
    expect(await send({ key: "third" })).toMatchObject({ kind: "retry" });
    expect(sink.all).toHaveLength(1);
  });
});

describe("signing in", () => {
  test("with the right password, by address and in parts", async () => {
    const guarded = await startSmtpSink({ auth: { user: "shop@x.example", pass: "p:w/d" } });
    closing.push(guarded.close);
    const parts = {
      host: "127.0.0.1",
      port: guarded.port,
      secure: false,
      user: "shop@x.example",
      pass: "p:w/d",
    };
    for (const config of [{ url: guarded.url }, parts]) {
      expect(await verifySmtp(config)).toEqual({ kind: "ok" });
      expect(await send({}, open(config))).toMatchObject({ kind: "sent" });
    }
    const wrong = { ...parts, pass: "wrong" };
    expect(await verifySmtp(wrong)).toMatchObject({
      kind: "error",
      code: "email.auth",
      values: { status: 535 },
    });
    expect(await send({}, open(wrong))).toMatchObject({ kind: "retry", code: "email.auth" });
    expect(guarded.all).toHaveLength(2);
  });

  test("says nothing to a server that does not encrypt, where it must", async () => {
    const guarded = await startSmtpSink({ auth: { user: "shop", pass: "secret" } });
    closing.push(guarded.close);
    // Would be answered by this if the password were ever sent.
    guarded.trouble("auth", { code: 535, text: "5.7.8 Heard it" }, 2);
    const config = { url: guarded.url, requireTls: true };
    expect(await verifySmtp(config)).toMatchObject({ kind: "error", code: "email.tls" });
    expect(await send({}, open(config))).toMatchObject({ kind: "retry", code: "email.tls" });
  });

  test("verifying says why a server cannot be reached", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    closing.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const config = { host: "127.0.0.1", port, timeouts: IMPATIENT };
    expect(await verifySmtp(config)).toMatchObject({ kind: "error", code: "email.no-connection" });
    expect(await verifySmtp({ url: sink.url })).toEqual({ kind: "ok" });
  });
});
