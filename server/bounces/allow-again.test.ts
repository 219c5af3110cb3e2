import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { apiRouter } from "#server/api/root.ts";
import { addressHash } from "#server/links.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import {
  COMPLAINED,
  consentState,
  ERASED_WITHDRAWAL,
  suppress,
  suppressionOf,
} from "#server/store/consents.ts";
import { LEFT_BY_TEXT } from "#server/store/text-leaving.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";

const ANA = "ana@example.com";
const PHONE = "+351912345678";

eachDatabase("an address that must not be written to", (open) => {
  let rig: EngineRig;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: ANA });
    ({ id } = await rig.profile("ana"));
  });
  afterEach(() => rig.engine.stop());

  const as = (role: Role) => {
    const services = { ...{ db: rig.db, keys: rig.keys, clock: rig.clock }, engine: rig.engine };
    const person = { id: "p", name: "Pat", email: "pat@example.com", role };
    const all = { ...services, reads: directReads(rig.db) } as unknown as Services;
    return apiRouter.createCaller({ services: all, person }).profiles;
  };
  const hold = (reason: string, channel: "email" | "sms" = "email") => {
    const hash = addressHash(rig.keys, channel, channel === "email" ? ANA : PHONE);
    const at = rig.clock.now();
    return rig.db.transaction((tx) => suppress(tx, { channel, addressHash: hash, reason, at }));
  };
  const entry = () => rig.db.transaction(() => suppressionOf("email", addressHash(rig.keys, "email", ANA)));
  const consent = (channel: "email" | "sms" = "email") => consentState(rig.db, id, channel, "marketing");
  const say = (source: string) => {
    const change = {
      profileId: id,
      channel: "email" as const,
      topic: "marketing",
      state: "granted" as const,
    };
    const at = rig.clock.now();
    return rig.db.transaction(() => setConsentAndTell(rig.engine.live, { ...change, source, at }));
  };
  const email = { channel: "email" as const };

  it("may be again after a bounce, and what was agreed to is as it was", async () => {
    await hold("email.no-such-mailbox");
    const shown = await as("viewer").get({ id });
    const since = rig.clock.now();
    expect(shown.suppressed).toEqual([
      { ...email, reason: "email.no-such-mailbox", at: since, isRefusal: false },
    ]);
    await rig.pass(1);
    await as("editor").allowAgain({ id, ...email });
    expect([await entry(), await consent()]).toEqual([undefined, "granted"]);
    const { items } = await as("viewer").timeline({ id });
    expect(inWords(items.find(({ kind }) => kind === "history"))).toMatchObject({
      text: "Pat took the address off the list of those that must not be written to (email). It was there because of this: The mailbox does not exist",
    });

    await as("owner").holdBackAgain({ id, ...email });
    expect(await entry()).toEqual({ reason: "email.no-such-mailbox", at: since });
    expect((await rig.history()).slice(-2)).toEqual(["suppression.lifted", "suppression.restored"]);
  });

  it.each([COMPLAINED, ERASED_WITHDRAWAL])(
    "stays unsubscribed after %s, whatever a program says",
    async (reason) => {
      await hold(reason);
      await say("api");
      expect((await as("viewer").get({ id })).suppressed).toMatchObject([{ isRefusal: true }]);
      await rig.pass(1);
      await as("editor").allowAgain({ id, ...email });
      expect([await entry(), await consent()]).toEqual([undefined, "withdrawn"]);
    },
  );

  it("stays agreed to where the person has said so anew", async () => {
    await hold(COMPLAINED);
    await rig.pass(1);
    await rig.identify("ana", {}, "withdrawn");
    await say("double-opt-in");
    await as("editor").allowAgain({ id, ...email });
    expect([await entry(), await consent()]).toEqual([undefined, "granted"]);
  });

  it("stays unsubscribed after a complaint that a bounce took the place of", async () => {
    const bounce = { profileId: id, messageId: null, channel: "email" as const, code: null, detail: null };
    await rig.db.query
      .insert(rig.db.tables.bounces)
      .values({ ...bounce, kind: "complaint", at: rig.clock.now() });
    await hold("email.no-such-mailbox");
    await rig.pass(1);
    await as("editor").allowAgain({ id, ...email });
    expect(await consent()).toBe("withdrawn");
  });

  it("is a phone number too", async () => {
    await rig.db.query.update(rig.db.tables.profiles).set({ phone: PHONE });
    await hold(LEFT_BY_TEXT, "sms");
    expect((await as("viewer").get({ id })).suppressed).toMatchObject([{ channel: "sms", isRefusal: true }]);
    await as("editor").allowAgain({ id, channel: "sms" });
    expect((await as("viewer").get({ id })).suppressed).toEqual([]);
    expect(await consent("sms")).toBe("withdrawn");
  });

  it("opens a number for nobody else who has it", async () => {
    await rig.identify("bea");
    await rig.db.query.update(rig.db.tables.profiles).set({ phone: PHONE });
    const { id: bea } = await rig.profile("bea");
    const yes = { profileId: bea, channel: "sms", topic: "marketing", state: "granted" } as const;
    await rig.db.transaction(() =>
      setConsentAndTell(rig.engine.live, { ...yes, source: "preferences:en-1", at: 1 }),
    );
    await hold(LEFT_BY_TEXT, "sms");
    await as("editor").allowAgain({ id, channel: "sms" });
    expect(await consentState(rig.db, bea, "sms", "marketing")).toBe("withdrawn");
  });

  it("is no business of viewers, and nothing where there is none", async () => {
    await expect(as("viewer").allowAgain({ id, ...email })).rejects.toThrow("editor");
    await expect(as("viewer").holdBackAgain({ id, ...email })).rejects.toThrow("editor");
    await expect(as("editor").allowAgain({ id, ...email })).rejects.toThrow("does not exist");
    await expect(as("editor").holdBackAgain({ id, ...email })).rejects.toThrow("does not exist");
    await expect(as("editor").allowAgain({ id: id + 99, ...email })).rejects.toThrow("does not exist");
  });
});
