import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setMark } from "#server/analytics/roll/marks.ts";
import { SampleShop } from "#server/sample-shop/load.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { SegmentRig } from "#server/testing/segment-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Housekeeping } from "../housekeeping.ts";
import { Interactions } from "../interactions.ts";

const EVER: Condition = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 0 };
const GOLD: Condition = { kind: "attribute", attribute: "plan", operator: "equals", value: "gold" };
const PEOPLE = 30;
const on = (segmentId: number) =>
  drawGraph([
    { id: "start", type: "segment-changed", config: { segmentId } },
    { id: "send", type: "send-email", config: { subject: "come", body: "Hello" } },
  ]);
const log = pino({ level: "silent" });

eachDatabase("what segments hear of", (open) => {
  let rig: EngineRig;
  let segments: SegmentRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    segments = new SegmentRig(rig);
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const browser = (kind: "track" | "identify", ids: { anonymousId: string; externalId?: string }) => {
    const at = rig.clock.now();
    const traits = { fields: {}, attributes: {} };
    const arrival = { externalId: null, ...ids, messageId: null, at, receivedAt: at, traits };
    return rig.accept(
      kind === "track"
        ? { ...arrival, kind, name: "Order Completed", properties: {} }
        : { ...arrival, kind, consent: [] },
    );
  };

  it("opens and clicks", async () => {
    const opened = await segments.save({ kind: "message", did: "opened", atLeast: 1, withinDays: 7 });
    await rig.publish(
      drawGraph([
        { id: "start", type: "signup", config: {} },
        { id: "send", type: "send-email", config: { subject: "hi", body: "Hello" } },
      ]),
    );
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    const [message] = await rig.messages();
    rig.clock.advance(DAY_MS);
    const interactions = new Interactions({ db: rig.db, log, isOn: () => true, engine: rig.engine });
    const visit = { url: null, at: rig.clock.now(), userAgent: "Mozilla/5.0 Safari", prefetch: false };
    interactions.note({ ...visit, kind: "opened", messageId: message!.id });
    await interactions.flush();
    await rig.engine.settled();
    expect(await segments.members(opened)).toEqual(["ana"]);
    await rig.pass(7 * DAY_MS + 1);
    expect(await segments.members(opened)).toEqual([]);
  });

  it("two profiles that are one person, who has come in once", async () => {
    const id = await segments.save(EVER);
    await rig.publish(on(id), { settings: { reentry: "after-exit" } });
    await rig.identify("ana", { email: "ana@example.com" });
    await browser("track", { anonymousId: "b" });
    expect((await segments.find(id)).memberCount).toBe(1);
    await browser("identify", { anonymousId: "b", externalId: "ana" });
    expect(await segments.members(id)).toEqual(["ana"]);
    expect((await segments.find(id)).memberCount).toBe(1);
    expect(await segments.changes()).toHaveLength(1);
    expect(await rig.runs()).toHaveLength(1);
  });

  it("people who are erased, whom they forget", async () => {
    const id = await segments.save(GOLD);
    await rig.identify("ana", { attributes: { plan: "gold" } });
    const { id: profileId } = await rig.profile("ana");
    await rig.db.transaction((tx) => eraseProfile(tx, profileId));
    expect(await segments.find(id)).toMatchObject({ memberCount: 0 });
    expect(await segments.changes()).toEqual([]);
  });

  it("files with past customers, by which nothing starts", async () => {
    const imports = new ImportRig(open());
    const own = new SegmentRig(imports.engine);
    await imports.engine.engine.start();
    const gold = await own.save(GOLD);
    const ever = await own.save(EVER);
    await imports.engine.publish(on(gold));
    await imports.engine.publish(on(ever));
    await imports.run(
      await imports.upload("profiles", "a.csv", "email,plan\na@example.com,gold\nb@example.com,free"),
    );
    const orders = "email,event,timestamp,event id\nb@example.com,Order Completed,2026-03-10T09:59:00Z,e1";
    await imports.run(await imports.upload("events", "b.csv", orders));
    await imports.engine.engine.settled();
    expect([await own.members(gold), await own.members(ever)]).toEqual([
      ["a@example.com"],
      ["b@example.com"],
    ]);
    expect(await imports.engine.runs()).toEqual([]);
  });

  it("the sample shop, as it comes and goes", async () => {
    const id = await segments.save({ kind: "not", of: EVER });
    await rig.publish(on(id));
    const shop = new SampleShop({ db: rig.db, clock: rig.clock, log, profiles: PEOPLE });
    await shop.load();
    await shop.idle();
    await rig.engine.settled();
    const { memberCount } = await segments.find(id);
    expect(memberCount).toBeGreaterThan(0);
    expect(memberCount).toBeLessThan(PEOPLE);
    expect(await rig.runs()).toEqual([]);
    await shop.remove();
    await shop.idle();
    await rig.engine.settled();
    expect(await segments.find(id)).toMatchObject({ memberCount: 0 });
  });

  it("events that are not kept any longer", async () => {
    const id = await segments.save(EVER);
    await rig.track("ana", "Order Completed");
    expect(await segments.members(id)).toEqual(["ana"]);
    rig.clock.advance(400 * DAY_MS);
    const { retention } = rig.engine.live.settings;
    await rig.db.transaction(function* (tx) {
      yield* writeSetting(tx, "retention", { ...retention, eventDays: 365 });
      // What analytics need of it is kept apart.
      yield* setMark(tx, Number.MAX_SAFE_INTEGER);
    });
    await new Housekeeping({ db: rig.db, clock: rig.clock, log }).tidy();
    expect(await rig.db.query.$count(rig.db.tables.events)).toBe(0);
    await rig.engine.settled();
    expect(await segments.members(id)).toEqual([]);
  });

  it("another zone of the shop, in which its days begin", async () => {
    const id = await segments.save({
      kind: "attribute",
      attribute: "renewal",
      operator: "before",
      value: "2026-03-10",
    });
    await rig.identify("ana", { attributes: { renewal: "2026-03-10T02:00:00Z" } });
    expect(await segments.members(id)).toEqual([]);
    const { shop } = rig.engine.live.settings;
    await rig.db.transaction(function* (tx) {
      yield* writeSetting(tx, "shop", { ...shop, timezone: "America/New_York" });
      yield* writeSetting(tx, "relook", { zone: true, quietHours: false, afterProfileId: 0 });
    });
    await segments.taken();
    expect(await segments.members(id)).toEqual(["ana"]);
  });
});
