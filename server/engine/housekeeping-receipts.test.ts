import pino from "pino";
import { expect, it } from "vitest";
import { insertHook } from "#server/store/hooks.ts";
import { insertReceipt } from "#server/store/receipts.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { Housekeeping } from "./housekeeping.ts";

eachDatabase("housekeeping of receipts", (open) => {
  it("removes what requests held after the time for contents, and that they came after the time for history", async () => {
    const rig = new StoreRig(open());
    const token = { tokenHash: "t", sealedToken: "t", createdAt: NOW };
    const person = { personKind: "email", personPath: "email" } as const;
    const hook = { name: "Shop", eventName: null, ...person, ...token };
    const { id: hookId } = (await rig.do((tx) => insertHook(tx, hook)))!;
    const came = { verdict: "waiting", reasonCode: null, reasonValues: {}, requestId: null } as const;
    const made = { profileId: null, eventName: null, replayOf: null, headers: {}, bodyBytes: 2 };
    await rig.do(function* () {
      for (const days of [366, 364, 91, 89])
        yield* insertReceipt({ hookId, receivedAt: NOW - days * DAY_MS, body: "{}", ...came, ...made });
    });
    const log = pino({ level: "silent" });
    expect(await new Housekeeping({ db: open(), clock: { now: () => NOW }, log }).tidy()).toBe(3);
    const { receipts } = open().tables;
    const kept = await open().query.select().from(receipts).orderBy(receipts.id);
    expect(kept.map(({ receivedAt, body }) => [(NOW - receivedAt) / DAY_MS, body])).toEqual([
      [364, null],
      [91, null],
      [89, "{}"],
    ]);
  });
});
