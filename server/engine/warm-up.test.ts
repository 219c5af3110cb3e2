import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { releaseWarmUp } from "#server/store/sent-today.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const news = { id: "news", type: "send-email", config: { subject: "news", body: "Hello" } };
const receipt = {
  id: "receipt",
  type: "send-email",
  config: { subject: "receipt", body: "Hello", transactional: true },
};
const on = { id: "on", type: "event", config: { event: "Go" } };
const smtp = {
  host: "mail.example",
  port: 587,
  secure: false,
  unencrypted: false,
  user: "",
  sealedPassword: null,
  from: "a@shop.example",
};
const limit = (perDay: number | null) => ({ perMinute: null, perDay });

eachDatabase("the daily limit of marketing emails", (open) => {
  let rig: EngineRig;
  /** It is Tuesday, 10 March 2026, 10:00 UTC; the shop is in New York, whose day ends at 04:00 UTC. */
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    const { shop } = rig.engine.live.settings;
    await rig.set("shop", { ...shop, timezone: "America/New_York" });
    await rig.set("smtp", smtp);
    await rig.set("pace", limit(2));
  });
  afterEach(() => rig.engine.stop());

  async function go(...people: string[]) {
    for (const person of people) {
      await rig.identify(person, { email: `${person}@example.com` });
      await rig.track(person, "Go");
    }
  }
  const sentTo = () => rig.sent.map(({ endpoint }) => endpoint.replace("@example.com", ""));

  it("lets those over it wait until the shop's next day, in their order, and says so", async () => {
    await rig.publish(drawGraph([on, news]));
    await go("ana", "ben", "cem", "dan", "eva");
    expect(sentTo()).toEqual(["ana", "ben"]);
    const waiting = (await rig.messages()).filter(({ status }) => status === "queued");
    expect(waiting.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(Date.UTC(2026, 2, 11, 4)));
    expect(word(wordReason(waiting[0]!.reasonCode!, waiting[0]!.reasonValues!))).toBe(
      "Waits until tomorrow: the daily limit of 2 emails is reached",
    );
    await rig.pass(18 * HOUR_MS - 1);
    expect(sentTo()).toHaveLength(2);
    await rig.pass(1);
    expect(sentTo()).toEqual(["ana", "ben", "cem", "dan"]);
    await rig.pass(DAY_MS);
    expect(sentTo()).toEqual(["ana", "ben", "cem", "dan", "eva"]);
  });

  it("does not hold what a person needs, and does not count it", async () => {
    await rig.publish(drawGraph([on, receipt, news]));
    await go("ana", "ben", "cem");
    expect(rig.subjects().filter((subject) => subject === "receipt")).toHaveLength(3);
    expect(rig.subjects().filter((subject) => subject === "news")).toHaveLength(2);
  });

  it("is not forgotten by a restart", async () => {
    await rig.publish(drawGraph([on, news]));
    await go("ana", "ben");
    await rig.restart();
    await go("cem");
    expect(sentTo()).toEqual(["ana", "ben"]);
  });

  it("gives back the place of an email that did not go out, and keeps it for one that may have", async () => {
    await rig.publish(drawGraph([on, news]));
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no" } });
    rig.answers.push({ kind: "unknown", code: "email.timeout", values: {} });
    await go("ana", "ben", "cem", "dan");
    expect(sentTo()).toEqual(["ana", "ben", "cem"]);
  });

  it("gives back no place that was never taken: a sample person's email does not leave this server", async () => {
    await rig.publish(drawGraph([on, news]));
    await rig.identify("sam", { email: "sam@example.com" });
    const { profiles } = rig.db.tables;
    await rig.db.transaction((tx) =>
      run(tx.query.update(profiles).set({ isSample: true }).where(eq(profiles.externalId, "sam"))),
    );
    await go("ana", "ben");
    rig.answers.push({ kind: "failed", code: "template.failed", values: {} });
    await rig.track("sam", "Go");
    await go("cem");
    expect(sentTo()).toEqual(["ana", "ben", "sam"]);
  });

  it("tells each person once, and looks at nobody who waits while a day is full", async () => {
    await rig.publish(drawGraph([on, news]));
    await go("ana", "ben", "cem", "dan", "eva", "fay", "gus");
    await rig.identify("fay", {}, "withdrawn");
    const held = async () =>
      (await rig.db.query.select().from(rig.db.tables.history)).filter(
        ({ code }) => code === "message.warm-up",
      );
    expect(await held()).toHaveLength(5);
    await rig.pass(18 * HOUR_MS);
    expect(sentTo().slice(2)).toEqual(["cem", "dan"]);
    const waiting = (await rig.messages()).filter(({ status }) => status === "queued");
    expect(waiting.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(Date.UTC(2026, 2, 12, 4)));
    await rig.pass(DAY_MS);
    expect(sentTo().slice(4)).toEqual(["eva", "gus"]);
    expect((await rig.messages()).find(({ status }) => status === "skipped")?.reasonCode).toBe(
      "message.withdrawn",
    );
    expect(await held()).toHaveLength(5);
  });

  it("tells nobody twice because of quiet hours in between", async () => {
    const night = { quietHours: "own", quietFrom: "00:00", quietTo: "08:00" };
    await rig.publish(drawGraph([on, news]), { settings: night });
    await rig.pass(4 * HOUR_MS);
    await go("ana", "ben", "cem", "dan", "eva");
    for (let hour = 0; hour < 48; hour++) await rig.pass(HOUR_MS);
    expect(sentTo().sort()).toEqual(["ana", "ben", "cem", "dan", "eva"]);
    const told = (await rig.db.query.select().from(rig.db.tables.history)).map(({ code }) => code);
    expect(told.filter((code) => code === "message.warm-up")).toHaveLength(3);
    expect(told).not.toContain("message.quiet-hours");
  });

  it("drops what waited longer than its workflow allows, and says since when", async () => {
    await rig.publish(drawGraph([on, news]), { settings: { staleAfter: { amount: 1, unit: "days" } } });
    await rig.set("pace", limit(1));
    await go("ana", "ben", "cem", "dan");
    await rig.pass(18 * HOUR_MS);
    expect(sentTo()).toEqual(["ana", "ben"]);
    await rig.pass(DAY_MS);
    expect(sentTo()).toEqual(["ana", "ben"]);
    const dropped = (await rig.messages()).filter(({ status }) => status === "skipped");
    expect(dropped.map(({ reasonCode }) => reasonCode)).toEqual(["message.too-stale", "message.too-stale"]);
    expect(word(wordReason(dropped[0]!.reasonCode!, dropped[0]!.reasonValues!))).toMatch(
      /due since .*10 Mar/,
    );
  });

  it("holds nobody while emails are kept here, and nobody once it is off", async () => {
    await rig.publish(drawGraph([on, news]));
    await go("ana", "ben", "cem");
    await rig.set("pace", limit(null));
    await rig.db.transaction(() => releaseWarmUp(rig.clock.now()));
    await rig.pass(1000);
    expect(sentTo()).toEqual(["ana", "ben", "cem"]);
    await rig.set("pace", limit(1));
    await rig.set("smtp", null);
    await go("dan", "eva");
    expect(sentTo()).toHaveLength(5);
  });
});
