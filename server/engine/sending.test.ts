import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setConsent } from "#server/store/consents.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const wait = (amount: number, unit: "hours" | "days") => ({
  id: "wait",
  type: "delay",
  config: { duration: { amount, unit } },
});
const signup = { id: "signup", type: "signup", config: {} };
const push = { id: "push", type: "send-web-push", config: { title: "push" } };
const cart = { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
const quiet = { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 30 } };

eachDatabase("sending", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  const sent = () =>
    rig.sent.map(({ content }) => ("subject" in content ? content.subject : content.channel));
  const messages = () =>
    open().query.select().from(open().tables.messages).orderBy(open().tables.messages.id);
  const runs = () => open().query.select().from(open().tables.runs).orderBy(open().tables.runs.id);
  async function anaId(): Promise<number> {
    const { profiles } = open().tables;
    const [ana] = await open().query.select().from(profiles).where(eq(profiles.externalId, "ana"));
    return ana!.id;
  }

  describe("to two browsers", () => {
    beforeEach(async () => {
      const profileId = await anaId();
      const now = rig.clock.now();
      await open().transaction(function* (tx) {
        for (const endpoint of ["https://push.example/1", "https://push.example/2"]) {
          const keys = { p256dh: "p", auth: "a" };
          yield* savePushSubscription(tx, { profileId, endpoint, keys, userAgent: null, createdAt: now });
        }
        const consent = { channel: "web-push" as const, topic: "marketing", state: "granted" as const };
        yield* setConsent({ ...consent, profileId, source: "browser", at: now });
      });
      await rig.publish(
        drawGraph([
          signup,
          { ...push, to: { next: "after", failed: "failed" } },
          { ...email("after"), to: {} },
          email("failed"),
        ]),
      );
    });

    it("makes two messages, and the run goes on once", async () => {
      await rig.track("ana", "Signed Up");
      expect(sent()).toEqual(["web-push", "web-push", "after"]);
      const pushes = rig.sent.slice(0, 2);
      expect(new Set(pushes.map(({ endpoint }) => endpoint)).size).toBe(2);
      expect(new Set(pushes.map(({ key }) => key)).size).toBe(2);
    });

    it("waits for the slower one, and has reached the person when one of them was", async () => {
      const gone = { kind: "failed" as const, code: "push.gone", values: {}, suppress: true };
      rig.answers.push({ kind: "retry", code: "push.status", values: { status: 503 } }, gone);
      await rig.track("ana", "Signed Up");
      expect(sent()).toEqual(["web-push", "web-push"]);
      await rig.pass(HOUR_MS);
      expect(sent()).toEqual(["web-push", "web-push", "web-push", "after"]);
      const subscriptions = await open().query.select().from(open().tables.pushSubscriptions);
      expect(subscriptions.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
    });

    it("takes the failed path when both are gone", async () => {
      const gone = { kind: "failed" as const, code: "push.gone", values: {}, suppress: true };
      rig.answers.push(gone, gone);
      await rig.track("ana", "Signed Up");
      expect(sent()).toEqual(["web-push", "web-push", "failed"]);
    });
  });

  it("does not send what was waiting when the run ended, and says so", async () => {
    await rig.publish(drawGraph([quiet, email("come back"), wait(1, "days"), email("second")]));
    await rig.track("ana", "Order Completed");
    rig.answers.push({ kind: "retry", code: "email.deferred", values: { answer: "busy" } });
    await rig.pass(30 * DAY_MS);
    expect(sent()).toEqual(["come back"]);
    await rig.track("ana", "Order Completed");
    await rig.pass(10 * DAY_MS);
    expect(sent()).toEqual(["come back"]);
    expect(await messages()).toMatchObject([
      { status: "skipped", reasonCode: "message.run-ended", attempts: 1 },
    ]);
    expect((await rig.history()).slice(-2)).toEqual(["run.exit-event", "message.run-ended"]);
    expect((await runs()).map(({ status }) => status)).toEqual(["exited"]);
  });

  it("asks again in the moment of sending whether the person still agrees", async () => {
    await rig.publish(drawGraph([signup, email("hello")]));
    await open().transaction((tx) => writeSetting(tx, "sendingOff", true));
    await rig.engine.reload();
    await rig.track("ana", "Signed Up");
    await rig.identify("ana", {}, "withdrawn" as "granted");
    await open().transaction((tx) => writeSetting(tx, "sendingOff", false));
    await rig.engine.reload();
    await rig.engine.settled();
    expect(sent()).toEqual([]);
    expect(await messages()).toMatchObject([{ status: "skipped", reasonCode: "message.withdrawn" }]);
  });

  it("reminds the same person of carts at most once a week", async () => {
    await rig.publish(drawGraph([cart, email("reminder")]));
    for (const cartId of ["c1", "c2", "c3"]) {
      await rig.track("ana", "Product Added", { cart_id: cartId, product_id: "a" });
      await rig.pass(HOUR_MS);
      await rig.pass(4 * DAY_MS);
    }
    expect(rig.sent.map(({ data }) => (data.cart as { id: string }).id)).toEqual(["c1", "c3"]);
    expect((await rig.history()).filter((code) => code === "trigger.cart-weekly-cap")).toHaveLength(1);
  });

  it("does not begin a second quiet spell because of an older event that comes late", async () => {
    await rig.publish(drawGraph([quiet, email("come back")]));
    const orderedAt = rig.clock.now();
    await rig.track("ana", "Order Completed");
    await rig.pass(30 * DAY_MS);
    expect(sent()).toEqual(["come back"]);
    await rig.pass(HOUR_MS);
    await rig.track("ana", "Order Completed", {}, orderedAt - HOUR_MS);
    await rig.pass(DAY_MS);
    expect(sent()).toEqual(["come back"]);
    expect(await runs()).toHaveLength(1);
  });

  it("keeps the time of day where a person is who has moved during a wait", async () => {
    await rig.identify("ana", { timezone: "America/New_York" });
    await rig.publish(drawGraph([signup, wait(20, "days"), email("later")]));
    await rig.track("ana", "Signed Up");
    await rig.pass(DAY_MS);
    await rig.identify("ana", { timezone: "Europe/Berlin" });
    // In Berlin the clocks change during these twenty days, in New York they do not.
    await rig.pass(19 * DAY_MS - HOUR_MS - 1);
    expect(sent()).toEqual([]);
    await rig.pass(1);
    expect(sent()).toEqual(["later"]);
  });

  it("takes the failed path after its last try", async () => {
    await rig.publish(drawGraph([signup, { ...email("hello"), to: { failed: "sorry" } }, email("sorry")]));
    const busy = { kind: "retry" as const, code: "email.deferred", values: { answer: "busy" } };
    rig.answers.push(...Array.from({ length: 8 }, () => busy));
    await rig.track("ana", "Signed Up");
    for (let hours = 0; hours < 48; hours += 4) await rig.pass(4 * HOUR_MS);
    expect(sent()).toEqual([...Array.from({ length: 8 }, () => "hello"), "sorry"]);
    expect(await rig.history()).toContain("message.gave-up");
    expect(new Set(rig.sent.slice(0, 8).map(({ key }) => key)).size).toBe(1);
  });

  it("waits as long as the receiver asks for", async () => {
    await rig.publish(drawGraph([signup, email("hello")]));
    const retryAfterMs = 10 * HOUR_MS;
    rig.answers.push({ kind: "retry", code: "email.deferred", values: { answer: "later" }, retryAfterMs });
    await rig.track("ana", "Signed Up");
    await rig.pass(retryAfterMs - 1);
    expect(sent()).toHaveLength(1);
    await rig.pass(1);
    expect(sent()).toHaveLength(2);
  });

  it("notes what a server answered, even when it is no text", async () => {
    await rig.publish(drawGraph([signup, email("hello")]));
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "\0binary \ud83d" } });
    await rig.track("ana", "Signed Up");
    expect(await messages()).toMatchObject([{ status: "failed", reasonValues: { answer: "binary \ufffd" } }]);
    expect((await rig.history()).at(-1)).toBe("run.finished");
  });

  it("ends a run that a fault of ours would hold up, and only that one", async () => {
    await rig.publish(drawGraph([signup, wait(1, "hours"), email("hello")]));
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.track("ben", "Signed Up");
    const [broken] = await runs();
    const { runs: table } = open().tables;
    await open()
      .query.update(table)
      .set({ state: { ...broken!.state, waiting: null } })
      .where(eq(table.id, broken!.id));
    await rig.pass(HOUR_MS);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ben@example.com"]);
    expect((await runs()).map(({ status, endCode }) => [status, endCode])).toEqual([
      ["failed", "run.step-faulty"],
      ["finished", "run.finished"],
    ]);
  });

  it("goes nowhere for a person who was erased meanwhile", async () => {
    await rig.publish(drawGraph([signup, wait(1, "hours"), email("hello")]));
    await rig.track("ana", "Signed Up");
    const id = await anaId();
    await open().transaction((tx) => eraseProfile(tx, id));
    await rig.pass(DAY_MS);
    expect(sent()).toEqual([]);
  });
});
