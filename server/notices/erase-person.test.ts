import { beforeEach, expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { directReads, type Reads } from "#server/reads/reads.ts";
import { insertHook } from "#server/store/hooks.ts";
import { insertReceipt } from "#server/store/receipts.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { erasePerson } from "./erase-person.ts";

const EMAIL = "ana@example.com";

eachDatabase("erasing a person", (open) => {
  let rig: EngineRig;
  let hookId: number;
  let profileId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.reload();
    await rig.identify("ana", { email: EMAIL });
    profileId = (await rig.profile("ana")).id;
    const person = { personKind: "email", personPath: "email" } as const;
    const hook = { ...person, name: "Form", eventName: null, tokenHash: "t", sealedToken: "t", createdAt: 0 };
    hookId = (await rig.db.transaction((tx) => insertHook(tx, hook)))!.id;
  });

  function receive(body: string, ofProfile: number | null = null): Promise<number> {
    const about = { reasonCode: null, reasonValues: {}, requestId: null, eventName: null, replayOf: null };
    const request = { headers: {}, body, bodyBytes: body.length, verdict: "refused" as const };
    const receipt = { ...about, ...request, hookId, receivedAt: 0, profileId: ofProfile };
    return rig.db.transaction(() => insertReceipt(receipt));
  }
  const left = async () => (await open().query.select().from(open().tables.receipts)).map(({ id }) => id);
  const erase = (changes: { db?: Database; reads?: Partial<Reads> } = {}) => {
    const { db = open(), keys, engine } = rig;
    const reads = { ...directReads(open()), ...changes.reads };
    const imports = { removeErased: async () => {} };
    return erasePerson({ live: engine.live, keys, imports, db: changes.db ?? db, reads }, profileId, 0);
  };

  it("takes along what names them without being theirs, a few at a time, and what came meanwhile", async () => {
    for (let n = 0; n < 50; n++) await receive(`{"email":"${EMAIL}"}`);
    const others = await receive('{"email":"ben@example.com"}');
    const deleted: number[] = [];
    const watched: Database = {
      ...open(),
      async transaction(body) {
        const before = (await left()).length;
        const result = await open().transaction(body);
        deleted.push(before - (await left()).length);
        return result;
      },
    };
    const { searchReceiptsNaming } = directReads(open());
    await erase({
      db: watched,
      reads: {
        async searchReceiptsNaming(email) {
          const found = await searchReceiptsNaming(email);
          await receive(`email=${encodeURIComponent(EMAIL)}`);
          return found;
        },
      },
    });
    expect(await left()).toEqual([others]);
    expect(deleted).toEqual([0, 20, 20, 10, 1]);
    expect(await rig.profile("ana")).toBeUndefined();
  });

  it("does not read what was searched again, unless they have another address by then", async () => {
    const old = await receive('{"email":"new@example.com"}');
    for (let n = 0; n < 200; n++) await receive("{}");
    const { searchReceiptsNaming } = directReads(open());
    const nothing = { ...(await searchReceiptsNaming(EMAIL)), receiptIds: [] };
    const overlooked = await receive(`{"email":"${EMAIL}"}`);
    for (let n = 0; n < 200; n++) await receive("{}");
    const { upTo } = await searchReceiptsNaming(EMAIL);
    const before = await left();
    expect(before).toContain(overlooked);
    await erase({
      reads: {
        async searchReceiptsNaming() {
          await rig.identify("ana", { email: "new@example.com" });
          return { ...nothing, upTo };
        },
      },
    });
    expect(await left()).toEqual(before.filter((id) => id !== old));
  });

  it("leaves what belongs to somebody else by now", async () => {
    const id = await receive(`{"friend":"${EMAIL}"}`);
    await rig.identify("ben");
    const ben = await rig.profile("ben");
    const { searchReceiptsNaming } = directReads(open());
    const { receipts } = open().tables;
    await erase({
      reads: {
        async searchReceiptsNaming(email) {
          const found = await searchReceiptsNaming(email);
          await open().query.update(receipts).set({ profileId: ben.id });
          return found;
        },
      },
    });
    expect(await left()).toEqual([id]);
  });
});
