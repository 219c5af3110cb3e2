import { and, desc, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { readMergePreview } from "#server/store/merge-preview.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type ChosenField, fieldsTaken, mergeByHand } from "./merge-by-hand.ts";
import { splitByHand } from "./split-by-hand.ts";

const granted = { channel: "email", state: "granted" } as const;
const withdrawn = { channel: "email", state: "withdrawn" } as const;

eachDatabase("profiles that somebody puts together or takes apart", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    return () => rig.engine.stop();
  });

  const tell = (
    externalId: string,
    fields: Partial<Profile>,
    consent: { channel: "email"; state: "granted" | "withdrawn" }[] = [],
  ) => tellAs({ externalId, anonymousId: null }, fields, consent);
  async function tellAs(
    identity: { externalId: string | null; anonymousId: string | null },
    { attributes = {}, ...fields }: Partial<Profile>,
    consent: { channel: "email"; state: "granted" | "withdrawn" }[] = [],
  ) {
    const now = rig.clock.now();
    const item = { ...identity, messageId: null, at: now, receivedAt: now, traits: { fields, attributes } };
    const [result] = await rig.engine.accept([{ kind: "identify", ...item, consent }]);
    return result?.kind === "accepted" ? result.profileId : 0;
  }
  const does = (externalId: string | null, name: string, anonymousId: string | null = null) => {
    const now = rig.clock.now();
    const item = { externalId, anonymousId, messageId: null, at: now, receivedAt: now };
    const traits = { fields: {}, attributes: {} };
    return rig.engine.accept([{ kind: "track", ...item, traits, name, properties: {} }]);
  };
  const merge = (fromId: number, intoId: number, take: ChosenField[] = []) =>
    rig.engine.change((tx, services, now) =>
      mergeByHand(tx, services, { fromId, intoId, take, by: "Olga" }, now),
    );
  const find = (id: number) => rig.db.transaction(() => findProfile(id));
  const consentsOf = (id: number) => {
    const { consents } = rig.db.tables;
    return rig.db.query.select().from(consents).where(eq(consents.profileId, id));
  };
  async function eventsOf(id: number) {
    const { events, eventNames } = rig.db.tables;
    const rows = await rig.db.query
      .select({ id: events.id, name: eventNames.name })
      .from(events)
      .innerJoin(eventNames, eq(eventNames.id, events.nameId))
      .where(eq(events.profileId, id))
      .orderBy(events.id);
    return rows;
  }
  async function preview(fromId: number, intoId: number, take: ChosenField[]) {
    const [from, into] = [(await find(fromId))!, (await find(intoId))!];
    return await readMergePreview(rig.db, { from, into, fields: fieldsTaken(from, into, take) });
  }

  it("become one with the fields that were chosen, and the other number leads there", async () => {
    const old = await tell("old", { name: "A. Silva", email: "old@example.com", attributes: { vip: true } });
    const ana = await tell("ana", { name: "Ana", email: "ana@example.com", phone: "+351900000000" });
    await does("old", "Signed Up");
    expect(await merge(old, ana, ["name"])).toMatchObject({
      kind: "merged",
      profile: {
        ...{ id: ana, externalId: "ana", name: "A. Silva", email: "ana@example.com" },
        ...{ phone: "+351900000000", attributes: { vip: true } },
      },
    });
    expect(await find(old)).toBeUndefined();
    await does("old", "Order Completed");
    expect((await eventsOf(ana)).map(({ name }) => name)).toEqual(["Signed Up", "Order Completed"]);
    expect(await rig.db.query.$count(rig.db.tables.profiles)).toBe(1);
    const { history } = rig.db.tables;
    const [noted] = await rig.db.query
      .select()
      .from(history)
      .where(and(eq(history.profileId, ana), eq(history.code, "profile.merged-by-hand")))
      .orderBy(desc(history.id));
    expect(noted?.values).toEqual({ by: "Olga", who: "A. Silva" });
  });

  it("show beforehand the consent that they then have: any no counts, and no yes to an address that is gone", async () => {
    for (const [first, second, take, after] of [
      [granted, granted, [], "granted"],
      [granted, withdrawn, [], "withdrawn"],
      [withdrawn, granted, [], "withdrawn"],
      [null, granted, [], "granted"],
      [granted, null, [], "unknown"],
      [granted, null, ["email"], "granted"],
      [null, granted, ["email"], "unknown"],
    ] as const) {
      const key = `${first?.state} ${second?.state} ${take.length}`;
      const from = await tell(`f ${key}`, { email: "f@example.com" }, first ? [first] : []);
      const into = await tell(`i ${key}`, { email: "i@example.com" }, second ? [second] : []);
      const { consents } = await preview(from, into, [...take]);
      expect(consents[0]?.state ?? "unknown", key).toBe(after);
      await merge(from, into, [...take]);
      expect((await consentsOf(into))[0]?.state ?? "unknown", key).toBe(after);
    }
  });

  it("are never mixed with the sample shop, and one is not merged with itself", async () => {
    const ana = await tell("ana", { name: "Ana" });
    const bo = await tell("bo", { name: "Bo" });
    const { profiles } = rig.db.tables;
    await rig.db.transaction((tx) =>
      run(tx.query.update(profiles).set({ isSample: true }).where(eq(profiles.id, bo))),
    );
    expect(await merge(ana, bo)).toEqual({ kind: "sample" });
    expect(await merge(ana, ana)).toEqual({ kind: "same" });
    expect(await merge(ana, 999)).toEqual({ kind: "missing" });
  });

  it("are taken apart by their events and browsers, and come together again", async () => {
    const ana = await tellAs({ externalId: "ana", anonymousId: "phone" }, { name: "Ana" }, [granted]);
    await does(null, "Product Viewed", "phone");
    await does("ana", "Order Completed");
    const [viewed] = await eventsOf(ana);
    const wanted = {
      profileId: ana,
      eventIds: [viewed!.id],
      anonymousIds: ["phone"],
      name: "Bo",
      by: "Olga",
    };
    const split = await rig.engine.change((tx, services, now) => splitByHand(tx, services, wanted, now));
    expect(split).toMatchObject({ kind: "split", events: 1, profile: { name: "Bo", externalId: null } });
    const bo = split.kind === "split" ? split.profile.id : 0;
    await does(null, "Product Added", "phone");
    expect((await eventsOf(bo)).map(({ name }) => name)).toEqual(["Product Viewed", "Product Added"]);
    expect((await eventsOf(ana)).map(({ name }) => name)).toEqual(["Order Completed"]);
    expect(await consentsOf(bo)).toEqual([]);
    const nothing = { ...wanted, eventIds: [], anonymousIds: [] };
    expect(await rig.engine.change((tx, services, now) => splitByHand(tx, services, nothing, now))).toEqual({
      kind: "nothing",
    });
    await merge(bo, ana);
    expect((await eventsOf(ana)).map(({ name }) => name)).toEqual([
      ...["Product Viewed", "Order Completed", "Product Added"],
    ]);
  });
});
