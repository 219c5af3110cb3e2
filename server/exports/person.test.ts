import { expect, it } from "vitest";
import type { Tables } from "#drizzle/tables.ts";
import { packSlots, slotOf } from "#server/analytics/slots.ts";
import { run } from "#server/database/database.ts";
import { addressHash } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import { suppress } from "#server/store/consents.ts";
import { erasedTables } from "#server/store/erasure.ts";
import { emptyDraft } from "#server/store/one-offs.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { emailContent, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { personParts } from "./person.ts";
import { openPersonFile } from "./write-person.ts";

const EMAIL = "ana@example.com";

eachDatabase("the file of one person", (open) => {
  it("holds what every table says of them, and of nobody else", async () => {
    const rig = new StoreRig(open());
    const services = { db: open(), reads: directReads(open()), keys: new EngineRig(open()).keys };
    const { workflowId, versionId } = await rig.workflow();
    const { hooks, outgoingHooks, eventNames, receipts } = open().tables;
    const hash = addressHash(services.keys, "email", EMAIL);
    await rig.do(function* (tx) {
      yield* run(
        tx.query.insert(hooks).values({
          ...{ id: 1, name: "Form", eventName: "Form Sent", tokenHash: "t", sealedToken: "t" },
          ...{ personKind: "email", personPath: "email", createdAt: NOW },
        }),
      );
      const out = { url: "https://shop.example", sealedSecret: "s", kinds: [], createdAt: NOW };
      yield* run(tx.query.insert(outgoingHooks).values({ id: 1, ...out }));
      yield* run(tx.query.insert(eventNames).values({ id: 1, name: "Order Completed" }));
      const reason = "email.no-such-mailbox";
      yield* suppress(tx, { channel: "email", addressHash: hash, reason, at: NOW });
      const body = `{"to":"${EMAIL}","note":"unassigned of ana"}`;
      const receipt = { hookId: 1, receivedAt: NOW, headers: {}, bodyBytes: 9, verdict: "waiting" } as const;
      yield* run(tx.query.insert(receipts).values({ ...receipt, body }));
    });
    const ana = await fill(rig, { workflowId, versionId }, "ana");
    await fill(rig, { workflowId, versionId }, "bo");

    const pieces = await openPersonFile(services, ana, NOW);
    let text = "";
    for await (const piece of pieces!) text += piece;
    const file = JSON.parse(text) as Record<string, unknown[]> & { profile: { email: string } };
    expect(Object.keys(personParts).sort()).toEqual([...erasedTables].sort());
    for (const table of erasedTables) {
      // Words are kept for each beginning; times and stages say nothing but themselves.
      if (table === "profileWords") continue;
      expect(file[table], table).toHaveLength(1);
      if (table === "lifecycleStages" || table === "activityTimes") continue;
      expect(JSON.stringify(file[table]), table).toContain("of ana");
    }
    expect(file.profileWords).toContainEqual({ word: "ana@example.com" });
    expect(file.lifecycleStages).toMatchObject([{ stage: "new" }]);
    expect(JSON.stringify(file.activityTimes)).toContain("2026-03-10T10:00:00.000Z");
    expect(text).not.toContain("of bo");
    expect(file).toMatchObject({
      exportedAt: "2026-03-10T10:00:00.000Z",
      profile: { email: EMAIL, attributes: { plan: "gold of ana" } },
      suppressions: [{ channel: "email", at: "2026-03-10T10:00:00.000Z" }],
      unassignedReceipts: [{ body: expect.stringContaining("unassigned of ana") }],
      history: [{ text: "Recorded “of ana”", workflow: "Test" }],
      messages: [
        { status: "sent", content: { html: "of ana" }, deliveries: [{ values: { answer: "of ana" } }] },
      ],
      runs: [{ workflow: "Test", visits: [{ step: "wait" }] }],
    });
  });

  it("holds everything of somebody who did a lot, and is none of nobody", async () => {
    const rig = new StoreRig(open());
    const services = { db: open(), reads: directReads(open()), keys: new EngineRig(open()).keys };
    const { id: profileId } = await rig.profile({ externalId: "busy" });
    const { events, eventNames } = open().tables;
    await rig.do(function* (tx) {
      yield* run(tx.query.insert(eventNames).values({ id: 1, name: "Page Viewed" }));
      const event = { profileId, nameId: 1, at: NOW, receivedAt: NOW };
      const rows = Array.from({ length: 450 }, (_, page) => ({ ...event, properties: { page } }));
      yield* run(tx.query.insert(events).values(rows));
    });
    let text = "";
    for await (const piece of (await openPersonFile(services, profileId, NOW))!) text += piece;
    const file = JSON.parse(text) as { events: { properties: { page: number } }[] };
    expect(file.events.map(({ properties }) => properties.page)).toEqual([...Array(450).keys()]);
    expect(await openPersonFile(services, profileId + 1, NOW)).toBeNull();
  });
});

