import { eq } from "drizzle-orm";
import pino from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import { uniteProfiles } from "#server/store/merge.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { Visit } from "#workflows/machine-visits.ts";
import { Interactions } from "./interactions.ts";
import { KEPT_PER_MESSAGE_MAX } from "./note-visits.ts";

const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.3 Safari/605.1.15";
const SHOES = "https://shop.example/shoes";
const HATS = "https://shop.example/hats";
const LATER = NOW + 60_000;

eachDatabase("interactions", (open) => {
  let rig: StoreRig;
  let ana: Profile;
  let messageId: number;
  let isOn: boolean;
  let interactions: Interactions;
  beforeEach(async () => {
    rig = new StoreRig(open());
    ana = await rig.profile({ externalId: "ana", email: "ana@example.com" });
    messageId = (await rig.message(ana.id))!;
    await rig.do((tx) =>
      run(
        tx.query
          .update(tx.tables.messages)
          .set({ handedAt: NOW })
          .where(eq(tx.tables.messages.id, messageId)),
      ),
    );
    isOn = true;
    interactions = new Interactions({ db: open(), log: pino({ level: "silent" }), isOn: () => isOn });
  });

  const note = (changes: Partial<Visit> = {}, id = messageId) =>
    interactions.note({
      ...{ kind: "clicked", url: SHOES, at: LATER, userAgent: SAFARI, prefetch: false },
      ...changes,
      messageId: id,
    });
  const opened = (changes: Partial<Visit> = {}) => note({ kind: "opened", url: null, ...changes });
  const rows = async () => {
    const { interactions: table } = rig.db.tables;
    return rig.db.query.select().from(table).orderBy(table.id);
  };
  const words = async () =>
    (await rows()).map(({ kind, machine, url }) =>
      `${machine ? "machine" : "person"} ${kind} ${url ?? ""}`.trim(),
    );

  it("notes who opened and clicked, and that who clicks has opened", async () => {
    note();
    await interactions.flush();
    opened({ at: LATER + 5_000 });
    note({ at: LATER + 9_000 });
    await interactions.flush();
    expect(await words()).toEqual([
      `person clicked ${SHOES}`,
      "person opened",
      "person opened",
      `person clicked ${SHOES}`,
    ]);
    expect((await rows())[0]).toMatchObject({ profileId: ana.id, messageId, at: LATER });
  });

  it("sets machines apart, and concludes nothing from what they click", async () => {
    opened({ userAgent: "Mozilla/5.0" });
    note({ at: NOW + 1_000 });
    await interactions.flush();
    expect(await words()).toEqual(["machine opened", `machine clicked ${SHOES}`]);
  });

  it.each([
    ["in one group", false],
    ["one after the other", true],
  ])("sees a burst of clicks, and what was concluded from the first of them, %s", async (_, apart) => {
    note();
    if (apart) await interactions.flush();
    note({ url: HATS, at: LATER + 300 });
    await interactions.flush();
    note({ url: SHOES, at: LATER + 60_000 });
    await interactions.flush();
    expect((await words()).toSorted()).toEqual([
      `machine clicked ${HATS}`,
      `machine clicked ${SHOES}`,
      "machine opened",
      `person clicked ${SHOES}`,
      "person opened",
    ]);
  });

  it("keeps so many of one message, and machines do not take the persons' room", async () => {
    for (let index = 0; index < KEPT_PER_MESSAGE_MAX * 3; index++) opened({ userAgent: "Mozilla/5.0" });
    await interactions.flush();
    opened();
    for (let index = 0; index < KEPT_PER_MESSAGE_MAX * 3; index++) note({ at: LATER + index * 10_000 });
    await interactions.flush();
    const counts = Map.groupBy(await words(), (word) => word);
    expect(counts.get("machine opened")).toHaveLength(KEPT_PER_MESSAGE_MAX);
    expect(counts.get("person opened")).toHaveLength(1);
    expect(counts.get(`person clicked ${SHOES}`)).toHaveLength(KEPT_PER_MESSAGE_MAX);
  });

  describe("is silent", () => {
    it("about people who asked for it, also for links that they got before", async () => {
      const { profiles } = rig.db.tables;
      await rig.do((tx) => run(tx.query.update(profiles).set({ trackingOff: true })));
      note();
      await interactions.flush();
      expect(await rows()).toEqual([]);
    });

    it("while the shop does not want to know", async () => {
      isOn = false;
      note();
      await interactions.flush();
      expect(await rows()).toEqual([]);
    });

    it("about people who were erased and messages that never were, and notes the others", async () => {
      const ben = await rig.profile({ externalId: "ben" });
      const bens = (await rig.message(ben.id))!;
      await rig.do((tx) => eraseProfile(tx, ana.id));
      note();
      note({}, 999_999);
      note({}, bens);
      await interactions.flush();
      expect((await rows()).map(({ profileId }) => profileId)).toEqual([ben.id, ben.id]);
    });
  });

  it("belongs to whoever the person has become one with", async () => {
    note();
    await interactions.flush();
    const ben = await rig.profile({ externalId: "ben" });
    await rig.do((tx) => uniteProfiles(tx, { from: ana, into: ben, isPublic: false }, NOW));
    note({ at: LATER + 60_000 });
    await interactions.flush();
    expect(new Set((await rows()).map(({ profileId }) => profileId))).toEqual(new Set([ben.id]));
  });

  it.each([
    [true, false],
    [false, true],
  ])("stays off when one of two who become one had it off (%s, %s)", async (from, into) => {
    const { profiles } = rig.db.tables;
    const ben = await rig.profile({ externalId: "ben" });
    await rig.do(function* (tx) {
      yield* run(tx.query.update(profiles).set({ trackingOff: from }).where(eq(profiles.id, ana.id)));
      yield* run(tx.query.update(profiles).set({ trackingOff: into }).where(eq(profiles.id, ben.id)));
    });
    await rig.do(function* (tx) {
      const both = { from: (yield* findProfile(ana.id))!, into: (yield* findProfile(ben.id))! };
      yield* uniteProfiles(tx, { ...both, isPublic: false }, NOW);
    });
    expect(await rig.do(() => findProfile(ben.id))).toMatchObject({ trackingOff: true });
  });

  it("writes a mass of visits in few transactions", async () => {
    let transactions = 0;
    const db = open();
    const counted: typeof db = {
      ...db,
      transaction: (body, options) => {
        transactions += 1;
        return db.transaction(body, options);
      },
    };
    const many = new Interactions({ db: counted, log: pino({ level: "silent" }), isOn: () => true });
    for (let index = 0; index < 1_000; index++)
      many.note({ messageId, kind: "opened", url: null, at: LATER, userAgent: SAFARI, prefetch: false });
    await many.flush();
    expect(transactions).toBe(10);
    expect(await rows()).toHaveLength(KEPT_PER_MESSAGE_MAX);
  });
});
