import { eq } from "drizzle-orm";
import pino from "pino";
import { expect, it } from "vitest";
import { type Database, run } from "#server/database/database.ts";
import { isSqlite, sqliteBytes } from "#server/database/sqlite.ts";
import { claimMessageId } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { readLiveCounts } from "#server/store/live-counts.ts";
import { insertDelivery } from "#server/store/messages.ts";
import { endMessage } from "#server/store/outbox.ts";
import { noteSegmentChange } from "#server/store/segment-changes.ts";
import { addMember } from "#server/store/segment-members.ts";
import { insertSegment } from "#server/store/segments.ts";
import { type Retention, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { EVENT_KEYS_KEPT_MS, Housekeeping } from "./housekeeping.ts";

const OLD_IDS = 1_203;
const SLICE_ROWS = 100;

eachDatabase("housekeeping", (open) => {
  const housekeeping = (db = open(), now = () => NOW) =>
    new Housekeeping({ db, clock: { now }, log: pino({ level: "silent" }) });
  const keep = (retention: Partial<Retention>) =>
    open().transaction((tx) =>
      writeSetting(tx, "retention", {
        historyDays: 365,
        contentDays: 90,
        runDays: 365,
        eventDays: 0,
        ...retention,
      }),
    );
  const count = (name: keyof Database["tables"]) => open().query.$count(open().tables[name]);

  it("forgets message ids after a week and recognises the younger ones", async () => {
    const rig = new StoreRig(open());
    await rig.do(function* () {
      for (let n = 0; n < OLD_IDS; n++) yield* claimMessageId(`old-${n}`, NOW - EVENT_KEYS_KEPT_MS - 1 - n);
      yield* claimMessageId("week", NOW - EVENT_KEYS_KEPT_MS);
      yield* claimMessageId("new", NOW);
    });
    expect(await housekeeping().tidy()).toBe(OLD_IDS);
    expect(await housekeeping().tidy()).toBe(0);
    expect(await count("eventKeys")).toBe(2);
    expect(await rig.do(() => claimMessageId("week", NOW))).toBe(false);
    expect(await rig.do(() => claimMessageId("old-7", NOW))).toBe(true);
  });

  it("works in small transactions, lets others write in between, and stops when told to", async () => {
    const rig = new StoreRig(open());
    await rig.do(function* () {
      for (let n = 0; n < OLD_IDS; n++) yield* claimMessageId(`old-${n}`, NOW - 30 * DAY_MS);
    });
    const left: number[] = [];
    let stopped: Promise<void> | undefined;
    const watched: Database = {
      ...open(),
      async transaction(body) {
        const result = await open().transaction(body);
        left.push(await count("eventKeys"));
        expect(await rig.do(() => claimMessageId(`between-${left.length}`, NOW))).toBe(true);
        if (left.length === 3) stopped = stopping.stop();
        return result;
      },
    };
    const stopping = housekeeping(watched);
    expect(await stopping.tidy()).toBe(3 * SLICE_ROWS);
    await stopped;
    expect(left).toEqual([1, 2, 3].map((slices) => OLD_IDS - slices * SLICE_ROWS + slices - 1));
  });

  it("removes history that is old enough, stepping over what a wrong clock left, and keeps it all if told to", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const reason = { code: "run.started" as const };
    await rig.do(function* () {
      for (let n = 0; n < 250; n++)
        yield* note({ profileId, at: n === 120 ? NOW : NOW - 40 * DAY_MS + n, reason });
      yield* note({ profileId, at: NOW - 30 * DAY_MS, reason });
    });
    await keep({ historyDays: 0 });
    expect(await housekeeping().tidy()).toBe(0);
    await keep({ historyDays: 30 });
    expect(await housekeeping().tidy()).toBe(249);
    expect(await count("history")).toBe(2);
  });

  it("removes who came into a segment long ago, and leaves them in it", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const rule: Condition = { kind: "tag", tag: "vip" };
    await rig.do(function* (tx) {
      const segmentId = yield* insertSegment(tx, { name: "VIP", description: null, rule }, NOW);
      yield* addMember({ segmentId, profileId }, NOW - 400 * DAY_MS);
      for (const daysAgo of [400, 300])
        yield* noteSegmentChange({ segmentId, profileId, entered: true, at: NOW - daysAgo * DAY_MS });
    });
    await keep({ historyDays: 365 });
    expect(await housekeeping().tidy()).toBe(1);
    expect(await count("segmentChanges")).toBe(1);
    expect(await count("segmentMembers")).toBe(1);
  });

  it("removes what old messages said and their attempts, and keeps that they were sent", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const send = async (key: string, at: number, ended = true) => {
      const id = (await rig.message(profileId, { key, data: { event: { secret: key } }, createdAt: at }))!;
      const subject = `For Ana: ${key}`;
      const parts = { from: "shop", to: "ana", html: "<p>long</p>", text: "long", headers: {} };
      const rendered = { channel: "email" as const, subject, ...parts };
      await rig.do(function* () {
        yield* insertDelivery({
          messageId: id,
          attempt: 1,
          at,
          outcome: "sent",
          code: null,
          values: null,
        });
        if (ended)
          yield* endMessage(id, { status: "sent", reasonCode: null, reasonValues: null, rendered }, at);
      });
      return id;
    };
    const old = await send("old", NOW - 91 * DAY_MS);
    const waits = await send("waits", NOW - 91 * DAY_MS, false);
    const young = await send("young", NOW - 89 * DAY_MS);
    expect(await housekeeping().tidy()).toBe(1);
    const { messages, deliveries } = open().tables;
    const rows = new Map((await open().query.select().from(messages)).map((row) => [row.id, row]));
    expect(rows.get(old)).toMatchObject({ status: "sent", rendered: null, data: {} });
    expect(rows.get(old)?.content).toMatchObject({ subject: "For Ana: old", body: "" });
    expect(rows.get(waits)).toMatchObject({ status: "queued", data: { event: { secret: "waits" } } });
    expect(rows.get(young)?.rendered).toMatchObject({ html: "<p>long</p>" });
    const attempts = await open().query.select({ of: deliveries.messageId }).from(deliveries);
    expect(attempts.map(({ of }) => of).sort()).toEqual([waits, young].sort());
  });

  it("removes what messages would have said that were never sent, and keeps why they were not", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const chat = "https://chat.example.com/topsecret";
    const headers = { Authorization: "secret" };
    const webhook = { channel: "webhook" as const, method: "POST" as const, url: chat, headers, body: "{}" };
    const skip = async (key: string, endedAt: number, fields: object = {}) => {
      const createdAt = NOW - 200 * DAY_MS;
      const id = (await rig.message(profileId, {
        key,
        data: { event: { secret: key } },
        createdAt,
        ...fields,
      }))!;
      const reason = { reasonCode: "message.withdrawn", reasonValues: { channel: "email" } };
      await rig.do(() => endMessage(id, { status: "skipped", ...reason }, endedAt));
      return id;
    };
    const old: number[] = [];
    for (let n = 0; n < 25; n++) old.push(await skip(`old-${n}`, NOW - 91 * DAY_MS));
    const team = { channel: "webhook", endpoint: chat, data: {}, content: { ...webhook, team: true } };
    const notice = await skip("notice", NOW - 91 * DAY_MS, team);
    const recent = await skip("recent", NOW - 89 * DAY_MS);
    const queued = (await rig.message(profileId, { key: "queued", createdAt: NOW - 200 * DAY_MS }))!;

    const keeper = housekeeping();
    expect(await keeper.tidy()).toBe(old.length + 1);
    const rows = new Map(
      (await rig.db.query.select().from(rig.db.tables.messages)).map((row) => [row.id, row]),
    );
    const skipped = {
      status: "skipped",
      reasonCode: "message.withdrawn",
      reasonValues: { channel: "email" },
    };
    for (const id of old)
      expect(rows.get(id)).toMatchObject({ ...skipped, data: {}, content: { subject: "Hello", body: "" } });
    expect(rows.get(notice)?.content).toMatchObject({
      url: "https://chat.example.com/••••",
      headers: {},
      body: "",
    });
    expect(rows.get(recent)).toMatchObject({
      data: { event: { secret: "recent" } },
      content: { body: "Hello" },
    });
    expect(rows.get(queued)?.content).toMatchObject({ body: "Hello" });
    // What is empty is not written anew.
    expect(await housekeeping().tidy()).toBe(0);
  });

  it("keeps what an ended run carried for as long as it can reach its goal", async () => {
    const rig = new StoreRig(open());
    const { workflowId, versionId } = await rig.workflow();
    const { runs } = open().tables;
    const end = async (startedAt: number, convertedAt: number | null, endedAt: number | null = startedAt) => {
      const { id: profileId } = await rig.profile();
      const { id } = await rig.run({ workflowId, versionId, profileId });
      const state = { nodeId: "wait", visit: 1, data: { event: { name: "Signed Up" } }, waiting: null };
      await rig.do((tx) =>
        run(
          tx.query
            .update(runs)
            .set({ startedAt, endedAt, convertedAt, state, ...(endedAt && { status: "finished" }) })
            .where(eq(runs.id, id)),
        ),
      );
      return id;
    };
    const convertible = await end(NOW - 365 * DAY_MS, null);
    await end(NOW - 100 * DAY_MS, NOW - 90 * DAY_MS);
    await end(NOW - 367 * DAY_MS, null);
    const young = await end(NOW - 10 * DAY_MS, NOW - 5 * DAY_MS);
    const inside = await end(NOW - 500 * DAY_MS, null, null);
    await keep({ runDays: 30 });
    const carrying = async () => {
      const rows = await open().query.select().from(runs);
      return rows
        .filter(({ state }) => state.data.event !== undefined)
        .map(({ id }) => id)
        .sort();
    };
    // Three runs lose their two visits each, and two of them what they carried.
    expect(await housekeeping().tidy()).toBe(3 * 2 + 2);
    expect(await carrying()).toEqual([convertible, young, inside].sort());
    // Later it cannot reach its goal any more, although its visits are long gone.
    expect(await housekeeping(open(), () => NOW + 2 * DAY_MS).tidy()).toBe(1);
    expect(await carrying()).toEqual([young, inside].sort());
  });

  it("removes the visits of old runs and still counts them", async () => {
    const rig = new StoreRig(open());
    const { workflowId, versionId } = await rig.workflow();
    const end = async (endedAt: number | null) => {
      const { id: profileId } = await rig.profile();
      const { id } = await rig.run({ workflowId, versionId, profileId });
      const { runs } = open().tables;
      const data = { event: { name: "Signed Up" } };
      const state = { nodeId: "wait", visit: 1, data, waiting: null };
      await rig.do((tx) =>
        run(
          tx.query
            .update(runs)
            .set({ startedAt: NOW - 500 * DAY_MS, endedAt, state, ...(endedAt && { status: "finished" }) })
            .where(eq(runs.id, id)),
        ),
      );
      return id;
    };
    const old: number[] = [];
    for (let n = 0; n < 25; n++) old.push(await end(NOW - 366 * DAY_MS));
    const waiting = await end(null);
    const recent = await end(NOW - 364 * DAY_MS);
    const byNode = async () =>
      (await readLiveCounts(open(), { workflowId, from: null, until: null })).sort((a, b) =>
        a.nodeId.localeCompare(b.nodeId),
      );
    const before = await byNode();
    expect(before).toContainEqual(expect.objectContaining({ nodeId: "start", entered: 27 }));

    const keeper = housekeeping();
    // Two visits of each, and what it carried.
    expect(await keeper.tidy()).toBe(3 * old.length);
    expect(await byNode()).toEqual(before);
    const { visits, runs } = open().tables;
    const left = await open().query.selectDistinct({ id: visits.runId }).from(visits);
    expect(left.map(({ id }) => id).sort()).toEqual([waiting, recent].sort());
    const [first] = await open().query.select().from(runs).where(eq(runs.id, old[0]!));
    expect(first).toMatchObject({ status: "finished", state: { nodeId: "wait", data: {} } });

    expect(await housekeeping(open(), () => NOW + 3 * DAY_MS).tidy()).toBe(3);
    expect(await byNode()).toEqual(before);
  });

  it("removes carts nobody touches and a timer does not wait for, done admissions, and sign-ins that ran out", async () => {
    const rig = new StoreRig(open());
    const { workflowId } = await rig.workflow();
    const { carts, timers, admissions, verifications } = open().tables;
    const longAgo = NOW - 400 * DAY_MS;
    const ids: number[] = [];
    for (let n = 0; n < 3; n++) ids.push((await rig.profile()).id);
    const cart = { items: [], status: "open" as const, openedAt: longAgo };
    const list = { workflowId, data: {}, afterProfileId: 0, createdAt: longAgo };
    const link = { identifier: "i", value: "v", createdAt: new Date(longAgo), updatedAt: new Date(longAgo) };
    await rig.do(function* (tx) {
      for (const profileId of ids) {
        yield* run(tx.query.insert(carts).values({ ...cart, profileId, cartKey: "a", changedAt: longAgo }));
        yield* run(tx.query.insert(carts).values({ ...cart, profileId, cartKey: "b", changedAt: NOW }));
      }
      const timer = { profileId: ids[1]!, timerKey: "a", dueAt: NOW + HOUR_MS, setAt: longAgo };
      yield* run(tx.query.insert(timers).values({ ...timer, workflowId, data: {} }));
      yield* run(tx.query.insert(admissions).values({ ...list, entryKey: "done", endedAt: longAgo }));
      yield* run(tx.query.insert(admissions).values({ ...list, entryKey: "goes on" }));
      for (const [id, at] of [
        ["out", longAgo],
        ["valid", NOW + HOUR_MS],
      ] as const)
        yield* run(tx.query.insert(verifications).values({ ...link, id, expiresAt: new Date(at) }));
    });
    expect(await housekeeping().tidy()).toBe(2 + 1 + 1);
    const left = await open().query.select({ of: carts.profileId, key: carts.cartKey }).from(carts);
    expect(left.filter(({ key }) => key === "a")).toEqual([{ of: ids[1], key: "a" }]);
    expect(left).toHaveLength(4);
    expect(await open().query.select({ key: admissions.entryKey }).from(admissions)).toEqual([
      { key: "goes on" },
    ]);
    expect(await count("verifications")).toBe(1);
  });

  it("keeps the file from growing, however often it is filled and emptied", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const fileBytes: number[] = [];
    for (let round = 0; round < 4; round++) {
      const now = NOW + round * 100 * DAY_MS;
      await rig.do(function* () {
        for (let n = 0; n < 4_000; n++)
          yield* note({
            profileId,
            at: now,
            reason: { code: "run.started", values: { why: "x".repeat(900) } },
          });
      });
      await keep({ historyDays: 30 });
      await housekeeping(open(), () => now + 31 * DAY_MS).tidy();
      expect(await count("history")).toBe(0);
      const db = open();
      if (isSqlite(db)) fileBytes.push(sqliteBytes(db).file);
    }
    // 4,000 rows are 4 MB; what stays is what was there before, and a little to be used again.
    for (const bytes of fileBytes) expect(bytes).toBeLessThan(2.5 * 1024 * 1024);
    expect(fileBytes).toHaveLength(open().engine === "sqlite" ? 4 : 0);
  });
});
