import { afterEach, beforeEach, expect, it } from "vitest";
import { addressHash } from "#server/links.ts";
import { setConsent, suppress } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { MESSAGE_DATA_MAX_BYTES } from "./send-message.ts";

eachDatabase("a message sent by a program", (open) => {
  let rig: RestRig;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    await rig.identify("ana", { email: "ana@example.com" }, "withdrawn");
  });
  afterEach(() => rig.close());

  const receipt = { subject: "Receipt {{ data.order }}", text: "Thank you", data: { order: "1001" } };
  const profiles = () => rig.db.query.select().from(rig.db.tables.profiles);
  function send(body: Record<string, unknown>, key?: string) {
    return rig.call("POST", "/v1/messages", body, key === undefined ? {} : { "idempotency-key": key });
  }

  it("is queued before the answer, and goes out though they unsubscribed from marketing", async () => {
    const answer = await send({ userId: "ana", ...receipt });
    const [queued] = await rig.messages();
    expect(answer).toMatchObject({ status: 202, json: { id: queued!.id, duplicate: false } });
    await rig.engine.settled();
    expect(rig.sent).toMatchObject([
      {
        endpoint: "ana@example.com",
        unsubscribeUrl: null,
        content: { subject: receipt.subject, body: "Thank you", transactional: true },
        data: { data: { order: "1001" }, profile: { email: "ana@example.com" } },
      },
    ]);
    const read = await rig.call("GET", `/v1/messages/${answer.json.id}`);
    expect(read.json).toMatchObject({ status: "sent", workflow: null, runId: null });
  });

  it("makes a customer of an address that nobody has, who has agreed to nothing", async () => {
    expect((await send({ email: "New@Example.com", ...receipt })).status).toBe(202);
    expect((await send({ email: "new@example.com", ...receipt })).status).toBe(202);
    await rig.engine.settled();
    expect(await profiles()).toMatchObject([{ externalId: "ana" }, { email: "new@example.com" }]);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["new@example.com", "new@example.com"]);
    const consents = await rig.db.query.select().from(rig.db.tables.consents);
    expect(consents).toHaveLength(1);
  });

  it("goes out once under one key, also when two requests crossed", async () => {
    const crossed = await Promise.all(
      [1, 2, 3].map(() => send({ email: "new@example.com", ...receipt }, "o-1")),
    );
    expect(crossed.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    await rig.engine.settled();
    const again = await send({ email: "new@example.com", ...receipt }, "o-1");
    expect(again).toMatchObject({ status: 200, json: { status: "sent", duplicate: true } });
    expect(new Set([...crossed, again].map(({ json }) => json.id)).size).toBe(1);
    expect(rig.sent).toHaveLength(1);
    expect((await send({ userId: "ana", ...receipt }, "o-2")).status).toBe(202);
    expect((await send({ userId: "ana", ...receipt })).status).toBe(202);
    expect((await send({ userId: "ana", ...receipt })).status).toBe(202);
    expect(await rig.messages()).toHaveLength(4);
  });

  it("is refused under a key that was used for another one, and is another API key's own affair", async () => {
    const first = await send({ userId: "ana", ...receipt }, "o-1");
    for (let tried = 0; tried < 2; tried += 1) {
      expect(await send({ userId: "ana", subject: "Other", text: "Other" }, "o-1")).toMatchObject({
        status: 409,
        json: { error: { code: "idempotency-mismatch" } },
      });
      await rig.engine.settled();
    }
    expect((await send({ userId: "ana", ...receipt }, "o-1")).json.id).toBe(first.json.id);
    rig.key = await rig.newKey(null);
    const other = await send({ userId: "ana", subject: "Other", text: "Other" }, "o-1");
    expect(other).toMatchObject({ status: 202, json: { duplicate: false } });
    expect(await rig.messages()).toHaveLength(2);
  });

  it("never goes to an address that does not exist", async () => {
    const hash = addressHash(rig.keys, "email", "ana@example.com");
    const at = rig.clock.now();
    await rig.db.transaction((tx) =>
      suppress(tx, { channel: "email", addressHash: hash, reason: "bounced", at }),
    );
    const { json } = await send({ userId: "ana", ...receipt });
    await rig.engine.settled();
    expect(rig.sent).toEqual([]);
    expect((await rig.call("GET", `/v1/messages/${json.id}`)).json).toMatchObject({
      status: "skipped",
      reason: "Not sent: this address must not be written to (bounced)",
    });
  });

  it("waits while all sending is switched off, and says so", async () => {
    await rig.set("sendingOff", true);
    const { json } = await send({ userId: "ana", ...receipt });
    await rig.engine.settled();
    expect((await rig.call("GET", `/v1/messages/${json.id}`)).json).toMatchObject({
      status: "queued",
      reason: "Held: all sending is switched off",
    });
    await rig.set("sendingOff", false);
    expect(rig.sent).toHaveLength(1);
  });

  it("may be HTML of the shop's own", async () => {
    await send({ userId: "ana", subject: "Hello", html: "<h1>{{ data.name }}</h1>", data: { name: "<b>" } });
    await rig.engine.settled();
    expect(rig.sent).toMatchObject([{ content: { body: "<h1>{{ data.name }}</h1>", html: true } }]);
  });

  it("is refused where nobody could get it", async () => {
    await rig.identify("ben");
    expect(await send({ userId: "nobody", ...receipt })).toMatchObject({
      status: 404,
      json: { error: { code: "unknown-profile" } },
    });
    expect(await send({ userId: "ben", ...receipt })).toMatchObject({
      status: 422,
      json: { error: { code: "no-email" } },
    });
    expect(await rig.messages()).toEqual([]);
  });

  it("is refused with a template that cannot be read, which is told in words", async () => {
    const answer = await send({ userId: "ana", subject: "Hi", text: "{% if data.a %}" });
    expect(answer).toMatchObject({ status: 422, json: { error: { code: "template.syntax" } } });
    expect(answer.json.error?.message).toMatch(/^The message could not be written: .*line 1/);
    const include = await send({ userId: "ana", subject: "{% include 'x' %}", text: "Hi" });
    expect(include).toMatchObject({ status: 422, json: { error: { code: "template.tag-refused" } } });
    expect(await rig.messages()).toEqual([]);
  });

  it.each([
    [{ subject: "a", text: "b" }, "give userId or email"],
    [{ userId: "ana", email: "ana@example.com", subject: "a", text: "b" }, "give userId or email"],
    [{ userId: "ana", subject: "a" }, "give text or html"],
    [{ userId: "ana", subject: "a", text: "b", html: "c" }, "give text or html"],
    [{ userId: "ana", subject: " ", text: "b" }, "subject is empty"],
    [{ userId: "ana", subject: "a", text: " " }, "text is empty"],
    [{ userId: "ana", subject: "x".repeat(301), text: "b" }, "subject is longer than 300 characters"],
    [{ userId: "ana", subject: "a", html: "x".repeat(100_001) }, "html is longer than 100000 characters"],
    [{ email: "ana\r\nBcc: b@example.com", subject: "a", text: "b" }, "email is not an email address"],
    [{ email: "ana@", subject: "a", text: "b" }, "email is not an email address"],
    [{ userId: "ana", subject: "a", text: "b", data: [1] }, "data must be an object"],
    [
      { userId: "ana", subject: "a", text: "b", data: { a: "x".repeat(MESSAGE_DATA_MAX_BYTES) } },
      "data is larger than 64 kB",
    ],
    [{ userId: "ana", subject: "a", text: "b", from: "x@example.com" }, 'Unrecognized key: "from"'],
  ])("is refused as %.60j", async (body, message) => {
    expect(await send(body)).toMatchObject({ status: 400, json: { error: { code: "invalid", message } } });
    expect(await rig.messages()).toEqual([]);
  });

  it("is refused with a key for idempotency that is too long", async () => {
    expect(await send({ userId: "ana", ...receipt }, "x".repeat(256))).toMatchObject({
      status: 400,
      json: { error: { message: "The header idempotency-key is longer than 255 characters" } },
    });
  });

  it("needs no consent, and leaves what was said about marketing as it is", async () => {
    const { id: profileId } = await rig.profile("ana");
    const said = { profileId, channel: "email" as const, topic: "marketing", source: "test", at: 1 };
    await rig.db.transaction(() => setConsent({ ...said, state: "pending" }));
    await send({ userId: "ana", ...receipt });
    await rig.engine.settled();
    expect(rig.sent).toHaveLength(1);
    expect((await rig.call("GET", "/v1/profiles/external:ana")).json.consents).toMatchObject([
      { state: "pending" },
    ]);
  });
});
