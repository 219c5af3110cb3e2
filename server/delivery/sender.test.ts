import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emailContent, pushContent, sendJob, webhookContent } from "#server/testing/send-jobs.ts";
import { type SmtpSink, startSmtpSink } from "#server/testing/smtp-sink.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import type { SendJob } from "./job.ts";
import { Sender } from "./sender.ts";

let sink: SmtpSink;
let receiver: WebhookReceiver;
let sender: Sender;
beforeEach(async () => {
  sink = await startSmtpSink();
  receiver = await startWebhookReceiver();
  sender = new Sender();
});
afterEach(async () => {
  await sender.close();
  await sink.close();
  await receiver.close();
});

/** A job that could really be sent, to the servers of this test. */
function realJob(content: SendJob["content"], changes: Partial<SendJob> = {}): SendJob {
  const job = sendJob(content, changes);
  return { ...job, sender: { ...job.sender, smtp: { url: sink.url }, allow: [receiver.host] } };
}

it("hands an email to the mail server just as it is shown afterwards", async () => {
  const result = await sender.send(realJob(emailContent()));
  expect(result.outcome.kind).toBe("sent");
  const { envelope, email, raw } = await sink.next();
  expect(envelope.to).toEqual(["ana@example.com"]);
  expect(email.subject).toBe("Hello Ana");
  expect(result.rendered).toMatchObject({ channel: "email", subject: "Hello Ana" });
  expect(email.html?.trim()).toBe((result.rendered as { html: string }).html.trim());
  expect(raw).toMatch(/^List-Unsubscribe: <https:\/\/shop\.example\/unsubscribe\/token>\r?$/m);
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
});

it("sends a receipt without a way to unsubscribe", async () => {
  await sender.send(realJob(emailContent({ transactional: true }), { unsubscribeUrl: null }));
  expect((await sink.next()).raw).not.toMatch(/unsubscribe/i);
});

it("sends nothing with a line break in the name, and says why", async () => {
  const data = { profile: { name: "Ana\r\nBcc: all@example.com" } };
  expect(inWords(await sender.send(realJob(emailContent({ subject: "Hello" }), { data })))).toEqual({
    outcome: { kind: "failed", code: "email.bad-name", values: { part: "recipient" } },
    rendered: null,
  });
  await sender.send(realJob(emailContent({ subject: "Another" })));
  expect((await sink.next()).email.subject).toBe("Another");
  expect(sink.all).toHaveLength(1);
});

describe("what is to be captured", () => {
  it("is written and kept, and goes nowhere although it could", async () => {
    const captured = { kind: "sent", captured: true };
    const email = await sender.send(realJob(emailContent(), { capture: true }));
    expect(email).toMatchObject({ outcome: captured, rendered: { subject: "Hello Ana" } });
    const hook = webhookContent({ url: `${receiver.url}/in` });
    const webhook = await sender.send(realJob(hook, { capture: true }));
    expect(webhook).toMatchObject({ outcome: captured, rendered: { channel: "webhook" } });
    const push = await sender.send(realJob(pushContent(), { capture: true }));
    expect(push).toMatchObject({ outcome: captured, rendered: { title: "Hi" } });
    // Sent after them, and the only one to arrive.
    await sender.send(realJob(hook));
    await receiver.next();
    await sender.send(realJob(emailContent()));
    await sink.next();
    expect([receiver.all.length, sink.all.length]).toEqual([1, 1]);
  });
});

it("refuses a notification that no browser takes, also where it would only be kept", async () => {
  const content = pushContent({ body: "x".repeat(4_000) });
  const result = await sender.send(realJob(content, { capture: true }));
  expect(result).toMatchObject({ outcome: { kind: "failed", code: "push.too-long" }, rendered: null });
});

it("calls a webhook with its headers, and does not show what they hold", async () => {
  const headers = { authorization: "Bearer secret" };
  const result = await sender.send(realJob(webhookContent({ url: `${receiver.url}/in`, headers })));
  expect((await receiver.next()).headers.authorization).toBe("Bearer secret");
  expect(JSON.stringify(result)).not.toContain("secret");
});

it("does not call an address inside a private network, unless it is allowed", async () => {
  const hook = webhookContent({ url: `${receiver.url}/in` });
  expect((await sender.send(realJob(hook))).outcome.kind).toBe("sent");
  const refused = await sender.send(sendJob(hook));
  expect(refused.outcome).toMatchObject({ kind: "failed", code: "webhook.address-refused" });
  expect(receiver.all).toHaveLength(1);
});

it("follows a change of the mail server's address", async () => {
  await sender.send(realJob(emailContent()));
  await sink.next();
  await sink.close();
  sink = await startSmtpSink();
  expect((await sender.send(realJob(emailContent()))).outcome.kind).toBe("sent");
  expect(sink.all).toHaveLength(1);
});
