import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { noteInApp } from "#server/in-app/happening.ts";
import { messagesFor } from "#server/in-app/messages.ts";
import { inAppKey, inAppProof } from "#server/in-app/proof.ts";
import { eraseAndTell } from "#server/notices/profiles.ts";
import { setConsent } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { IntakeItem } from "./intake.ts";

const VISITOR = "6b1c6b0e-3f5a-4b8e-9d0f-0a4f1a2b3c4d";
const on = { id: "on", type: "event", config: { event: "Go" } };
const show = (config = {}) => ({ id: "show", type: "show-in-app", config: { title: "Hello", ...config } });
const again = { reentry: "after-exit" };

eachDatabase("messages in the shop's pages", (open) => {
  let db: Database;
  let rig: EngineRig;
  beforeEach(async () => {
    db = open();
    rig = new EngineRig(db);
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const publish = (config = {}, settings = {}) =>
    rig.publish(drawGraph([on, show(config)]), { settings: { ...again, ...settings } });
  const outcomes = async () => (await rig.messages()).map(({ status, reasonCode }) => reasonCode ?? status);
  const sees = async (who: { anonymousId: string } | { userId: string }) => {
    const { inApp } = rig.engine.live.settings;
    const proof = "userId" in who ? { userProof: inAppProof(inAppKey(rig.keys, inApp), who.userId) } : {};
    const asked = { ...who, ...proof };
    return (await messagesFor({ db, keys: rig.keys, inApp }, asked, rig.clock.now())).messages;
  };
  let count = 0;
  const visits = async (ids: Partial<Pick<IntakeItem, "externalId" | "anonymousId" | "isPublic">>) => {
    count += 1;
    const now = rig.clock.now();
    await rig.accept({
      ...{ externalId: null, anonymousId: null, ...ids, kind: "track", name: "Go", properties: {} },
      ...{ messageId: `v${count}`, at: now, receivedAt: now, traits: { fields: {}, attributes: {} } },
    });
  };
  const says = async (externalId: string, topic: string, state: "granted" | "withdrawn" | "pending") => {
    const { id: profileId } = await rig.profile(externalId);
    const change = { profileId, channel: "in-app" as const, topic, state, source: "api" };
    await db.transaction(() => setConsent({ ...change, at: rig.clock.now() }));
  };

  /** To the first message there is, unless another is named. */
  const happens = async (kind: "shown" | "dismissed", id?: number) => {
    const messageId = id ?? (await rig.messages())[0]!.id;
    const happened = { messageId, kind, at: rig.clock.now(), userAgent: "Firefox/140", prefetch: false };
    return await db.transaction((tx) => noteInApp(tx, happened, { isTracking: true }));
  };

  it("are sent to somebody of whom nothing is known but a browser, and wait there", async () => {
    await publish({ body: "There", display: "modal", showDays: 2 });
    await visits({ anonymousId: VISITOR });
    expect(await rig.messages()).toMatchObject([
      {
        ...{ channel: "in-app", status: "sent", captured: false },
        rendered: { title: "Hello", body: "There", untilAt: rig.clock.now() + 2 * DAY_MS },
      },
    ]);
    expect(await sees({ anonymousId: VISITOR })).toMatchObject([{ title: "Hello", display: "modal" }]);
    expect((await rig.runs()).map(({ status }) => status)).toEqual(["finished"]);
  });

  it("need no yes, and take a no to them or to their topic", async () => {
    await publish();
    await rig.track("ana", "Go");
    await says("ana", "marketing", "pending");
    await rig.track("ana", "Go");
    await says("ana", "marketing", "withdrawn");
    await rig.track("ana", "Go");
    expect(await outcomes()).toEqual(["sent", "sent", "message.withdrawn"]);
    await says("ana", "marketing", "granted");
    await rig.republish(1, { ...drawGraph([on, show({ topic: "news" })]), settings: again });
    await rig.track("ana", "Go");
    await says("ana", "news", "withdrawn");
    await rig.track("ana", "Go");
    expect((await outcomes()).slice(3)).toEqual(["sent", "message.withdrawn"]);
    // What was sent about news before the no is not shown any more either.
    expect(await sees({ userId: "ana" })).toHaveLength(2);
  });

  it("count towards their own cap and towards no other", async () => {
    const capRules = [
      { channel: "in-app", max: 1, per: "day" },
      { channel: "web-push", max: 1, per: "day" },
    ];
    await publish({}, { caps: "own", capRules });
    for (let n = 0; n < 2; n += 1) await rig.track("ana", "Go");
    expect(await outcomes()).toEqual(["sent", "message.capped"]);
    await rig.pass(DAY_MS);
    await rig.track("ana", "Go");
    expect(await outcomes()).toEqual(["sent", "message.capped", "sent"]);
  });

  it("are held through quiet hours, and shown for their whole time after that", async () => {
    // It is 10:00 UTC.
    await publish({ showDays: 1 }, { quietHours: "own", quietFrom: "09:00", quietTo: "12:00" });
    await rig.track("ana", "Go");
    expect(await sees({ userId: "ana" })).toEqual([]);
    await rig.pass(3 * HOUR_MS);
    const [shown] = await sees({ userId: "ana" });
    expect(shown!.until).toBe(rig.clock.now() + DAY_MS);
  });

  it("take the failed path when they cannot be written", async () => {
    await publish({ title: "{{ event.none }}", body: "{{ event.none }}" });
    await rig.track("ana", "Go");
    expect(await outcomes()).toEqual(["in-app.empty"]);
    expect(await sees({ userId: "ana" })).toEqual([]);
  });

  it("go along when the visitor turns out to be a customer, and are no browser's any more", async () => {
    await publish();
    await visits({ anonymousId: VISITOR });
    const [before] = await sees({ anonymousId: VISITOR });
    expect(await happens("dismissed")).toBe("noted");
    await rig.track("ana", "Go");
    await visits({ anonymousId: VISITOR, externalId: "ana", isPublic: true });
    expect(await sees({ anonymousId: VISITOR })).toEqual([]);
    const after = await sees({ userId: "ana" });
    expect(after.map(({ dismissed }) => dismissed)).toEqual([false, false, true]);
    // The page knows it by the same id.
    expect(after[2]!.id).toBe(before!.id);
    const { interactions } = db.tables;
    expect(await db.query.select().from(interactions)).toMatchObject([
      { profileId: (await rig.profile("ana")).id },
    ]);
  });

  it("are gone when the person is erased, and nothing can be told of them", async () => {
    await publish();
    await rig.track("ana", "Go");
    const { id } = await rig.profile("ana");
    const [message] = await rig.messages();
    expect(await happens("shown")).toBe("noted");
    const { live } = rig.engine;
    await db.transaction((tx) => eraseAndTell(tx, { live, keys: rig.keys }, id, rig.clock.now()));
    expect(await sees({ userId: "ana" })).toEqual([]);
    expect(await happens("shown", message!.id)).toBe("gone");
    expect(await db.query.select().from(db.tables.interactions)).toEqual([]);
  });

  it("that somebody closed twice at the same moment are noted once", async () => {
    await publish();
    await rig.track("ana", "Go");
    const closed = await Promise.all([1, 2, 3].map(() => happens("dismissed")));
    expect(closed).toEqual(["noted", "noted", "noted"]);
    expect(await db.query.select().from(db.tables.interactions)).toHaveLength(1);
  });
});
