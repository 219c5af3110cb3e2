import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { eraseProfile } from "./erasure.ts";
import { insertHook } from "./hooks.ts";
import {
  countReceipts,
  insertReceipt,
  listReceipts,
  listWaitingReceipts,
  measureWaiting,
  type NewReceipt,
  settleWaiting,
} from "./receipts.ts";
import type { Pruned } from "./retention.ts";
import {
  type BytesPlace,
  pruneReceiptBytes,
  pruneReceiptContents,
  pruneReceipts,
  pruneReceiptsBeyondCap,
  RECEIPTS_PER_HOOK_MAX,
  RECEIPTS_PER_HOOK_MAX_BYTES,
  WAITING_KEPT_MS,
} from "./retention-receipts.ts";

const waitingBefore = NOW - WAITING_KEPT_MS;
const EMAIL = "ana_b+1@example.com";

eachDatabase("a receipt", (open) => {
  let rig: StoreRig;
  let hookId: number;
  beforeEach(async () => {
    rig = new StoreRig(open());
    hookId = await addHook("t");
  });

  async function addHook(token: string): Promise<number> {
    const tokens = { tokenHash: token, sealedToken: token, createdAt: NOW };
    const person = { personKind: "email", personPath: "email" } as const;
    const made = await rig.do((tx) => insertHook(tx, { name: token, eventName: null, ...person, ...tokens }));
    return made!.id;
  }
  const receipt = (fields: Partial<NewReceipt> = {}): NewReceipt => ({
    hookId,
    receivedAt: NOW,
    headers: { "x-a": "b" },
    body: "{}",
    bodyBytes: 2,
    verdict: "refused",
    reasonCode: "hook.not-json",
    reasonValues: {},
    requestId: null,
    profileId: null,
    eventName: null,
    replayOf: null,
    ...fields,
  });
  const add = (fields: Partial<NewReceipt> = {}) => rig.do(() => insertReceipt(receipt(fields)));
  const all = () => open().query.select().from(open().tables.receipts).orderBy(open().tables.receipts.id);
  const ids = async () => (await all()).map(({ id }) => id);

  it("goes with the person whom it names, however it is written, and nobody else's does", async () => {
    const { id: ana } = await rig.profile({ email: EMAIL });
    const { id: ben } = await rig.profile({ email: "ben@example.com" });
    await add({ body: `{"email":"${EMAIL.toUpperCase()}"}` });
    await add({ body: "email=ana_b%2B1%40example.com" });
    await add({ body: '{"email":"ana_b+1\\u0040example.com"}', verdict: "waiting" });
    await add({ body: null, headers: { "x-customer": EMAIL } });
    await add({ profileId: ana });
    const kept = [
      await add({ body: '{"email":"anaxb+1@example.com"}' }),
      await add({ body: "{}" }),
      await add({ body: null }),
      await add({ body: `{"friend":"${EMAIL}"}`, profileId: ben, verdict: "taken" }),
    ];
    await rig.do((tx) => eraseProfile(tx, ana));
    expect(await ids()).toEqual(kept);
  });

  it("goes when it is old, the oldest first, a few at a time", async () => {
    const young = await add();
    for (let n = 0; n < 5; n++) await add({ receivedAt: NOW - 10 * DAY_MS - n });
    const prune = () =>
      rig.do((tx) => pruneReceipts(tx, { after: 0, before: NOW - DAY_MS, limit: 3, waitingBefore }));
    expect(await prune()).toEqual({ removed: 3, next: 0 });
    expect(await prune()).toEqual({ removed: 2, next: null });
    expect(await ids()).toEqual([young]);
  });

  it("loses what it held before that, and keeps what came of it", async () => {
    for (let n = 0; n < 3; n++) await add({ receivedAt: NOW - 10 * DAY_MS, body: n === 1 ? null : "{}" });
    await add();
    const prune = (after: number) =>
      rig.do((tx) => pruneReceiptContents(tx, { after, before: NOW - DAY_MS, limit: 2, waitingBefore }));
    const [, second] = await ids();
    expect(await prune(0)).toEqual({ removed: 2, next: second });
    expect(await prune(second!)).toEqual({ removed: 1, next: null });
    const old = { body: null, headers: {}, bodyBytes: 2, reasonCode: "hook.not-json" };
    expect(await all()).toMatchObject([old, old, old, { body: "{}", headers: { "x-a": "b" } }]);
  });

  it("goes when its hook has too many, and leaves those of other hooks alone", async () => {
    const beyond = 3;
    const other = await addHook("other");
    await rig.do(function* (tx) {
      const { receipts } = tx.tables;
      for (let n = 0; n < (RECEIPTS_PER_HOOK_MAX + beyond) / 500; n++) {
        const many = Math.min(500, RECEIPTS_PER_HOOK_MAX + beyond - n * 500);
        yield* run(tx.query.insert(receipts).values(Array.from({ length: many }, () => receipt())));
      }
      yield* run(tx.query.insert(receipts).values([receipt({ hookId: other })]));
    });
    const before = await ids();
    await rig.do(function* (tx) {
      const { receipts } = tx.tables;
      const waiting = { verdict: "waiting", reasonCode: "hook.off" } as const;
      yield* run(tx.query.update(receipts).set(waiting).where(eq(receipts.id, before[0]!)));
    });
    const prune = (after: number) =>
      rig.do((tx) => pruneReceiptsBeyondCap(tx, { after, limit: 2, waitingBefore }));
    expect(await prune(0)).toEqual({ removed: 2, next: 0 });
    expect(await prune(0)).toEqual({ removed: 0, next: hookId });
    expect(await prune(hookId)).toEqual({ removed: 0, next: other });
    expect(await prune(other)).toEqual({ removed: 0, next: null });
    expect(await ids()).toEqual([before[0], ...before.slice(beyond)]);
  });

  it("that waits for its hook to be switched on is spared, until it was taken in or is too old", async () => {
    const waiting = { verdict: "waiting", reasonCode: "hook.off" } as const;
    const old = { receivedAt: NOW - 30 * DAY_MS };
    const waits = await add({ ...waiting, ...old });
    const taken = await add({ ...waiting, ...old });
    const tooOld = await add({ ...waiting, receivedAt: waitingBefore - 1 });
    await rig.do(() => settleWaiting(taken));
    const slice = { after: 0, before: NOW, limit: 10, waitingBefore };
    expect((await rig.do((tx) => pruneReceiptContents(tx, slice))).removed).toBe(2);
    const full = (await all()).filter(({ body }) => body !== null).map(({ id }) => id);
    expect(full).toEqual([waits]);
    expect((await listWaitingReceipts(open(), hookId, 0, 10)).map(({ id }) => id)).toEqual([waits, tooOld]);
    expect(await measureWaiting(open(), hookId, waitingBefore, 10)).toEqual({ count: 1, bytes: 2 });
    expect((await rig.do((tx) => pruneReceipts(tx, slice))).removed).toBe(2);
    expect(await ids()).toEqual([waits]);
  });

  it("counts and is listed as waiting only until it was taken in", async () => {
    const waiting = { verdict: "waiting", reasonCode: "hook.off" } as const;
    const waits = [await add(waiting), await add({ ...waiting, reasonCode: null })];
    const taken = await add(waiting);
    await rig.do(() => settleWaiting(taken));
    await add();
    expect(await countReceipts(open(), hookId)).toEqual({ waiting: 2, refused: 1 });
    const filter = { hookId, verdict: "waiting", cursor: null, limit: 5 } as const;
    expect((await listReceipts(open(), filter)).receipts.map(({ id }) => id).sort()).toEqual(waits);
  });

  it("loses what it held, the oldest first, when its hook holds too much", async () => {
    const third = Math.floor(RECEIPTS_PER_HOOK_MAX_BYTES / 3);
    const waiting = { verdict: "waiting", reasonCode: "hook.off" } as const;
    const beyond = [await add({ bodyBytes: third }), await add({ bodyBytes: 10 })];
    const waits = await add({ ...waiting, bodyBytes: third });
    const gone = await add({ body: null, bodyBytes: third });
    const kept = [];
    for (let n = 0; n < 3; n++) kept.push(await add({ bodyBytes: third }));
    const other = await addHook("other");
    const others = await add({ hookId: other, bodyBytes: third });
    let removed = 0;
    let slices = 0;
    for (let after: BytesPlace | null = { hookId: 0, receiptId: null, bytes: 0 }; after && slices < 20; ) {
      const slice = { after, limit: 2, waitingBefore };
      const pruned: Pruned<BytesPlace> = await rig.do((tx) => pruneReceiptBytes(tx, slice));
      removed += pruned.removed;
      after = pruned.next;
      slices += 1;
    }
    expect(removed).toBe(beyond.length);
    expect((await all()).filter(({ body }) => body !== null).map(({ id }) => id)).toEqual([
      waits,
      ...kept,
      others,
    ]);
    expect(await ids()).toContain(gone);
  });

  it("is listed with its person, without what it held", async () => {
    const { id: profileId } = await rig.profile({ email: EMAIL });
    const id = await add({ profileId, verdict: "taken" });
    const page = await listReceipts(open(), { hookId, verdict: "taken", cursor: null, limit: 5 });
    expect(page).toMatchObject({
      receipts: [{ id, profile: { id: profileId, email: EMAIL } }],
      nextCursor: null,
    });
    expect(page.receipts[0]).not.toHaveProperty("body");
  });
});
