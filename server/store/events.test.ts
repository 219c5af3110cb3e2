import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { claimMessageId, claimMessageIds, countEvents, insertEvent, listEventNames } from "./events.ts";
import { countQuietSince, listLastEvents } from "./profile-lists.ts";

eachDatabase("events", (open) => {
  it("takes a message id once, also when several come at the same time", async () => {
    const rig = new StoreRig(open());
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => rig.do(() => claimMessageId("m1", NOW))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await rig.do(() => claimMessageId("m2", NOW))).toBe(true);
    // A transaction that fails takes its claim back, so that a second try is not a repeat.
    await expect(
      rig.do(function* () {
        yield* claimMessageId("m3", NOW);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow();
    expect(await rig.do(() => claimMessageId("m3", NOW))).toBe(true);
  });

  it("takes many message ids at once, but for those that were there", async () => {
    const rig = new StoreRig(open());
    const ids = Array.from({ length: 60 }, (_, index) => `m${index}`);
    const known = ["m3", "m59"];
    for (const id of known) await rig.do(() => claimMessageId(id, NOW));
    const claimed = await rig.do(() => claimMessageIds([...ids, "m1"], NOW));
    expect([...claimed].sort()).toEqual(ids.filter((id) => !known.includes(id)).sort());
    expect(await rig.do(() => claimMessageIds(ids, NOW))).toEqual(new Set());
  });

  it("counts by person, name and time, and knows who did something last when", async () => {
    const rig = new StoreRig(open());
    const ana = await rig.profile({ timezone: "Europe/Berlin" });
    const ben = await rig.profile();
    await rig.profile();
    const did = (profileId: number, name: string, at: number) =>
      rig.do(() => insertEvent({ profileId, name, at, receivedAt: NOW, properties: { deep: { a: ["ü"] } } }));
    await did(ana.id, "Order Completed", NOW - 10 * DAY_MS);
    await did(ana.id, "Order Completed", NOW - 2 * DAY_MS);
    await did(ana.id, "Product Viewed", NOW);
    await did(ben.id, "Order Completed", NOW - 30 * DAY_MS);
    const counted = (name: string, since: number) => rig.do(() => countEvents(ana.id, name, since));
    expect(await counted("Order Completed", 0)).toBe(2);
    expect(await counted("Order Completed", NOW - 2 * DAY_MS)).toBe(1);
    expect(await counted("Order Completed", NOW - 2 * DAY_MS + 1)).toBe(0);
    expect(await counted("Never Happened", 0)).toBe(0);

    expect(await listEventNames(open())).toEqual([
      { name: "Product Viewed", lastAt: NOW },
      { name: "Order Completed", lastAt: NOW - 2 * DAY_MS },
    ]);
    const last = (afterProfileId: number) =>
      listLastEvents(open(), { event: "Order Completed", afterProfileId, limit: 1 });
    const lastOfAna = { profileId: ana.id, at: NOW - 2 * DAY_MS, timezone: "Europe/Berlin" };
    expect(await last(0)).toEqual({ people: [lastOfAna], next: ana.id });
    const lastOfBen = { profileId: ben.id, at: NOW - 30 * DAY_MS, timezone: null };
    expect(await last(ana.id)).toEqual({ people: [lastOfBen], next: ben.id });
    expect((await last(ben.id)).people).toEqual([]);
    const quiet = (before: number) => countQuietSince(open(), { event: "Order Completed", before });
    expect(await quiet(NOW - 30 * DAY_MS)).toBe(1);
    expect(await quiet(NOW - 30 * DAY_MS - 1)).toBe(0);
    expect(await quiet(NOW)).toBe(2);
    const [stored] = await open().query.select().from(open().tables.events);
    expect(stored!.properties).toEqual({ deep: { a: ["ü"] } });
  });
});
