import { eq, getTableColumns } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Tables } from "#drizzle/tables.ts";
import { packSlots } from "#server/analytics/slots.ts";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { emailContent, HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { Cart } from "#workflows/cart.ts";
import { consentState, setConsent } from "./consents.ts";
import { findUnitedProfile, mergedTables, uniteProfiles } from "./merge.ts";
import { mergeCart } from "./merge-carts.ts";
import { emptyDraft } from "./one-offs.ts";
import type { Profile } from "./profiles.ts";

eachDatabase("two profiles that are one person", (open) => {
  const rig = () => new StoreRig(open());
  const unite = (from: Profile, into: Profile, isPublic = false) =>
    rig().do((tx) => uniteProfiles(tx, { from, into, isPublic }, NOW + HOUR_MS));
  const rowsOf = async (name: (typeof mergedTables)[number], profileId: number) => {
    const table = open().tables[name] as Tables["events"];
    return await open().query.select().from(table).where(eq(table.profileId, profileId));
  };

  it("are known to every table that names one", () => {
    const naming = Object.entries(open().tables)
      .filter(([, table]) => "profileId" in getTableColumns(table))
      .map(([name]) => name);
    expect(naming.sort()).toEqual([...mergedTables].sort());
    expect(naming.length).toBeGreaterThan(8);
  });

  it("become one with every row of both, in every table", async () => {
    const from = await rig().profile();
    const into = await rig().profile({ externalId: "ana" });
    const ids = await rig().workflow();
    const names = [{ id: 1, name: "Viewed" }];
    await rig().do((tx) => run(tx.query.insert(tx.tables.eventNames).values(names)));
    await rig().do(function* (tx) {
      const hook = { name: "H", eventName: "H", tokenHash: "t", sealedToken: "t", personPath: "email" };
      const { hooks, outgoingHooks } = tx.tables;
      yield* run(tx.query.insert(hooks).values({ id: 1, ...hook, personKind: "email", createdAt: NOW }));
      const rule = { kind: "event", event: "Viewed", atLeast: 1, withinDays: 0 } as const;
      for (const { id } of [from, into])
        yield* run(
          tx.query.insert(tx.tables.segments).values({
            ...{ id, name: `Viewers ${id}`, rule, state: "ready" },
            ...{ memberCount: 1, createdAt: NOW, updatedAt: NOW },
          }),
        );
      const outgoing = { id: 1, url: "https://shop.example", sealedSecret: "s", kinds: [], createdAt: NOW };
      yield* run(tx.query.insert(outgoingHooks).values(outgoing));
    });
    for (const { id } of [from, into]) await fill(rig(), id, ids);
    for (const name of mergedTables) expect(await rowsOf(name, from.id), name).toHaveLength(1);

    await unite(from, into);
    for (const name of mergedTables) {
      expect(await rowsOf(name, from.id), name).toEqual([]);
      // One more of these: that the visitor's old links lead here, and that what the visitor agreed to came over.
      const expected = rowsAfter[name] ?? 2;
      expect(await rowsOf(name, into.id), name).toHaveLength(expected);
    }
    const { profiles } = open().tables;
    expect(await open().query.select({ id: profiles.id }).from(profiles)).toEqual([{ id: into.id }]);
  });

  it("keep what the known one says of itself, and take the rest from the visitor", async () => {
    const from = await rig().profile({
      email: "old@example.com",
      name: "A.",
      phone: "+49170",
      timezone: "Asia/Tokyo",
      attributes: { city: "Paris", plan: "free" },
      createdAt: NOW - HOUR_MS,
      lastSeenAt: NOW,
    });
    const known = { externalId: "ana", email: "ana@example.com", name: "Ana", attributes: { plan: "pro" } };
    const into = await rig().profile({ ...known, lastSeenAt: NOW - HOUR_MS });
    const profile = await unite(from, into);
    expect(profile).toMatchObject({
      ...known,
      id: into.id,
      emailClaimed: false,
      phone: "+49170",
      timezone: "Asia/Tokyo",
      attributes: { city: "Paris", plan: "pro" },
      createdAt: NOW - HOUR_MS,
      lastSeenAt: NOW,
    });
  });

  it("trust an address that a browser brings only as far as before", async () => {
    const email = "ana@example.com";
    const claimed = async (
      from: Partial<Profile>,
      into: Partial<Profile>,
      isPublic: boolean,
      externalId: string,
    ) => {
      const profiles = [await rig().profile(from), await rig().profile({ externalId, ...into })] as const;
      return (await unite(...profiles, isPublic)).emailClaimed;
    };
    expect(await claimed({ email }, {}, false, "a")).toBe(false);
    expect(await claimed({ email }, {}, true, "b")).toBe(true);
    expect(await claimed({ email, emailClaimed: true }, {}, false, "c")).toBe(true);
    expect(await claimed({ email }, { email, emailClaimed: true }, false, "d")).toBe(false);
    expect(await claimed({ email }, { email, emailClaimed: true }, true, "e")).toBe(true);
    expect(await claimed({ email, emailClaimed: true }, { email }, true, "f")).toBe(false);
    expect(await claimed({}, {}, true, "g")).toBe(false);
  });

  it.each([
    { from: "withdrawn", into: "granted", both: "withdrawn" },
    { from: "granted", into: "withdrawn", both: "withdrawn" },
    { from: "pending", into: "granted", both: "granted" },
    { from: "granted", into: "pending", both: "granted" },
    { from: "granted", into: null, both: "granted" },
    { from: null, into: "granted", both: "granted" },
  ] as const)("agree to what neither refused: $from and $into is $both", async ({ from, into, both }) => {
    const [visitor, known] = [await rig().profile(), await rig().profile({ externalId: "ana" })];
    if (from) await rig().consent(visitor.id, from);
    if (into) await rig().consent(known.id, into);
    await unite(visitor, known);
    expect(await consentState(open(), known.id, "email", "marketing")).toBe(both);
  });

  it("get nothing of a topic of which either got nothing, also where one had left the topic that speaks for it", async () => {
    const says = (profileId: number, topic: string, state: "granted" | "withdrawn") =>
      rig().do(() => setConsent({ profileId, channel: "email", topic, state, source: "api", at: NOW }));
    for (const leaver of ["visitor", "known"] as const) {
      const visitor = await rig().profile();
      const known = await rig().profile({ externalId: `ana-${leaver}` });
      const [left, chose] = leaver === "visitor" ? [visitor, known] : [known, visitor];
      await says(left.id, "marketing", "withdrawn");
      await says(chose.id, "restocks", "granted");
      await unite(visitor, known);
      for (const topic of ["marketing", "restocks", "made-later"])
        expect(await consentState(open(), known.id, "email", topic)).toBe("withdrawn");
    }
  });

  it("do not agree to mail at an address by having agreed at another", async () => {
    const visitor = await rig().profile({ email: "old@example.com" });
    const known = await rig().profile({ externalId: "ana", email: "ana@example.com" });
    await rig().consent(visitor.id, "granted");
    await unite(visitor, known);
    expect(await consentState(open(), known.id, "email", "marketing")).toBe("unknown");
  });

  it.each(["sms", "whatsapp"] as const)(
    "do not agree to %s at a number by having agreed at another, and refuse at both",
    async (channel) => {
      const united = async (from: string | null, into: string | null, state: "granted" | "withdrawn") => {
        const [visitor, known] = [await rig().profile({ phone: from }), await rig().profile({ phone: into })];
        const change = { profileId: visitor.id, channel, topic: "marketing", state, source: "api", at: NOW };
        await rig().do(() => setConsent(change));
        await unite(visitor, known);
        return await consentState(open(), known.id, channel, "marketing");
      };
      expect(await united("+491701234567", "+385911234567", "granted")).toBe("unknown");
      expect(await united("+491701234567", "0049 170 1234567", "granted")).toBe("granted");
      expect(await united("+491701234567", null, "granted")).toBe("granted");
      expect(await united(null, "+385911234567", "granted")).toBe("granted");
      expect(await united("+491701234567", "+385911234567", "withdrawn")).toBe("withdrawn");
    },
  );

  it("take no phone, nor a yes to texts at it, from a visitor whom a browser says to be the same", async () => {
    const visitor = await rig().profile({ phone: "+491701234567" });
    const known = await rig().profile({ externalId: "ana" });
    const yes = { profileId: visitor.id, channel: "sms", topic: "marketing", state: "granted" } as const;
    await rig().do(() => setConsent({ ...yes, source: "api", at: NOW }));
    expect((await unite(visitor, known, true)).phone).toBeNull();
    expect(await consentState(open(), known.id, "sms", "marketing")).toBe("unknown");
  });

  it("keep the newer of two timers, and the known one's path at a split", async () => {
    const [from, into] = [await rig().profile(), await rig().profile({ externalId: "ana" })];
    const { workflowId } = await rig().workflow();
    const { timers, assignments } = open().tables;
    const timer = (profileId: number, timerKey: string, setAt: number, since = 1) =>
      ({ workflowId, profileId, timerKey, setAt, since, dueAt: setAt + HOUR_MS, data: {} }) as const;
    await open()
      .query.insert(timers)
      .values([
        timer(from.id, "newer", NOW + 1),
        timer(into.id, "newer", NOW),
        timer(from.id, "older", NOW),
        timer(into.id, "older", NOW + 1),
        timer(from.id, "void", NOW + 1, 0),
        timer(into.id, "void", NOW, 1),
        timer(from.id, "only", NOW),
      ]);
    const arm = (profileId: number, nodeId: string, name: string) => ({
      workflowId,
      nodeId,
      profileId,
      arm: name,
      at: NOW,
    });
    await open()
      .query.insert(assignments)
      .values([arm(from.id, "split", "a"), arm(into.id, "split", "b"), arm(from.id, "other", "c")]);
    await unite(from, into);
    const left = await open()
      .query.select()
      .from(timers)
      .where(eq(timers.profileId, into.id))
      .orderBy(timers.timerKey);
    expect(left.map(({ timerKey, setAt }) => [timerKey, setAt - NOW])).toEqual([
      ["newer", 1],
      ["older", 1],
      ["only", 0],
      ["void", 0],
    ]);
    const arms = await open().query.select().from(assignments).orderBy(assignments.nodeId);
    expect(arms.map(({ profileId, nodeId, arm: name }) => [profileId, nodeId, name])).toEqual([
      [into.id, "other", "c"],
      [into.id, "split", "b"],
    ]);
  });

  it("stay in segments without coming in anew, are counted once, and are looked at again", async () => {
    const [from, into] = [await rig().profile(), await rig().profile({ externalId: "ana" })];
    const rule = { kind: "event", event: "Viewed", atLeast: 1, withinDays: 0 } as const;
    const { segments, segmentMembers, segmentLooks, segmentChanges, lifecycleStages } = open().tables;
    const segment = (id: number, memberCount: number, archivedAt: number | null = null) => ({
      ...{ id, name: `S${id}`, rule, state: "ready" as const, memberCount },
      ...{ archivedAt, createdAt: NOW, updatedAt: NOW },
    });
    await open()
      .query.insert(segments)
      .values([segment(1, 2), segment(2, 1), segment(3, 0), segment(4, 0, NOW)]);
    await open()
      .query.insert(segmentMembers)
      .values([
        { segmentId: 1, profileId: from.id, enteredAt: NOW - 2 },
        { segmentId: 1, profileId: into.id, enteredAt: NOW - 1 },
        { segmentId: 2, profileId: from.id, enteredAt: NOW - 3 },
      ]);
    await open()
      .query.insert(segmentLooks)
      .values([
        { segmentId: 1, profileId: into.id, dueAt: NOW - 5 },
        { segmentId: 2, profileId: into.id, dueAt: NOW + 9 * HOUR_MS },
        { segmentId: 2, profileId: from.id, dueAt: NOW, depth: 2 },
      ]);
    const stage = { stage: "active", since: NOW, dueAt: NOW + 9 * HOUR_MS } as const;
    await open()
      .query.insert(lifecycleStages)
      .values({ profileId: from.id, ...stage });
    await unite(from, into);
    const members = await open().query.select().from(segmentMembers).orderBy(segmentMembers.segmentId);
    expect(members).toEqual([
      { segmentId: 1, profileId: into.id, enteredAt: NOW - 1 },
      { segmentId: 2, profileId: into.id, enteredAt: NOW - 3 },
    ]);
    const counts = await open()
      .query.select({ count: segments.memberCount })
      .from(segments)
      .orderBy(segments.id);
    expect(counts.map(({ count }) => count)).toEqual([1, 1, 0, 0]);
    const looks = await open().query.select().from(segmentLooks).orderBy(segmentLooks.segmentId);
    const look = { profileId: into.id, dueAt: NOW + HOUR_MS, depth: 2, quiet: false };
    expect(looks).toEqual([1, 2, 3].map((segmentId) => ({ ...look, segmentId })));
    expect(await open().query.select().from(segmentChanges)).toEqual([]);
    expect(await open().query.select().from(lifecycleStages)).toEqual([
      { profileId: into.id, ...stage, dueAt: NOW + HOUR_MS },
    ]);
  });

  it("have the tags and the times of both, each once", async () => {
    const [from, into] = [await rig().profile(), await rig().profile({ externalId: "ana" })];
    const { profileTags, activityTimes } = open().tables;
    const tag = (profileId: number, name: string) => ({ profileId, tag: name });
    await open()
      .query.insert(profileTags)
      .values([tag(from.id, "vip"), tag(from.id, "press"), tag(into.id, "vip")]);
    await open()
      .query.insert(activityTimes)
      .values([
        { profileId: from.id, slots: packSlots([10, 11]) },
        { profileId: into.id, slots: packSlots([10, 99]) },
      ]);
    await unite(from, into);
    expect(await open().query.select().from(profileTags).orderBy(profileTags.tag)).toEqual([
      tag(into.id, "press"),
      tag(into.id, "vip"),
    ]);
    expect(await open().query.select().from(activityTimes)).toEqual([
      { profileId: into.id, slots: packSlots([10, 11, 99]) },
    ]);
  });

  it("keep ended runs of both, also by the same key", async () => {
    const [from, into] = [await rig().profile(), await rig().profile({ externalId: "ana" })];
    const ids = await rig().workflow();
    const moved = await rig().run({ ...ids, profileId: from.id });
    const kept = await rig().run({ ...ids, profileId: into.id });
    await unite(from, into);
    const { runs } = open().tables;
    const rows = await open().query.select().from(runs).orderBy(runs.id);
    expect(rows.map(({ id, profileId, entryKey }) => [id, profileId, entryKey])).toEqual([
      [moved.id, into.id, `once~merged-${moved.id}`],
      [kept.id, into.id, "once"],
    ]);
  });

  it("get what has not gone out at the one address that is kept; the team's and what went out stay", async () => {
    const from = await rig().profile({ email: "old@example.com" });
    const into = await rig().profile({ externalId: "ana", email: "ana@example.com" });
    const message = (key: string, fields = {}) =>
      rig().message(from.id, { key, endpoint: from.email!, ...fields });
    await message("queued");
    await message("team", { content: { ...emailContent, team: [from.email!] } });
    const sent = await message("sent");
    const { messages } = open().tables;
    await open().query.update(messages).set({ status: "sent" }).where(eq(messages.id, sent!));
    await unite(from, into);
    const rows = await open().query.select().from(messages).orderBy(messages.id);
    expect(rows.map(({ key, endpoint }) => [key, endpoint])).toEqual([
      ["queued", "ana@example.com"],
      ["team", "old@example.com"],
      ["sent", "old@example.com"],
    ]);
  });

  it("are found by the number of either, for links in old mails, through several merges", async () => {
    const first = await rig().profile();
    const second = await rig().profile();
    const known = await rig().profile({ externalId: "ana" });
    await unite(first, second);
    await unite(second, known);
    const found = (id: number) => rig().do(() => findUnitedProfile(id));
    expect((await found(first.id))?.id).toBe(known.id);
    expect((await found(second.id))?.id).toBe(known.id);
    expect((await found(known.id))?.id).toBe(known.id);
    expect(await found(999)).toBeUndefined();
  });
});

/** A person has one stage of life, and is found by what they are called then. */
const rowsAfter: { [K in (typeof mergedTables)[number]]?: number } = {
  anonymousIds: 3,
  consentLog: 3,
  lifecycleStages: 1,
  profileWords: 1,
  activityTimes: 1,
};

/** One row of a profile in every table that names it. */
async function fill(
  rig: StoreRig,
  profileId: number,
  { workflowId, versionId }: { workflowId: number; versionId: number },
): Promise<void> {
  const marker = `of-${profileId}`;
  const channel = "email" as const;
  const consent = { profileId, channel, topic: marker, state: "granted" as const };
  const rows = {
    anonymousIds: { value: marker, profileId, createdAt: NOW },
    consents: { ...consent, updatedAt: NOW },
    consentLog: null,
    pushSubscriptions: { profileId, endpoint: marker, keys: { p256dh: "p", auth: "a" }, createdAt: NOW },
    events: { profileId, nameId: 1, at: NOW, receivedAt: NOW, properties: {} },
    receipts: { hookId: 1, receivedAt: NOW, headers: {}, bodyBytes: 1, verdict: "taken", profileId },
    notices: {
      hookId: 1,
      webhookId: marker,
      kind: "run.finished",
      profileId,
      payload: {},
      status: "queued",
      createdAt: NOW,
    },
    carts: { profileId, cartKey: marker, items: [], status: "open", openedAt: NOW, changedAt: NOW },
    runs: null,
    timers: { workflowId, profileId, timerKey: marker, dueAt: NOW, setAt: NOW, data: {} },
    assignments: { workflowId, nodeId: marker, profileId, arm: "a", at: NOW },
    oneOffPeople: { oneOffId: profileId, profileId },
    history: { profileId, at: NOW, code: "run.started", values: {} },
    messages: null,
    interactions: null,
    bounces: { profileId, channel, kind: "soft", at: NOW },
    profileWords: { word: marker, profileId },
    profileTags: { profileId, tag: marker },
    profileNotes: { profileId, text: marker, at: NOW },
    segmentMembers: { segmentId: profileId, profileId, enteredAt: NOW },
    segmentChanges: { segmentId: profileId, profileId, entered: true, at: NOW },
    segmentLooks: { segmentId: profileId, profileId, dueAt: NOW },
    lifecycleStages: { profileId, stage: "new", since: NOW },
    activityTimes: { profileId, slots: "" },
    orderFacts: { profileId, eventId: profileId, at: NOW, amountCents: 100 },
  } satisfies { [K in (typeof mergedTables)[number]]: Tables[K]["$inferInsert"] | null };
  await rig.do(function* (tx) {
    const draft = { ...emptyDraft, name: marker, status: "draft" as const, revision: 1 };
    yield* run(
      tx.query.insert(tx.tables.oneOffs).values({ id: profileId, ...draft, createdAt: NOW, updatedAt: NOW }),
    );
    for (const [table, row] of Object.entries(rows))
      if (row) yield* run(tx.query.insert(tx.tables[table as keyof Tables]).values(row as never));
    yield* run(
      tx.query.insert(tx.tables.consentLog).values({ ...consent, topic: "x", source: "api", at: NOW }),
    );
  });
  await rig.run({ workflowId, versionId, profileId });
  const messageId = (await rig.message(profileId))!;
  const opened = { messageId, profileId, kind: "opened" as const, machine: false, at: NOW };
  await rig.do((tx) => run(tx.query.insert(tx.tables.interactions).values(opened)));
}

const line = (id: string, quantity = 1) => ({ id, name: id, price: 1, quantity });
const cart = (fields: Partial<Cart>): Cart => ({
  cartKey: "profile",
  items: [],
  status: "open",
  openedAt: NOW,
  changedAt: NOW,
  ...fields,
});

it("makes one cart of two under the same key", () => {
  const older = cart({ items: [line("tea", 2), line("cup")], openedAt: NOW - 5 });
  const newer = cart({ items: [line("tea", 1), line("pot")], changedAt: NOW + 5 });
  const both = { openedAt: NOW - 5, changedAt: NOW + 5, items: [line("cup"), line("tea", 1), line("pot")] };
  expect(mergeCart(older, newer)).toEqual(cart(both));
  expect(mergeCart(newer, older)).toEqual(cart(both));
  expect(mergeCart(older, { ...newer, status: "ordered" })).toMatchObject({
    status: "ordered",
    items: newer.items,
  });
  const ordered = cart({ status: "ordered", changedAt: NOW + 1 });
  // Begun after the order: another cart.
  const next = cart({ openedAt: NOW + 2, changedAt: NOW + 2, items: [line("pot")] });
  expect(mergeCart(ordered, next)).toEqual(next);
});
