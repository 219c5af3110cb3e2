import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { insertNotice, noteSwitchedOff, parkNotices, whySwitchedOff } from "./notices.ts";
import { changeOutgoingHook, insertOutgoingHook, listOutgoingHooks } from "./outgoing-hooks.ts";
import { NOTICES_KEPT_MS, pruneNotices } from "./retention-notices.ts";

eachDatabase("old notices", (open) => {
  async function make() {
    const rig = new StoreRig(open());
    const hook = { url: "https://erp.example.com", kinds: [], sealedSecret: "s", createdAt: NOW };
    const id = await rig.do((tx) => insertOutgoingHook(tx, hook));
    let made = 0;
    const write = (createdAt: number) => {
      made += 1;
      const notice = { hookId: id, webhookId: `ntc_${made}`, kind: "test", profileId: null, payload: {} };
      return rig.do(() => insertNotice({ ...notice, createdAt }));
    };
    async function prune(before: number) {
      let removed = 0;
      for (let after: number | null = 0; after !== null; ) {
        const slice = { after, before, limit: 3 };
        const pruned: { removed: number; next: number | null } = await rig.do((tx) =>
          pruneNotices(tx, slice),
        );
        removed += pruned.removed;
        after = pruned.next;
      }
      return removed;
    }
    return { rig, id, write, prune };
  }
  const left = () => open().query.select().from(open().tables.notices);

  it("go after a month, whether they were taken or still wait for a hook that is off", async () => {
    const { rig, id, write, prune } = await make();
    for (let n = 0; n < 8; n++) await write(NOW - NOTICES_KEPT_MS - n * DAY_MS - 1);
    await rig.do((tx) => parkNotices(tx, id, NOW));
    const young = await write(NOW - NOTICES_KEPT_MS);
    expect(await prune(NOW - NOTICES_KEPT_MS)).toBe(8);
    expect((await left()).map((notice) => notice.id)).toEqual([young]);
    expect(await prune(NOW - NOTICES_KEPT_MS)).toBe(0);
  });

  it("leave what says why a hook is off, for as long as there is the hook", async () => {
    const { rig, id, prune } = await make();
    const off = { why: "failing", answer: "503" } as const;
    await rig.do((tx) => noteSwitchedOff(tx, id, off, NOW - 400 * DAY_MS));
    expect(await prune(NOW)).toBe(0);
    expect((await whySwitchedOff(open(), [id])).get(id)).toEqual(off);

    await rig.do((tx) => changeOutgoingHook(tx, id, { removedAt: NOW }));
    expect(await prune(NOW)).toBe(0);
    expect(await prune(NOW + 1)).toBe(1);
    expect(await left()).toEqual([]);
    expect(await open().query.select().from(open().tables.outgoingHooks)).toEqual([]);
    expect(await listOutgoingHooks(open())).toEqual([]);
  });
});
