import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressHash } from "#server/links.ts";
import { type ConsentChange, findSuppression, setConsent } from "#server/store/consents.ts";
import { findMessage, type Message } from "#server/store/messages.ts";
import { endMessage } from "#server/store/outbox.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { emailContent as email } from "#server/testing/send-jobs.ts";
import { emailContent, StoreRig } from "#server/testing/store-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import type { BounceReport } from "./judge-bounce.ts";
import { recordBounce } from "./record-bounce.ts";
import { returnsOf } from "./returns-of.ts";

const ANA = "ana@example.com";
const greeting = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);

eachDatabase("an email that comes back", (open) => {
  let rig: EngineRig;
  let store: StoreRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    store = new StoreRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: ANA });
  });
  afterEach(() => rig.engine.stop());

  let made = 0;
  async function sent(
    fields: { endpoint?: string; captured?: boolean; team?: string[] } = {},
  ): Promise<Message> {
    const { id: profileId } = await rig.profile("ana");
    const { captured = false, team, endpoint = ANA } = fields;
    made += 1;
    const content = team ? email({ team }) : emailContent;
    const id = (await store.message(profileId, { key: `back-${made}`, endpoint, content }))!;
    const end = { status: "sent" as const, reasonCode: null, reasonValues: null, rendered: null, captured };
    await store.do(() => endMessage(id, end, rig.clock.now()));
    return (await store.do(() => findMessage(id)))!;
  }
  const bounce = (code: string | null, detail = "", hint: BounceReport["hint"] = null): BounceReport => ({
    ...{ kind: "bounce", code, hint, detail },
  });
  const spam: BounceReport = { kind: "complaint", code: null, hint: null, detail: "" };
  const services = () => ({ live: rig.engine.live, keys: rig.keys });
  const record = (message: Message, report: BounceReport) =>
    store.do((tx) => recordBounce(tx, services(), message, report, { at: rig.clock.now() }));
  const suppressed = (address = ANA) =>
    store.do(() => findSuppression("email", addressHash(rig.keys, "email", address)));
  const rows = () => open().query.select().from(open().tables.bounces).orderBy(open().tables.bounces.id);
  const consents = async () =>
    (await open().query.select().from(open().tables.consentLog).orderBy(open().tables.consentLog.id)).map(
      ({ profileId, state, source }) => ({ profileId, state, source }),
    );

  it("because its address does not exist is not written to again, and its page says so", async () => {
    const message = await sent();
    expect(await record(message, bounce("5.1.1", "550 5.1.1 <ana@example.com>:\r\n no such user"))).toBe(
      "recorded",
    );
    expect(await suppressed()).toBe("email.no-such-mailbox");
    expect(await rows()).toMatchObject([
      {
        messageId: message.id,
        kind: "hard",
        code: "5.1.1",
        detail: "550 5.1.1 <ana@example.com>: no such user",
      },
    ]);
    expect(await rig.history()).toContain("bounce.no-mailbox");
    const [shown] = await returnsOf({ db: open(), keys: rig.keys }, message);
    expect(inWords(shown)).toMatchObject({ title: "It came back: the address does not exist", kind: "hard" });
    expect(inWords(shown?.done)).toContain("Nothing is sent to this address any more");
  });

  it("is written down once, however often it is told", async () => {
    const message = await sent();
    await record(message, bounce("5.1.1"));
    const history = await rig.history();
    expect(await record(message, bounce("5.1.1"))).toBe("known");
    expect(await rows()).toHaveLength(1);
    expect(await rig.history()).toEqual(history);
    expect(await record(message, spam)).toBe("recorded");
  });

  it.each([
    ["5.7.1", "bounce.policy"],
    ["5.1.8", "bounce.our-address"],
  ])("with %s leaves the address alone, however often", async (code, reason) => {
    for (let day = 0; day < 5; day++) {
      await record(await sent(), bounce(code));
      rig.clock.advance(DAY_MS);
    }
    expect(await suppressed()).toBeNull();
    expect((await rig.history()).filter((said) => said === reason)).toHaveLength(5);
  });

  describe("for now", () => {
    it("on three days of a month is given up", async () => {
      const codes = ["4.2.1", "5.2.2", "5.4.4"];
      for (const code of codes) {
        expect(await suppressed()).toBeNull();
        await record(await sent(), bounce(code));
        // Twice on one day counts once.
        await record(await sent(), bounce(code));
        rig.clock.advance(DAY_MS);
      }
      expect(await suppressed()).toBe("bounce.repeated");
      expect(await rig.history()).toContain("bounce.repeated");
    });

    it("is forgiven when it lies over a month back", async () => {
      await record(await sent(), bounce("5.2.2"));
      rig.clock.advance(20 * DAY_MS);
      await record(await sent(), bounce("5.2.2"));
      rig.clock.advance(11 * DAY_MS);
      await record(await sent(), bounce("5.2.2"));
      expect(await suppressed()).toBeNull();
    });

    it("is forgiven when somebody read an email in between", async () => {
      await record(await sent(), bounce("5.2.2"));
      rig.clock.advance(DAY_MS);
      await record(await sent(), bounce("5.2.2"));
      rig.clock.advance(HOUR_MS);
      const { id: messageId, profileId } = await sent();
      const { interactions } = open().tables;
      const read = { messageId, profileId, kind: "opened" as const, machine: false, at: rig.clock.now() };
      await open().query.insert(interactions).values(read);
      rig.clock.advance(DAY_MS);
      await record(await sent(), bounce("5.2.2"));
      expect(await suppressed()).toBeNull();
    });

    it("is not held against the address that the person has now", async () => {
      for (const endpoint of ["old@example.com", "old@example.com", ANA]) {
        await record(await sent({ endpoint }), bounce("5.2.2"));
        rig.clock.advance(DAY_MS);
      }
      expect(await suppressed()).toBeNull();
    });
  });

  describe("as spam", () => {
    it("unsubscribes everybody with that address", async () => {
      await rig.identify("ana-too", { email: ANA });
      const message = await sent();
      await record(message, spam);
      const withdrawn = (await consents()).filter(({ source }) => source === "complaint");
      const other = await rig.profile("ana-too");
      expect(withdrawn.map(({ profileId }) => profileId).sort()).toEqual(
        [message.profileId, other.id].sort(),
      );
      expect(new Set(withdrawn.map(({ state }) => state))).toEqual(new Set(["withdrawn"]));
    });

    it("stands against a program that says yes, until the person does; what they need goes on", async () => {
      await rig.publish(greeting);
      const yes = async (source: ConsentChange["source"]) => {
        const { id: profileId } = await rig.profile("ana");
        const at = rig.clock.now();
        const change = { channel: "email" as const, topic: "marketing", state: "granted" as const };
        await store.do(() => setConsent({ ...change, profileId, source, at }));
      };
      await store.consent((await rig.profile("ana")).id, "withdrawn");
      // Long before, and so no answer to the complaint.
      await yes("double-opt-in");
      rig.clock.advance(HOUR_MS);
      await record(await sent(), spam);
      rig.clock.advance(HOUR_MS);
      await yes("api");
      await rig.track("ana", "Signed Up");
      expect(rig.sent).toHaveLength(0);
      expect(await rig.history()).toContain("message.withdrawn");
      const needed = { ...emailContent, transactional: true };
      const { id: profileId } = await rig.profile("ana");
      await store.message(profileId, { key: "needed", content: needed, createdAt: rig.clock.now() });
      rig.engine.poke();
      await rig.engine.settled();
      expect(rig.subjects()).toEqual(["Hello"]);
    });

    it("of a notice to the team says nothing of the customer", async () => {
      expect(
        await record(await sent({ team: ["team@shop.example"], endpoint: "team@shop.example" }), spam),
      ).toBe("ignored");
      expect(await rows()).toEqual([]);
    });
  });

  it("cannot be one that was kept here", async () => {
    expect(await record(await sent({ captured: true }), bounce("5.1.1"))).toBe("ignored");
    expect(await suppressed()).toBeNull();
  });

  it("at once, when the mail server refuses it", async () => {
    await rig.publish(greeting);
    const answer = "550 5.2.2 mailbox full";
    rig.answers.push({ kind: "failed", code: "email.refused", values: { enhanced: "5.2.2", answer } });
    await rig.set("smtp", {
      ...{
        host: "mail.shop.example",
        port: 25,
        secure: false,
        unencrypted: false,
        user: "",
        sealedPassword: null,
      },
      from: "hello@shop.example",
    });
    await rig.track("ana", "Signed Up");
    expect(await rows()).toMatchObject([{ kind: "soft", code: "5.2.2", detail: answer }]);
    const history = await rig.history();
    expect(history).toContain("email.refused");
    expect(history.filter((code) => code.startsWith("bounce."))).toEqual([]);
  });
});