/** One row of a person in every table that names one: a new table does not compile until it has one here. */
async function fill(
  rig: StoreRig,
  { workflowId, versionId }: { workflowId: number; versionId: number },
  name: string,
): Promise<number> {
  const of = `of ${name}`;
  const email = `${name}@example.com`;
  const profile = await rig.profile({ externalId: of, email, attributes: { plan: `gold ${of}` } });
  const profileId = profile.id;
  const channel = "email" as const;
  const rendered = { channel, from: "shop", to: email, subject: of, html: of, text: of, headers: {} };
  const rows = {
    anonymousIds: { value: of, profileId, createdAt: NOW },
    consents: { profileId, channel, topic: of, state: "granted", updatedAt: NOW },
    consentLog: { profileId, channel, topic: of, state: "granted", source: "api", at: NOW },
    pushSubscriptions: { profileId, endpoint: of, keys: { p256dh: "p", auth: "a" }, createdAt: NOW },
    events: { profileId, nameId: 1, at: NOW, receivedAt: NOW, properties: { of } },
    carts: { profileId, cartKey: of, items: [], status: "open", openedAt: NOW, changedAt: NOW },
    receipts: {
      ...{ hookId: 1, receivedAt: NOW, headers: {}, body: of, bodyBytes: 1 },
      ...{ verdict: "taken", profileId },
    },
    notices: {
      ...{ hookId: 1, webhookId: of, kind: "run.finished", profileId, payload: { of } },
      ...{ status: "queued", createdAt: NOW },
    },
    runs: {
      ...{ id: profileId, workflowId, versionId, profileId, entryKey: of, status: "active" },
      ...{ state: { nodeId: "wait", visit: 1, data: { of }, waiting: null }, nodeId: "wait", startedAt: NOW },
    },
    timers: { workflowId, profileId, timerKey: of, dueAt: NOW, setAt: NOW, data: { of } },
    assignments: { workflowId, nodeId: "split", profileId, arm: of, at: NOW },
    oneOffPeople: { oneOffId: profileId, profileId },
    history: { profileId, at: NOW, workflowId, code: "event.recorded", values: { event: of } },
    messages: {
      ...{ id: profileId, key: of, profileId, workflowId, channel, endpoint: email, content: emailContent },
      ...{ data: { of }, status: "sent", rendered, createdAt: NOW },
    },
    interactions: { messageId: profileId, profileId, kind: "clicked", machine: false, url: of, at: NOW },
    bounces: { profileId, messageId: profileId, channel, kind: "soft", detail: of, at: NOW },
    segmentMembers: { segmentId: profileId, profileId, enteredAt: NOW },
    segmentChanges: { segmentId: profileId, profileId, entered: true, at: NOW },
    segmentLooks: { segmentId: profileId, profileId, dueAt: NOW },
    lifecycleStages: { profileId, stage: "new", since: NOW },
    profileWords: { profileId, word: `${name} was here` },
    profileTags: { profileId, tag: of },
    profileNotes: { profileId, text: of, at: NOW },
    activityTimes: { profileId, slots: packSlots([slotOf(NOW)]) },
    orderFacts: { profileId, eventId: profileId, at: NOW, orderKey: of, amountCents: 1250 },
  } satisfies { [K in (typeof erasedTables)[number]]: Tables[K]["$inferInsert"] };
  await rig.do(function* (tx) {
    const draft = { ...emptyDraft, name: of, status: "draft" as const, revision: 1 };
    yield* run(
      tx.query.insert(tx.tables.oneOffs).values({ id: profileId, ...draft, createdAt: NOW, updatedAt: NOW }),
    );
    const rule = { kind: "tag" as const, tag: of };
    const segment = { id: profileId, name: of, rule, state: "ready" as const };
    yield* run(tx.query.insert(tx.tables.segments).values({ ...segment, createdAt: NOW, updatedAt: NOW }));
    for (const [table, row] of Object.entries(rows))
      yield* run(tx.query.insert(tx.tables[table as keyof Tables]).values(row as never));
    const { visits, deliveries } = tx.tables;
    const visit = { runId: profileId, visit: 1, workflowId, nodeId: "wait", arrivedAt: NOW };
    yield* run(tx.query.insert(visits).values(visit));
    const delivery = { messageId: profileId, attempt: 1, at: NOW, outcome: "retry", values: { answer: of } };
    yield* run(tx.query.insert(deliveries).values(delivery));
  });
  return profileId;
}
