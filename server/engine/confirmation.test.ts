import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderMessage } from "#server/delivery/render.ts";
import { readEnv } from "#server/env.ts";
import { addressHash, confirmUrl, unsubscribeUrl } from "#server/links.ts";
import { setConsent } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { updateProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { fromBrowser } from "#server/testing/strangers.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { CONFIRM_LINK_MS, CONFIRMATIONS_MAX } from "./confirmation.ts";
import { confirm, findConfirmation } from "./confirmation-answer.ts";
import { makeSendJob } from "./send-job.ts";

const ANA = { userId: "ana", email: "ana@example.com" };

eachDatabase("asking for a confirmation", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const tell = (told: Parameters<typeof fromBrowser>[1]) => rig.accept(fromBrowser(rig, told));
  const ask = () => tell({ ...ANA, asks: true });
  const say = async (state: "granted" | "withdrawn") => {
    const { id: profileId } = await rig.profile("ana");
    const change = { profileId, channel: "email" as const, topic: "marketing", state };
    await rig.db.transaction(() => setConsent({ ...change, source: "test", at: rig.clock.now() }));
  };
  /** The token in the newest mail. */
  const token = () => {
    const url = rig.sent.at(-1)?.data.confirm_url;
    if (typeof url !== "string") throw new Error("there is no link in the newest mail");
    return url.slice(url.lastIndexOf("/") + 1);
  };
  const press = (pressed = token()) =>
    confirm({ db: rig.db, keys: rig.keys, clock: rig.clock, engine: rig.engine }, pressed);
  const look = (looked = token()) =>
    rig.db.transaction(() => findConfirmation(rig.keys, looked, rig.clock.now()));
  const consentLog = async () => {
    const { consentLog: log } = rig.db.tables;
    const rows = await rig.db.query.select().from(log).orderBy(log.id);
    return rows.map(({ state, source }) => `${state} ${source}`);
  };

  it("is one mail with a link, and only the link makes it a yes", async () => {
    await ask();
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com"]);
    expect(rig.sent[0]).toMatchObject({ unsubscribeUrl: null, content: { transactional: true } });
    expect(await look()).toMatchObject({ kind: "open" });
    expect(await consentLog()).toEqual(["pending browser"]);
    expect((await rig.profile("ana")).emailClaimed).toBe(true);

    await rig.pass(60_000);
    expect(await press()).toMatchObject({ kind: "confirmed" });
    expect(await consentLog()).toEqual(["pending browser", "granted double-opt-in"]);
    expect((await rig.profile("ana")).emailClaimed).toBe(false);
    expect(await rig.history()).toEqual(["consent.asked", "consent.confirmed"]);
    // Pressed twice.
    expect(await press()).toMatchObject({ kind: "confirmed" });
    expect(await consentLog()).toHaveLength(2);
    expect(await rig.history()).toHaveLength(2);
  });

  it("is written in the person's language", async () => {
    await rig.accept({
      ...rig.event("mei", "Viewed"),
      kind: "identify",
      traits: { fields: { email: "mei@example.com", locale: "zh-CN" }, attributes: {} },
      consent: [{ channel: "email", state: "pending" }],
    });
    expect(rig.sent.at(-1)?.content).toMatchObject({
      subject: "请确认：接收 {{ shop.name }} 的邮件",
      buttonUrl: "{{ confirm_url }}",
    });
  });

  it("is written in the shop's language for somebody whose own is not known, and says so", async () => {
    await rig.set("shop", { ...rig.engine.live.settings.shop, language: "zh" });
    const written = async (name: string, locale?: string) => {
      await rig.accept({
        ...rig.event(name, "Viewed"),
        kind: "identify",
        traits: { fields: { email: `${name}@example.com`, ...(locale ? { locale } : {}) }, attributes: {} },
        consent: [{ channel: "email", state: "pending" }],
      });
      return rig.sent.at(-1)?.content;
    };
    expect(await written("mei")).toMatchObject({
      language: "zh",
      subject: "请确认：接收 {{ shop.name }} 的邮件",
    });
    expect(await written("ann", "en-GB")).toMatchObject({ language: "en" });
  });

  it("lets marketing go out once it is confirmed", async () => {
    const news = { id: "news", type: "send-email", config: { subject: "news", body: "Hello" } };
    await rig.publish(drawGraph([{ id: "on", type: "event", config: { event: "Go" } }, news]), {
      settings: { reentry: "after-exit" },
    });
    await ask();
    await rig.track("ana", "Go");
    expect(rig.sent).toHaveLength(1);
    await press();
    await rig.track("ana", "Go");
    expect(rig.subjects().at(-1)).toBe("news");
  });

  it("comes at most once a day and three times in all, until the person has answered", async () => {
    for (let hours = 0; hours < 8 * 24; hours += 6) {
      await ask();
      await rig.pass(DAY_MS / 4);
    }
    expect(rig.sent).toHaveLength(CONFIRMATIONS_MAX);
    await say("withdrawn");
    await rig.pass(1);
    await ask();
    await ask();
    expect(rig.sent).toHaveLength(CONFIRMATIONS_MAX + 1);
    await press();
    await ask();
    await rig.pass(DAY_MS);
    await ask();
    expect(rig.sent).toHaveLength(CONFIRMATIONS_MAX + 1);
  });

  describe("about topics", () => {
    const known = (key: string, name: string, archived = false) => ({
      ...{ key, name, archived, description: "", names: {}, descriptions: {} },
    });
    beforeEach(() =>
      rig.set("topics", [
        known("marketing", "News and offers"),
        known("stock", "Back <b>in</b> {{ stock }}"),
        known("club", "Our club"),
        known("old", "Old", true),
      ]),
    );
    const askAbout = (topics: string[], isPublic = true) =>
      rig.accept({
        ...fromBrowser(rig, { ...ANA, isPublic }),
        consent: topics.map((topic) => ({ channel: "email", topic, state: "pending" })),
      });
    const told = async (topic: string, state: "granted" | "withdrawn") =>
      rig.accept({
        ...fromBrowser(rig, { ...ANA, isPublic: false }),
        consent: [{ channel: "email", topic, state }],
      });
    const said = async () => {
      const rows = await rig.db.query.select().from(rig.db.tables.consents);
      return rows.map(({ topic, state }) => `${topic} ${state}`).toSorted();
    };
    const named = () => rig.sent.map(({ data }) => data.confirm_topics);

    it("is one mail that names them, and grants exactly those", async () => {
      await askAbout(["stock", "club"]);
      expect(named()).toEqual(["Back <b>in</b> {{ stock }}, Our club"]);
      expect(await said()).toEqual(["club pending", "stock pending"]);
      await press();
      expect(await said()).toEqual(["club granted", "stock granted"]);
    });

    it("shows the shop's words for them as they are written", async () => {
      await askAbout(["stock"]);
      const context = { env: readEnv({}), keys: rig.keys, settings: rig.engine.live.settings };
      const [message] = await rig.messages();
      const data = { ...message!.data, ...rig.sent[0]!.data };
      const job = makeSendJob(context, { ...message!, data }, await rig.profile("ana"), null, 0);
      const rendering = renderMessage(job);
      if (rendering.kind !== "email" || rendering.rendered.channel !== "email")
        throw new Error("the mail could not be written");
      expect(rendering.rendered.html).toContain("Back &lt;b&gt;in&lt;/b&gt; {{ stock }}");
    });

    it("asks about all that waits for an answer, and a new mail about what comes later", async () => {
      await ask();
      await askAbout(["stock"]);
      expect(named()).toEqual(["News and offers", "News and offers, Back <b>in</b> {{ stock }}"]);
      await askAbout(["stock"]);
      await ask();
      expect(rig.sent).toHaveLength(2);
      await press();
      expect(await said()).toEqual(["marketing granted", "stock granted"]);
      await rig.pass(1);
      await told("club", "withdrawn");
      await rig.pass(DAY_MS);
      await askAbout(["club"]);
      expect(named().at(-1)).toBe("Our club");
      expect(await said()).toEqual(["club withdrawn", "marketing granted", "stock granted"]);
      await press();
      expect(await said()).toEqual(["club granted", "marketing granted", "stock granted"]);
    });

    it("comes no more often because they differ", async () => {
      for (const topic of ["stock", "club", "marketing", "stock", "club"]) {
        await askAbout([topic]);
        await rig.pass(HOUR_MS);
      }
      await rig.pass(5 * DAY_MS);
      await askAbout(["club", "stock"]);
      expect(rig.sent).toHaveLength(CONFIRMATIONS_MAX);
    });

    it("leaves alone what a stranger asks for that the person has answered, or has by a yes to all", async () => {
      await told("stock", "granted");
      await told("marketing", "granted");
      await rig.pass(1);
      await askAbout(["stock", "club", "old"]);
      expect(rig.sent).toEqual([]);
      expect(await said()).toEqual(["marketing granted", "stock granted"]);
    });

    it("gives a stranger nothing for who has left", async () => {
      await told("marketing", "withdrawn");
      await rig.pass(1);
      await askAbout(["stock"]);
      expect(await said()).toEqual(["marketing withdrawn"]);
      expect(named()).toEqual(["Back <b>in</b> {{ stock }}"]);
    });

    it("does nothing for those that the person refuses before pressing", async () => {
      await askAbout(["stock", "club"]);
      await rig.pass(1);
      await told("stock", "withdrawn");
      expect(await look()).toMatchObject({ kind: "open", topics: ["club"] });
      await press();
      expect(await said()).toEqual(["club granted", "stock withdrawn"]);
      expect(await press()).toMatchObject({ kind: "confirmed" });
    });

    it("is over when the person has left altogether since", async () => {
      await askAbout(["stock"]);
      await rig.pass(1);
      await told("marketing", "withdrawn");
      expect((await press()).kind).toBe("over");
      expect(await said()).toEqual(["marketing withdrawn", "stock pending"]);
    });

    it("is understood in mails of before, which name none", async () => {
      await ask();
      const [payload] = token().split(".");
      const fields = JSON.parse(Buffer.from(payload!, "base64url").toString("utf8")) as unknown[];
      const old = Buffer.from(JSON.stringify(fields.with(2, "marketing"))).toString("base64url");
      await press(`${old}.${rig.keys.sign("confirm", old)}`);
      expect(await said()).toEqual(["marketing granted"]);
    });
  });

  it("can be asked for again soon when the mail was left out", async () => {
    for (const visitor of ["a", "b"]) await tell({ visitor, email: ANA.email, asks: true });
    await ask();
    expect((await rig.messages()).map(({ status }) => status).toSorted()).toEqual([
      "sent",
      "sent",
      "skipped",
    ]);
    await ask();
    expect(await rig.messages()).toHaveLength(3);
    await rig.pass(HOUR_MS);
    await ask();
    expect(await rig.messages()).toHaveLength(4);
    await rig.pass(DAY_MS - HOUR_MS);
    await ask();
    expect(rig.sent).toHaveLength(3);
    await rig.pass(HOUR_MS);
    await ask();
    expect(rig.sent).toHaveLength(3);
  });

  it("waits for the address, and is not repeated because the address is", async () => {
    await tell({ userId: "ana", asks: true });
    expect(await rig.messages()).toEqual([]);
    await tell(ANA);
    await rig.pass(2 * DAY_MS);
    await tell(ANA);
    expect(rig.sent).toHaveLength(1);
    expect(await press()).toMatchObject({ kind: "confirmed" });
  });

  it("is done for a shop's own program too, which is not held to the strangers' rate", async () => {
    const told = Array.from({ length: 40 }, (_, n) =>
      fromBrowser(rig, { userId: `c${n}`, email: `c${n}@example.com`, asks: true, isPublic: false }),
    );
    await rig.accept(...told);
    expect(rig.sent).toHaveLength(40);
  });

  it("is held to the strangers' rate when a stranger asks for known customers", async () => {
    for (let n = 0; n < 40; n++)
      await rig.accept(
        fromBrowser(rig, { userId: `c${n}`, email: `c${n}@example.com`, isPublic: false }),
        fromBrowser(rig, { userId: `c${n}`, asks: true }),
      );
    expect(rig.sent).toHaveLength(30);
  });

  it("does not go out any more when the person has answered before its turn", async () => {
    await rig.set("sendingOff", true);
    await ask();
    await rig.pass(1);
    await say("withdrawn");
    await rig.set("sendingOff", false);
    expect(rig.sent).toEqual([]);
    expect((await rig.messages()).map(({ reasonCode }) => reasonCode)).toEqual(["message.answered"]);
  });

  it("is written in the shop's name, with the link, and carries nothing that a stranger wrote", async () => {
    await ask();
    const [message] = await rig.messages();
    const context = { env: readEnv({}), keys: rig.keys, settings: rig.engine.live.settings };
    const named = { ...(await rig.profile("ana")), name: "Win at http://evil.example" };
    const data = { ...message!.data, confirm_url: rig.sent[0]!.data.confirm_url };
    const rendering = renderMessage(makeSendJob(context, { ...message!, data }, named, null, 0));
    if (rendering.kind !== "email" || rendering.rendered.channel !== "email")
      throw new Error("the mail could not be written");
    const { subject, html, text, headers } = rendering.rendered;
    expect(subject).toBe(`Please confirm: emails from ${context.settings.shop.shopName}`);
    expect(html).toContain(`href="${rig.sent[0]!.data.confirm_url}"`);
    expect(text).toContain(String(rig.sent[0]!.data.confirm_url));
    expect(JSON.stringify([rendering.mail, headers])).not.toMatch(/evil|List-Unsubscribe/);
  });

  describe("by a link", () => {
    const signed = async (changes: Partial<Parameters<typeof confirmUrl>[2]> = {}, keys = rig.keys) => {
      const now = rig.clock.now();
      const target = {
        ...{ profileId: (await rig.profile("ana")).id, channel: "email" as const, topics: ["marketing"] },
        addressHash: addressHash(rig.keys, "email", ANA.email),
        ...{ askedAt: now, expiresAt: now + 1 },
        ...changes,
      };
      return confirmUrl(readEnv({}), keys, target).split("/").at(-1)!;
    };
    beforeEach(ask);
    afterEach(async () => {
      expect(await consentLog()).not.toContain("granted double-opt-in");
    });

    it("that somebody made up does nothing", async () => {
      const [payload, signature] = token().split(".");
      const other = Buffer.from(JSON.stringify([2, "email", "marketing", "x", 0, 9e15])).toString(
        "base64url",
      );
      const profileId = (await rig.profile("ana")).id;
      const unsubscribe = unsubscribeUrl(readEnv({}), rig.keys, {
        ...{ profileId, channel: "email", topic: "marketing" },
      });
      const forged = [
        ...["", "abc", "abc.def", `${payload}`, `${payload}.`, `${payload}.${signature}x`],
        ...[`${other}.${signature}`, unsubscribe.split("/").at(-1)!],
        await signed({}, new EngineRig(rig.db).keys),
      ];
      for (const one of forged) expect([one, (await press(one)).kind]).toEqual([one, "invalid"]);
    });

    it("that is too old does nothing", async () => {
      await rig.pass(CONFIRM_LINK_MS);
      expect((await press()).kind).toBe("expired");
    });

    it("that went to an address the person no longer has does nothing", async () => {
      await tell({ userId: "ana", email: "new@example.com", isPublic: false });
      expect((await press()).kind).toBe("invalid");
      const other = addressHash(rig.keys, "email", "ben@example.com");
      expect((await press(await signed({ addressHash: other }))).kind).toBe("invalid");
    });

    it("of somebody who has been erased does nothing", async () => {
      const { id } = await rig.profile("ana");
      await rig.db.transaction((tx) => eraseProfile(tx, id));
      expect((await press()).kind).toBe("invalid");
    });

    it("that is older than an unsubscribing does nothing, whatever was said in between", async () => {
      await rig.pass(1);
      await say("withdrawn");
      expect((await press()).kind).toBe("over");
      await rig.pass(1);
      await rig.accept({ ...fromBrowser(rig, { ...ANA, asks: true }), isPublic: false });
      expect((await press(await signed({ askedAt: rig.clock.now() - 2 }))).kind).toBe("over");
    });

    it("that was only looked at does nothing", async () => {
      for (let n = 0; n < 3; n++) expect((await look()).kind).toBe("open");
      expect((await rig.profile("ana")).emailClaimed).toBe(true);
    });
  });

  it("goes on for a visitor who has become a part of somebody else since", async () => {
    await tell({ visitor: "v", email: ANA.email, asks: true });
    await rig.pass(1);
    await tell({ visitor: "v", userId: "ana" });
    await rig.accept(fromBrowser(rig, { userId: "ben", email: "ben@example.com", isPublic: false }));
    expect(await press()).toMatchObject({ kind: "confirmed" });
    const { consents } = rig.db.tables;
    const { id } = await rig.profile("ana");
    const said = await rig.db.query.select().from(consents).where(eq(consents.profileId, id));
    expect(said).toMatchObject([{ channel: "email", state: "granted" }]);
  });

  it("confirms the address alone for somebody who had agreed already", async () => {
    await ask();
    await say("granted");
    const { id } = await rig.profile("ana");
    await rig.db.transaction((tx) => updateProfile(tx, id, { emailClaimed: true }));
    expect(await press()).toMatchObject({ kind: "confirmed" });
    expect((await rig.profile("ana")).emailClaimed).toBe(false);
    expect(await consentLog()).toEqual(["pending browser", "granted test"]);
  });
});
