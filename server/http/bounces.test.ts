import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBounceToken } from "#server/bounces/bounce-address.ts";
import { returnId } from "#server/bounces/return-id.ts";
import type { ProviderName } from "#server/delivery/providers/config.ts";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { selfSignedCertificate } from "#server/testing/self-signed-certificate.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { BounceDoor } from "./bounces.ts";

const CERTIFICATE_URL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-abc.pem";
const TAG = "rekindle-message";

eachDatabase("the door for what came back", (open) => {
  let rig: EngineRig;
  let server: Server;
  let origin: string;
  let token: string;
  let id: string;
  let fetched: string[];
  /** What Amazon SNS answers, by address. */
  let amazon: Record<string, string>;
  const amazonCertificate = selfSignedCertificate(["sns.amazonaws.com"], Date.UTC(2026, 2, 10));

  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    const store = new StoreRig(open());
    const { id: profileId } = await rig.profile("ana");
    id = returnId(rig.keys, (await store.message(profileId))!);
    const sealedToken = makeBounceToken(rig.keys);
    token = rig.keys.decrypt(sealedToken);
    await rig.set("bounceDoor", { sealedToken, sealedKeys: {} });
    fetched = [];
    amazon = { [CERTIFICATE_URL]: amazonCertificate.cert };
    const door = new BounceDoor({
      ...{ db: open(), keys: rig.keys, clock: rig.clock, engine: rig.engine },
      log: pino({ level: "silent" }),
      fetchText: async (url) => {
        fetched.push(url);
        return amazon[url] ?? null;
      },
    });
    server = createServer((request, response) => {
      void door.handle(request, response).then((taken) => taken || response.writeHead(418).end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
    await rig.engine.stop();
  });

  async function post(
    service: string,
    body: unknown,
    { headers = {}, at = token }: { headers?: Record<string, string>; at?: string } = {},
  ) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(`${origin}/bounces/${service}/${at}`, { method: "POST", body: text, headers });
    return { status: answer.status, json: (await answer.json()) as { recorded?: number } };
  }
  const kinds = async () =>
    (await open().query.select().from(open().tables.bounces)).map(({ kind, code }) => [kind, code]);
  const sealKey = (service: ProviderName, key: string) =>
    rig.set("bounceDoor", {
      sealedToken: rig.keys.encrypt(token),
      sealedKeys: { [service]: rig.keys.encrypt(key) },
    });

  const postmark = (fields: Record<string, unknown> = {}) => ({
    RecordType: "Bounce",
    ID: 42,
    Type: "HardBounce",
    TypeCode: 1,
    Details: "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
    Email: "ana@example.com",
    Description: "The server was unable to deliver your message",
    Metadata: { [TAG]: id },
    ...fields,
  });
  const sendgrid = (fields: Record<string, unknown> = {}) => ({
    email: "ana@example.com",
    timestamp: 1_773_136_800,
    event: "bounce",
    type: "bounce",
    status: "5.1.1",
    reason: "550 5.1.1 user unknown",
    [TAG]: id,
    ...fields,
  });
  const mailgunEvent = (fields: Record<string, unknown> = {}) => ({
    event: "failed",
    severity: "permanent",
    reason: "bounce",
    "delivery-status": { code: 550, message: "5.1.1 user unknown", "enhanced-code": "5.1.1" },
    "user-variables": { [TAG]: id },
    ...fields,
  });
  const resend = (fields: Record<string, unknown> = {}) => ({
    type: "email.bounced",
    data: {
      tags: { [TAG]: id },
      bounce: { type: "Permanent", subType: "General", message: "550 5.1.1 user unknown" },
      ...fields,
    },
  });

  describe("takes what is told by", () => {
    it("Postmark", async () => {
      expect(await post("postmark", postmark())).toEqual({ status: 200, json: { recorded: 1 } });
      expect(
        await post("postmark", postmark({ RecordType: "SpamComplaint", Type: "SpamComplaint" })),
      ).toEqual({
        ...{ status: 200, json: { recorded: 1 } },
      });
      expect(await kinds()).toEqual([
        ["hard", "5.1.1"],
        ["complaint", null],
      ]);
    });

    it("Postmark, which blames the shop", async () => {
      await post("postmark", postmark({ Type: "Blocked", Details: "550 go away" }));
      await post("postmark", postmark({ Type: "AutoResponder" }));
      expect(await kinds()).toEqual([["soft", "5.7.0"]]);
    });

    it("SendGrid, many at once", async () => {
      const events = [
        { event: "delivered", [TAG]: id },
        sendgrid({ type: "blocked", status: "", reason: "550 blocked by a list" }),
        sendgrid(),
        sendgrid({ event: "spamreport" }),
      ];
      expect((await post("sendgrid", events)).json.recorded).toBe(3);
      expect(await kinds()).toEqual([
        ["soft", "5.7.0"],
        ["hard", "5.1.1"],
        ["complaint", null],
      ]);
    });

    it("Mailgun, but not what it still tries", async () => {
      await post("mailgun", { "event-data": mailgunEvent({ severity: "temporary" }) });
      expect(await kinds()).toEqual([]);
      await post("mailgun", { "event-data": mailgunEvent() });
      await post("mailgun", { "event-data": mailgunEvent({ event: "complained" }) });
      expect(await kinds()).toEqual([
        ["hard", "5.1.1"],
        ["complaint", null],
      ]);
    });

    it("Resend, with either form of tags", async () => {
      await post("resend", resend({ bounce: { type: "Transient", message: "mailbox full" } }));
      await post("resend", resend({ tags: [{ name: TAG, value: id }] }));
      expect(await kinds()).toEqual([
        ["soft", null],
        ["hard", "5.1.1"],
      ]);
    });

    it("nobody twice", async () => {
      await post("postmark", postmark());
      expect(await post("postmark", postmark())).toEqual({ status: 200, json: { recorded: 0 } });
    });
  });

  describe("believes", () => {
    it("no other address, and no other service", async () => {
      expect((await post("postmark", postmark(), { at: "x".repeat(43) })).status).toBe(404);
      expect((await post("mandrill", postmark())).status).toBe(404);
      await rig.set("bounceDoor", null);
      expect((await post("postmark", postmark())).status).toBe(404);
      expect((await fetch(`${origin}/bounces/postmark/${token}`)).status).toBe(405);
      expect(await kinds()).toEqual([]);
    });

    it("no id that was not given by this server", async () => {
      const forged = [
        `${id.slice(0, -1)}${id.endsWith("A") ? "B" : "A"}`,
        "1",
        "",
        "99999-abc",
        null,
        7,
        { a: 1 },
      ];
      for (const one of forged) {
        const answer = await post("postmark", postmark({ Metadata: { [TAG]: one } }));
        expect(answer).toEqual({ status: 200, json: { recorded: 0 } });
      }
      expect(await kinds()).toEqual([]);
    });

    it("SendGrid once its key is known", async () => {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
      await sealKey("sendgrid", publicKey.export({ format: "der", type: "spki" }).toString("base64"));
      const body = JSON.stringify([sendgrid()]);
      const timestamp = "1773136800";
      const signature = createSign("sha256").update(timestamp).update(body).sign(privateKey, "base64");
      const headers = {
        "x-twilio-email-event-webhook-signature": signature,
        "x-twilio-email-event-webhook-timestamp": timestamp,
      };
      expect((await post("sendgrid", body)).status).toBe(401);
      expect((await post("sendgrid", body.replace("5.1.1", "5.1.2"), { headers })).status).toBe(401);
      expect((await post("sendgrid", body, { headers })).json).toEqual({ recorded: 1 });
    });

    it("Mailgun once its key is known", async () => {
      await sealKey("mailgun", "signing-key");
      const signed = (key: string) => {
        const signature = createHmac("sha256", key).update("1773136800abc").digest("hex");
        return {
          signature: { timestamp: "1773136800", token: "abc", signature },
          "event-data": mailgunEvent(),
        };
      };
      expect((await post("mailgun", { "event-data": mailgunEvent() })).status).toBe(401);
      expect((await post("mailgun", signed("another-key"))).status).toBe(401);
      expect((await post("mailgun", signed("signing-key"))).json).toEqual({ recorded: 1 });
    });

    it("Resend once its secret is known", async () => {
      const secret = Buffer.from("a secret of thirty-two bytes....");
      await sealKey("resend", `whsec_${secret.toString("base64")}`);
      const body = JSON.stringify(resend());
      const sign = (seconds: number) => {
        const signature = createHmac("sha256", secret).update(`msg_1.${seconds}.${body}`).digest("base64");
        return { "svix-id": "msg_1", "svix-timestamp": String(seconds), "svix-signature": `v1,${signature}` };
      };
      const now = Math.floor(rig.clock.now() / 1000);
      expect((await post("resend", body)).status).toBe(401);
      expect((await post("resend", body, { headers: sign(now - 3600) })).status).toBe(401);
      expect((await post("resend", `${body} `, { headers: sign(now) })).status).toBe(401);
      expect((await post("resend", body, { headers: sign(now) })).json).toEqual({ recorded: 1 });
    });
  });

  describe("reads Amazon SNS", () => {
    const topic = "arn:aws:sns:eu-central-1:123456789012:bounces";
    function signed(fields: Record<string, string>, version: "1" | "2" = "2"): Record<string, string> {
      const order =
        fields.Type === "Notification"
          ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
          : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
      const all: Record<string, string> = {
        ...{ MessageId: "m-1", Timestamp: "2026-03-10T10:00:00.000Z", TopicArn: topic },
        ...fields,
      };
      const text = order
        .flatMap((name) => (all[name] === undefined ? [] : [`${name}\n${all[name]}\n`]))
        .join("");
      const signer = createSign(version === "2" ? "sha256" : "sha1").update(text);
      const Signature = signer.sign(amazonCertificate.key, "base64");
      return { ...all, SignatureVersion: version, Signature, SigningCertURL: CERTIFICATE_URL };
    }
    const bounced = (fields: Record<string, unknown> = {}) =>
      JSON.stringify({
        notificationType: "Bounce",
        bounce: {
          bounceType: "Permanent",
          bounceSubType: "General",
          bouncedRecipients: [
            {
              emailAddress: "ana@example.com",
              status: "5.1.1",
              diagnosticCode: "smtp; 550 5.1.1 no such user",
            },
          ],
        },
        mail: { messageId: "0102", headers: [{ name: "X-Rekindle-Message", value: id }] },
        ...fields,
      });

    it("signed in either version, by header or by tag", async () => {
      const first = signed({ Type: "Notification", Message: bounced() }, "1");
      expect(await post("ses", first)).toEqual({ status: 200, json: { recorded: 1 } });
      const complaint = bounced({
        ...{ notificationType: undefined, eventType: "Complaint" },
        mail: { tags: { [TAG]: [id] } },
        complaint: { complaintFeedbackType: "abuse" },
      });
      await post("ses", signed({ Type: "Notification", Subject: "SES", Message: complaint }));
      expect(await kinds()).toEqual([
        ["hard", "5.1.1"],
        ["complaint", null],
      ]);
      expect(fetched).toEqual([CERTIFICATE_URL]);
    });

    it("unless it was changed, or is vouched for by somebody else", async () => {
      const good = signed({ Type: "Notification", Message: bounced() });
      expect((await post("ses", { ...good, Message: bounced({ extra: 1 }) })).status).toBe(401);
      expect((await post("ses", { ...good, Signature: "" })).status).toBe(401);
      expect((await post("ses", bounced())).status).toBe(401);
      const elsewhere = [
        "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
        "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
        "https://s3.eu-central-1.amazonaws.com/evil/a.pem",
        "http://sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
        "https://user@sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription",
      ];
      for (const url of elsewhere)
        expect((await post("ses", { ...good, SigningCertURL: url })).status).toBe(401);
      expect(fetched).toEqual([CERTIFICATE_URL]);
      expect(await kinds()).toEqual([]);
    });

    it("later, when its certificate cannot be fetched now", async () => {
      amazon = {};
      expect((await post("ses", signed({ Type: "Notification", Message: bounced() }))).status).toBe(503);
    });

    it("and confirms a subscription, at Amazon alone", async () => {
      const url = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
      amazon[url] = "<ConfirmSubscriptionResponse/>";
      const asked = { Type: "SubscriptionConfirmation", Message: "You have chosen …", Token: "t" };
      expect((await post("ses", signed({ ...asked, SubscribeURL: url }))).status).toBe(200);
      expect(fetched).toEqual([CERTIFICATE_URL, url]);
      const evil = signed({ ...asked, SubscribeURL: "https://internal.example/admin" });
      expect((await post("ses", evil)).status).toBe(401);
      expect(fetched).toEqual([CERTIFICATE_URL, url]);
    });
  });

  it("answers to hostile bodies", async () => {
    for (const body of ["", "{", "\u0000", "[[[["]) expect((await post("postmark", body)).status).toBe(400);
    const odd = ["null", "7", '"text"', "[]", "{}", "[null]", '{"__proto__":{"Type":"HardBounce"}}'];
    for (const service of ["postmark", "sendgrid", "mailgun", "resend"])
      for (const body of odd) expect((await post(service, body)).json).toEqual({ recorded: 0 });
    expect((await post("ses", "null")).status).toBe(401);
    expect((await post("postmark", `"${"x".repeat(2 * 1024 * 1024)}"`)).status).toBe(413);
    await post("postmark", postmark({ Details: "550 5.1.1 \u0000\u001b[31m\n\n<script>" }));
    expect(await kinds()).toEqual([["hard", "5.1.1"]]);
  });
});

it("is one of the server's doors", async () => {
  const doors = await startDoors();
  const { status, json } = await doors.send("/bounces/postmark/none");
  expect([status, json.error?.code]).toEqual([405, "method-not-allowed"]);
  expect((await doors.send("/bounces/postmark/none", { method: "POST", body: "{}" })).status).toBe(404);
  expect(doors.pages).toEqual([]);
  await doors.close();
});
