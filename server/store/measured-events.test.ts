import { expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { eventsSince } from "./measured-events.ts";

const LOOKED_INTO_MAX = 10_000;
const PER_STATEMENT = 2_000;

eachDatabase("events that rules look into", (open) => {
  it("are the newest ones of whoever sends more than a shop's customer could", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    await rig.do(function* (tx) {
      const { events, eventNames } = tx.tables;
      yield* run(tx.query.insert(eventNames).values({ id: 1, name: "Page Viewed" }));
      for (let from = 0; from <= LOOKED_INTO_MAX; from += PER_STATEMENT) {
        const some = Array.from({ length: PER_STATEMENT }, (_, index) => ({
          ...{ profileId, nameId: 1, receivedAt: NOW, properties: { page: "home" } },
          at: NOW - from - index,
        }));
        yield* run(tx.query.insert(events).values(some));
      }
    });
    const found = await rig.do(() => eventsSince(profileId, "Page Viewed", null));
    expect(found).toHaveLength(LOOKED_INTO_MAX);
    expect(Math.min(...found.map(({ at }) => at))).toBe(NOW - LOOKED_INTO_MAX + 1);
  });
});
