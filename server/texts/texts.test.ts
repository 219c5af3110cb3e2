import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { returnId } from "#server/bounces/return-id.ts";
import { returnsOf } from "#server/bounces/returns-of.ts";
import { consentsOf, setConsent } from "#server/store/consents.ts";
import { notesOnMessage } from "#server/store/message-story.ts";
import { findMessage, insertMessage } from "#server/store/messages.ts";
import { updateProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { TextingRig } from "#server/testing/texting-rig.ts";
import { refusal } from "#server/testing/texting-service.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";

const ANA = "+385911234567";
const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';
const graph = (type = "send-sms", config: object = { body: "Thank you, {{ event.name }}" }) => {
  const start = { id: "start", type: "event", config: { event: "Order Completed" } };
  const drawn = drawGraph([start, { id: "text", type, config: { ...config } }]);
  return { ...drawn, settings: { ...drawn.settings, reentry: "after-exit" as const } };
};

eachDatabase("text messages", (open) => {
  let texting: TextingRig;
  let ana: number;
  beforeEach(async () => {
    texting = await TextingRig.start(open());
    ana = await texting.person("ana", "+385 91 123-4567");
  });
  afterEach(() => texting.stop());

  const rows = () => texting.rig.messages();
  const buys = (who = "ana") => texting.rig.track(who, "Order Completed", { name: "Ana" });
  const said = async (profileId = ana) =>
    (await open().transaction(() => consentsOf(profileId)))
      .filter(({ channel }) => channel !== "email")
      .map(({ channel, topic, state }) => `${channel} ${topic} ${state}`)
      .toSorted();
  const log = async () => {
    const { consentLog } = open().tables;
    const entries = await open().query.select().from(consentLog).orderBy(consentLog.id);
    return entries
      .filter(({ source }) => source === "text")
      .map(({ channel, topic, state }) => `${channel} ${topic} ${state}`);
  };
  const events = async () => {
    const { events, eventNames } = open().tables;
    const stored = await open().query.select().from(events).orderBy(events.id);
    const names = await open().query.select().from(eventNames);
    return stored.map(({ nameId, profileId, properties }) => ({
      ...{ profileId, properties },
      name: names.find(({ id }) => id === nameId)?.name,
    }));
  };
  const received = async () => (await events()).filter(({ name }) => name === "Text Received");
  const suppressions = async () =>
    (await open().query.select().from(open().tables.suppressions)).map(
      ({ channel, reason }) => `${channel} ${reason}`,
    );

  describe("a workflow", () => {
    it("sends one to the number of the profile, and keeps what it was", async () => {
      await texting.rig.publish(graph());
      await buys();
      const form = await texting.service.nextForm();
      const [message] = await rows();
      expect(form).toEqual({
        ...{ To: ANA, From: "+15551230000", Body: "Thank you, Ana\nReply STOP to leave" },
        StatusCallback: `https://shop.example${texting.path}?message=${returnId(texting.rig.keys, message!.id)}`,
      });
      expect(message).toMatchObject({ channel: "sms", endpoint: ANA, status: "sent", captured: false });
      expect(message!.rendered).toEqual({
        ...{ channel: "sms", from: "+15551230000", to: ANA, body: form.Body },
      });
    });

    it("sends a template to WhatsApp", async () => {
      const config = { template: "HX1", variables: ["{{ event.name }}"] };
      await texting.rig.publish(graph("send-whatsapp", config));
      await buys();
      expect(await texting.service.nextForm()).toMatchObject({
        ...{ To: `whatsapp:${ANA}`, ContentSid: "HX1", ContentVariables: '{"1":"Ana"}' },
      });
    });

    it("goes on with somebody whose number has no country, and says why", async () => {
      await texting.person("ben", "091 123 4567");
      await texting.rig.publish(graph());
      await buys("ben");
      expect(await rows()).toEqual([]);
      expect(await texting.rig.history()).toContain("message.no-phone");
    });

    it("skips somebody who has withdrawn, and sends what they need all the same", async () => {
      await texting.person("cleo", "+385 91 765 4321", "withdrawn");
      await texting.rig.publish(graph());
      await texting.rig.publish(graph("send-sms", { body: "On its way", transactional: true }));
      await buys("cleo");
      const outcomes = (await rows()).map(({ content, status, reasonCode }) => [
        (content as Extract<EffectContent, { channel: "sms" }>).transactional,
        status,
        reasonCode,
      ]);
      expect(outcomes.toSorted()).toEqual([
        [false, "skipped", "message.withdrawn"],
        [true, "sent", null],
      ]);
      expect(await texting.service.nextForm()).toMatchObject({ Body: "On its way" });
    });

    it("keeps messages here where no service is set up", async () => {
      await texting.rig.set("texting", null);
      await texting.rig.publish(graph());
      await buys();
      const [message] = await rows();
      expect(message).toMatchObject({ status: "sent", captured: true });
      expect(message!.rendered).toMatchObject({ body: "Thank you, Ana\nReply STOP to leave" });
      expect(texting.service.all).toEqual([]);
    });

    it("keeps messages of a channel here that the service has no sender for", async () => {
      await texting.rig.set("texting", { ...texting.settings, whatsappFrom: "" });
      await texting.rig.publish(graph("send-whatsapp", { format: "text", body: "Hi" }));
      await texting.rig.publish(graph());
      await buys();
      const captured = (await rows()).map((message) => [message.channel, message.captured]);
      expect(captured.toSorted()).toEqual([
        ["sms", false],
        ["whatsapp", true],
      ]);
    });

    it("writes no more to a number of which the service says at once that it is gone", async () => {
      texting.service.answer(refusal(400, 21614, "Not a mobile number"), refusal(400, 21612, "No route"));
      await texting.person("bea", "+385 91 765 4321");
      await texting.rig.publish(graph());
      await buys();
      await buys("bea");
      expect((await rows()).map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
        ["failed", "text.bad-number"],
        ["failed", "text.bad-number"],
      ]);
      expect(await suppressions()).toEqual(["sms text.number-gone"]);
      await texting.write(ANA, "STOP", "SM1");
      expect(await suppressions()).toEqual(["sms text.unsubscribed-by-text"]);
    });

    it("writes no more to whoever left at the service, until they come back", async () => {
      const bea = await texting.person("bea", ANA);
      texting.service.answer(refusal(400, 21610, "Attempt to send to unsubscribed recipient"));
      await texting.rig.publish(graph());
      await buys();
      await buys();
      expect((await rows()).map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
        ["failed", "text.recipient-left"],
        ["skipped", "message.suppressed"],
      ]);
      for (const profileId of [ana, bea]) expect(await said(profileId)).toContain("sms marketing withdrawn");
      expect(await log()).toEqual(["sms marketing withdrawn", "sms marketing withdrawn"]);
      await texting.write(ANA, "START", "SM1");
      await buys();
      expect((await rows())[2]).toMatchObject({ status: "sent" });
    });

    it("does not try again what nobody can tell of, and tries again what was not taken", async () => {
      texting.service.answer("hang-up", refusal(429, 20429, "Too many requests"));
      await texting.rig.publish(graph());
      await buys();
      await buys();
      expect((await rows()).map(({ status }) => status)).toEqual(["unknown", "queued"]);
      await texting.rig.pass(3_600_000);
      expect((await rows()).map(({ status }) => status)).toEqual(["unknown", "sent"]);
      expect(texting.service.all).toHaveLength(3);
    });
  });

  describe("STOP", () => {
    it("withdraws for everybody with the number, however it is written, and nothing goes there any more", async () => {
      const bea = await texting.person("bea", "00385/91 (123) 4567");
      const other = await texting.person("other", "+385 91 123 45670");
      await texting.rig.publish(graph());
      await texting.rig.publish(graph("send-sms", { body: "On its way", transactional: true }));
      expect(await texting.write(ANA, " Stop. ", "SM1")).toEqual({
        ...{ status: 200, type: "text/xml; charset=utf-8", text: EMPTY },
      });
      for (const profileId of [ana, bea])
        expect(await said(profileId)).toEqual(["sms marketing withdrawn", "whatsapp marketing granted"]);
      expect(await said(other)).toEqual(["sms marketing granted", "whatsapp marketing granted"]);
      expect(await log()).toEqual(["sms marketing withdrawn", "sms marketing withdrawn"]);
      expect(await suppressions()).toEqual(["sms text.unsubscribed-by-text"]);
      expect(await texting.rig.history()).toContain("text.left");
      await buys();
      expect((await rows()).map(({ status }) => status)).toEqual(["skipped", "skipped"]);
      expect(texting.service.all).toEqual([]);
    });

    it("is also the word of another language that the service knows", async () => {
      expect(await texting.write(ANA, "ARRET", "SM1", { OptOutType: "STOP" })).toMatchObject({ text: EMPTY });
      expect(await said()).toContain("sms marketing withdrawn");
    });

    it("holds for a number that no profile has yet", async () => {
      await texting.write("+4915112345678", "STOP", "SM1");
      await texting.person("dan", "+49 151 12345678");
      await texting.rig.publish(graph());
      await buys("dan");
      expect(await rows()).toMatchObject([{ status: "skipped", reasonCode: "message.suppressed" }]);
    });

    it("by WhatsApp is about WhatsApp, and is confirmed in the person's language", async () => {
      await open().transaction((tx) => updateProfile(tx, ana, { locale: "zh-CN", updatedAt: 1 }));
      const { text } = await texting.write(`whatsapp:${ANA}`, "退订", "SM1");
      expect(text).toContain("<Message>My shop：您不会再收到此类消息。");
      expect(await said()).toEqual(["sms marketing granted", "whatsapp marketing withdrawn"]);
      const again = await texting.write(`whatsapp:${ANA}`, "START", "SM2", { OptOutType: "START" });
      expect(again.text).toBe(EMPTY);
      expect(await said()).toEqual(["sms marketing granted", "whatsapp marketing granted"]);
    });
  });

  describe("START", () => {
    it("takes back a STOP, once, and not a later one when it is told again", async () => {
      await texting.write(ANA, "STOP", "SM1");
      await texting.write(ANA, "yes", "SM2");
      expect(await said()).toContain("sms marketing granted");
      expect(await suppressions()).toEqual([]);
      expect(await texting.rig.history()).toContain("text.joined");
      await texting.write(ANA, "STOP", "SM1");
      expect(await said()).toContain("sms marketing granted");
      await texting.write(ANA, "STOP", "SM3");
      await texting.write(ANA, "yes", "SM2");
      expect(await said()).toContain("sms marketing withdrawn");
      expect(await suppressions()).toEqual(["sms text.unsubscribed-by-text"]);
      expect(await log()).toEqual([
        "sms marketing withdrawn",
        "sms marketing granted",
        "sms marketing withdrawn",
      ]);
      expect(await received()).toEqual([]);
    });

    it("gives back only what was agreed to right before the STOP", async () => {
      const cleo = await texting.person("cleo", "+385 91 765 4321", "pending");
      const say = (topic: string, state: "granted" | "withdrawn") =>
        open().transaction(() =>
          setConsent({ profileId: cleo, channel: "sms", topic, state, source: "preferences:en-1", at: 1 }),
        );
      await say("restocks", "granted");
      await say("tips", "granted");
      await say("tips", "withdrawn");
      await texting.write("+385917654321", "STOP", "SM1");
      await texting.write("+385917654321", "Yes", "SM2");
      expect(await suppressions()).toEqual([]);
      expect(await said(cleo)).toEqual([
        "sms marketing withdrawn",
        "sms restocks granted",
        "sms tips withdrawn",
        "whatsapp marketing pending",
      ]);
    });

    it("agrees to nothing for somebody who has not left by it", async () => {
      const cleo = await texting.person("cleo", "+385 91 765 4321", "withdrawn");
      await texting.write("+385917654321", "START", "SM1");
      expect(await said(cleo)).toContain("sms marketing withdrawn");
      expect(await received()).toMatchObject([{ profileId: cleo, properties: { body: "START" } }]);
    });
  });

  describe("other texts", () => {
    it("become an event of the one person with the number, once", async () => {
      await texting.rig.publish(
        drawGraph([
          { id: "start", type: "event", config: { event: "Text Received" } },
          {
            id: "text",
            type: "send-sms",
            config: { body: "You said {{ event.body }}", transactional: true },
          },
        ]),
      );
      const body = "Do you <b>ship</b> & when?";
      expect((await texting.write(ANA, body, "SM1")).text).toBe(EMPTY);
      await texting.write(ANA, body, "SM1");
      expect(await received()).toEqual([
        { profileId: ana, name: "Text Received", properties: { body, from: ANA, channel: "sms" } },
      ]);
      expect(await texting.service.nextForm()).toMatchObject({ To: ANA, Body: `You said ${body}` });
    });

    it("become nothing where nobody or more than one has the number", async () => {
      await texting.person("bea", ANA);
      await texting.write(ANA, "Hello", "SM1");
      await texting.write("+4915112345678", "Hello", "SM2");
      expect(await received()).toEqual([]);
    });

    it("HELP is answered with the shop's name, escaped", async () => {
      const shop = { ...texting.rig.engine.live.settings.shop, shopName: "Hearth & <Home>" };
      await texting.rig.set("shop", shop);
      expect((await texting.write(ANA, "help", "SM1")).text).toContain(
        "<Response><Message>These messages are from Hearth &amp; &lt;Home&gt;. Reply STOP",
      );
      expect((await texting.write(ANA, "help", "SM1")).text).toBe(EMPTY);
      expect((await texting.write(ANA, "help", "SM2", { OptOutType: "HELP" })).text).toBe(EMPTY);
      expect(await received()).toEqual([]);
    });
  });

  describe("what became of a message", () => {
    const tellStatus = async (status: string, more: Record<string, string> = {}) => {
      const [message] = await rows();
      const path = `${texting.path}?message=${returnId(texting.rig.keys, message!.id)}`;
      const fields = { MessageSid: "SM1", MessageStatus: status, To: ANA, From: "+15551230000", ...more };
      return await texting.tell(fields, { path });
    };
    const bounces = async () =>
      (await open().query.select().from(open().tables.bounces)).map(({ channel, kind, code }) => [
        channel,
        kind,
        code,
      ]);
    beforeEach(async () => {
      await texting.rig.publish(graph());
      await buys();
    });

    it("delivered is noted once", async () => {
      for (const status of ["sent", "delivered", "delivered"])
        expect(await tellStatus(status)).toMatchObject({ status: 200, text: EMPTY });
      expect((await texting.rig.history()).filter((code) => code === "message.delivered")).toHaveLength(1);
      expect(await bounces()).toEqual([]);
    });

    it("delivered is told on the page of that very message, also where no step sent it", async () => {
      const outside = { workflowId: null, runId: null, nodeId: null, visit: null, data: {} };
      const [{ content, createdAt }] = (await rows()) as [Awaited<ReturnType<typeof rows>>[number]];
      const to = { profileId: ana, channel: "sms" as const, endpoint: ANA, content, createdAt };
      const [test, other] = await open().transaction(function* () {
        const first = yield* insertMessage({ ...outside, ...to, key: "test-1" });
        return [first!, (yield* insertMessage({ ...outside, ...to, key: "test-2" }))!];
      });
      const path = `${texting.path}?message=${returnId(texting.rig.keys, test)}`;
      await texting.tell({ MessageSid: "SM2", MessageStatus: "delivered", To: ANA, From: "+1" }, { path });
      const notes = (id: number) =>
        open().transaction(function* (tx) {
          const found = yield* notesOnMessage(tx, (yield* findMessage(id))!);
          return found.map(({ code }) => code).filter((code) => code === "message.delivered");
        });
      const first = (await rows())[0]!.id;
      expect([await notes(test), await notes(other), await notes(first)]).toEqual([
        ["message.delivered"],
        [],
        [],
      ]);
      await tellStatus("delivered");
      expect([await notes(other), await notes(first)]).toEqual([[], ["message.delivered"]]);
    });

    it("a number that is gone gets no more, and the message's page says why", async () => {
      await tellStatus("undelivered", { ErrorCode: "30005" });
      await tellStatus("undelivered", { ErrorCode: "30005" });
      expect(await bounces()).toEqual([["sms", "hard", "30005"]]);
      expect(await suppressions()).toEqual(["sms text.number-gone"]);
      const [message] = await rows();
      expect(inWords(await returnsOf({ db: open(), keys: texting.rig.keys }, message!))).toMatchObject([
        {
          title: "Not delivered: the number does not exist or is no longer in use",
          done: "Nothing is sent to this number any more, whatever workflow it is from.",
        },
      ]);
      await buys();
      expect((await rows())[1]).toMatchObject({ status: "skipped", reasonCode: "message.suppressed" });
    });

    it("that the person left at the service is a STOP", async () => {
      await tellStatus("failed", { ErrorCode: "21610" });
      expect(await suppressions()).toEqual(["sms text.recipient-left"]);
      expect(await said()).toEqual(["sms marketing withdrawn", "whatsapp marketing granted"]);
      expect(await log()).toEqual(["sms marketing withdrawn"]);
      await texting.write(ANA, "START", "SM2");
      expect(await said()).toContain("sms marketing granted");
    });

    it("a phone that is off stays in use", async () => {
      await tellStatus("failed", { ErrorCode: "30003" });
      expect(await bounces()).toEqual([["sms", "soft", "30003"]]);
      expect(await suppressions()).toEqual([]);
      expect(await texting.rig.history()).toContain("text.undelivered");
    });

    it("of no message of ours is taken and forgotten", async () => {
      const path = `${texting.path}?message=1-${"x".repeat(43)}`;
      expect(await texting.tell({ MessageStatus: "failed", ErrorCode: "30005" }, { path })).toMatchObject({
        status: 200,
      });
      expect(await bounces()).toEqual([]);
    });
  });
});
