import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { ERASED_NAMED_MS, forgetErasedNames } from "./erased-notices.ts";
import { insertNotice, noteSwitchedOff } from "./notices.ts";
import { changeOutgoingHook, insertOutgoingHook } from "./outgoing-hooks.ts";

eachDatabase("a notice of an erasure", (open) => {
  let written = 0;
  async function make() {
    const rig = new StoreRig(open());
    const hook = { url: "https://erp.example.com", kinds: [], sealedSecret: "s", createdAt: NOW };
    const addHook = () => rig.do((tx) => insertOutgoingHook(tx, hook));
    const write = (hookId: number, createdAt: number, kind = "profile.erased") => {
      written += 1;
      const payload = { type: kind, data: { profileId: written, externalId: `C-${written}` } };
      const notice = { hookId, webhookId: `ntc_${written}`, kind, profileId: null, payload };
      return rig.do(() => insertNotice({ ...notice, createdAt }));
    };
    return { rig, addHook, write };
  }
  /** Walks over all, a few at a time; answers with how many were changed. */
  async function forget(rig: StoreRig): Promise<number> {
    let removed = 0;
    for (let after: number | null = 0; after !== null; ) {
      const slice = { after, before: NOW - ERASED_NAMED_MS, limit: 2 };
      const walked: { removed: number; next: number | null } = await rig.do((tx) =>
        forgetErasedNames(tx, slice),
      );
      removed += walked.removed;
      after = walked.next;
    }
    return removed;
  }
  async function named(): Promise<number[]> {
    const { notices } = open().tables;
    const rows = await open().query.select().from(notices).orderBy(notices.id);
    return rows
      .filter(({ payload }) => (payload.data as { externalId?: string } | undefined)?.externalId)
      .map(({ id }) => id);
  }

  it("names the person for a week while it waits, and goes on waiting without the name", async () => {
    const { rig, addHook, write } = await make();
    const hookId = await addHook();
    for (let n = 0; n < 3; n++) await write(hookId, NOW - ERASED_NAMED_MS - 1 - n);
    const other = await write(hookId, NOW - 20 * DAY_MS, "run.started");
    const young = await write(hookId, NOW - ERASED_NAMED_MS);
    expect(await forget(rig)).toBe(3);
    expect(await named()).toEqual([other, young]);
    const { notices } = open().tables;
    const [first] = await open().query.select().from(notices).orderBy(notices.id);
    expect(first).toMatchObject({ status: "queued", dueAt: NOW - ERASED_NAMED_MS - 1 });
    expect(first!.payload).toMatchObject({ type: "profile.erased", data: { externalId: null } });
    expect(first!.payload.data).toHaveProperty("profileId");
    expect(await forget(rig)).toBe(0);
  });

  it("names nobody any more when its hook is removed or gone, and does while it is only off", async () => {
    const { rig, addHook, write } = await make();
    const hooks = [await addHook(), await addHook(), await addHook(), await addHook(), await addHook()];
    const [on, off, failing, gone, removed] = hooks as [number, number, number, number, number];
    const ids = [];
    for (const hookId of hooks) ids.push(await write(hookId, NOW));
    await rig.do(function* (tx) {
      for (const hookId of [off, failing, gone]) yield* changeOutgoingHook(tx, hookId, { offAt: NOW });
      yield* noteSwitchedOff(tx, failing, { why: "failing", answer: "503" }, NOW);
      yield* noteSwitchedOff(tx, gone, { why: "gone", answer: "410" }, NOW);
      yield* changeOutgoingHook(tx, removed, { removedAt: NOW });
    });
    expect(on).toBeGreaterThan(0);
    expect(await forget(rig)).toBe(2);
    expect(await named()).toEqual(ids.slice(0, 3));
  });
});
