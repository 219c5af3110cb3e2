import { getTableColumns } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Tables } from "#drizzle/tables.ts";
import { run } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { emailContent, NOW, StoreRig, waitingGraph } from "#server/testing/store-rig.ts";
import { erasedTables, eraseProfile } from "./erasure.ts";
import { eraseSomeSampleProfiles } from "./sample-profiles.ts";

const EMAIL = "erased@example.com";
const NAME = "Erica Erased";
/** Stands wherever a person's data may be; nothing may be left of it. */
const THEIRS = `${NAME} ${EMAIL} +49170000000`;
const EVENT_NAME = "Order Completed";

eachDatabase("erasing a person", (open) => {
  it("is known to every table that names one", () => {
    const naming = Object.entries(open().tables)
      .filter(([, table]) => "profileId" in getTableColumns(table))
      .map(([name]) => name);
    expect(naming.sort()).toEqual([...erasedTables].sort());
    expect(naming.length).toBeGreaterThan(8);
  });

  it("leaves nothing of them in any table, and everything of everybody else", async () => {
    const rig = new StoreRig(open());
    const { workflowId, versionId } = await rig.workflow();
    const erased = await fill(
      rig,
      { workflowId, versionId },
      { email: EMAIL, name: NAME, marker: THEIRS, key: "e" },
    );
    const before = await rowCounts();
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    await fill(
      rig,
      { workflowId, versionId },
      { email: "stays@example.com", name: "Stan Stays", marker: "stays", key: "s" },
    );
    expect(JSON.stringify(await dump())).toContain(NAME);

    await rig.do((tx) => eraseProfile(tx, erased));
    const left = await dump();
    for (const [table, rows] of Object.entries(left)) {
      for (const word of [EMAIL, NAME, "+49170000000"]) {
        expect(JSON.stringify(rows), `${table} still has ${word}`).not.toContain(word);
      }
    }
    // Whoever stays has other words to be found by, and nobody else's.
    expect({ ...(await rowCounts()), profileWords: 0 }).toEqual({ ...before, profileWords: 0 });
    expect(JSON.stringify(left.profileWords)).not.toContain(`"profileId":${erased}`);
    // The suppression stays, under a hash that tells nobody's address.
    expect(left.suppressions).toHaveLength(1);
  });

  it("erases the sample shop's people and nobody else", async () => {
    const rig = new StoreRig(open());
    for (let index = 0; index < 12; index++) await rig.profile({ isSample: true });
    const real = await rig.profile({ name: "Real" });
    const counts: number[] = [];
    do counts.push(await rig.do((tx) => eraseSomeSampleProfiles(tx)));
    while (counts.at(-1) !== 0);
    expect(counts).toEqual([10, 2, 0]);
    expect((await open().query.select().from(open().tables.profiles)).map(({ id }) => id)).toEqual([real.id]);
  });

  async function dump(): Promise<Record<string, unknown[]>> {
    const tables: Record<string, unknown[]> = {};
    for (const [name, table] of Object.entries(open().tables))
      tables[name] = await open().query.select().from(table);
    return tables;
  }

  async function rowCounts(): Promise<Record<string, number>> {
    return Object.fromEntries(Object.entries(await dump()).map(([name, rows]) => [name, rows.length]));
  }
});

type Person = { email: string; name: string; marker: string; key: string };

/** One row in every table: a new table does not compile until it has one here. */
async function fill(
  rig: StoreRig,
  { workflowId, versionId }: { workflowId: number; versionId: number },
  { email, name, marker, key }: Person,
): Promise<number> {
  const profile = await rig.profile({
    email,
    name,
    phone: marker,
    externalId: marker,
    attributes: { marker },
  });
  const profileId = profile.id;
  const first = key === "e";
  const date = new Date(NOW);
  const dates = { createdAt: date, updatedAt: date };
  const channel = "email" as const;
  const state = { nodeId: "wait", visit: 1, data: { marker }, waiting: null };
  const topic = "marketing";
  // By the order of their references; null stands for a row that is there already.
  const rows = {
    settings: first ? { key: "shop", value: {} } : null,
    apiKeys: first ? { name: "k", prefix: "rk_", hash: "h", createdAt: NOW } : null,
    hooks: first
      ? {
          id: 1,
          name: "Form",
          eventName: "Form Sent",
          tokenHash: "t",
          sealedToken: "t",
          personKind: "email",
          personPath: "email",
          createdAt: NOW,
        }
      : null,
    outgoingHooks: first
      ? { id: 1, url: "https://shop.example", sealedSecret: "s", kinds: [], createdAt: NOW }
      : null,
    imports: first
      ? { kind: "profiles", status: "done", fileName: "people.csv", fileBytes: 1, createdAt: NOW }
      : null,
    users: first ? { id: "u", name: "Owner", email: "owner@example.com", ...dates } : null,
    sessions: first ? { id: "s", token: "t", userId: "u", expiresAt: date, ...dates } : null,
    accounts: first ? { id: "a", accountId: "u", providerId: "p", userId: "u", ...dates } : null,
    verifications: first ? { id: "v", identifier: "i", value: "v", expiresAt: date, ...dates } : null,
    rateLimits: first ? { id: "r", key: "r", count: 1, lastRequest: NOW } : null,
    invitations: first
      ? { tokenHash: "h", role: "viewer", createdBy: "u", createdAt: NOW, expiresAt: NOW }
      : null,
    profiles: null,
    workflows: null,
    versions: null,
    anonymousIds: { value: marker, profileId, createdAt: NOW },
    consents: { profileId, channel, topic, state: "granted", updatedAt: NOW },
    consentLog: { profileId, channel, topic, state: "granted", source: marker, at: NOW },
    suppressions: first
      ? { channel, addressHash: "keyed-hash", reason: "email.no-such-mailbox", at: NOW }
      : null,
    pushSubscriptions: {
      profileId,
      endpoint: marker,
      keys: { p256dh: "p", auth: "a" },
      userAgent: marker,
      createdAt: NOW,
    },
    eventNames: first ? { id: 1, name: EVENT_NAME } : null,
    events: { profileId, nameId: 1, at: NOW, receivedAt: NOW, properties: { marker } },
    eventKeys: first ? { messageId: "m", receivedAt: NOW } : null,
    receipts: {
      hookId: 1,
      receivedAt: NOW,
      headers: { from: marker },
      body: marker,
      bodyBytes: 1,
      verdict: "taken",
      profileId,
    },
    notices: {
      hookId: 1,
      webhookId: `msg_${key}`,
      kind: "run.finished",
      profileId,
      payload: { marker },
      status: "queued",
      createdAt: NOW,
    },
    carts: {
      profileId,
      cartKey: marker,
      items: [{ id: marker, name: marker, price: 1, quantity: 1 }],
      status: "open",
      openedAt: NOW,
      changedAt: NOW,
    },
    workflowEditors: first ? { workflowId, tab: "t", userId: "u", seenAt: NOW } : null,
    stepCounts: first ? { workflowId, nodeId: "wait", port: "", hourAt: NOW, people: 1 } : null,
    bulkActions: first
      ? {
          ...{
            workflowId,
            action: { kind: "stop" as const },
            choice: { kind: "list" as const, runIds: [1] },
          },
          ...{ afterRunId: 0, untilRunId: 1, total: 1, createdAt: NOW },
        }
      : null,
    runs: {
      id: profileId,
      workflowId,
      versionId,
      profileId,
      entryKey: marker,
      status: "active",
      state,
      nodeId: "wait",
      startedAt: NOW,
    },
    visits: { runId: profileId, visit: 1, workflowId, nodeId: "wait", arrivedAt: NOW },
    timers: { workflowId, profileId, timerKey: marker, dueAt: NOW, setAt: NOW, data: { marker } },
    assignments: { workflowId, nodeId: "split", profileId, arm: "a", at: NOW },
    schedules: first ? { workflowId, dueAt: NOW, plan: "0 9 * * *" } : null,
    admissions: first ? { workflowId, entryKey: "list", data: {}, afterProfileId: 0, createdAt: NOW } : null,
    oneOffs: first
      ? {
          ...{
            id: 1,
            name: "News",
            status: "draft" as const,
            audience: { kind: "list" as const },
            revision: 1,
          },
          ...{ schedule: { at: null, local: false, perHour: null }, createdAt: NOW, updatedAt: NOW },
        }
      : null,
    oneOffPeople: { oneOffId: 1, profileId },
    history: { profileId, at: NOW, workflowId, runId: profileId, code: "run.started", values: { marker } },
    messages: {
      id: profileId,
      key: `run-${key}`,
      profileId,
      workflowId,
      runId: profileId,
      channel,
      endpoint: marker,
      content: emailContent,
      data: { marker },
      status: "sent",
      rendered: {
        channel,
        from: "shop",
        to: marker,
        subject: marker,
        html: marker,
        text: marker,
        headers: {},
      },
      createdAt: NOW,
    },
    deliveries: { messageId: profileId, attempt: 1, at: NOW, outcome: "retry", values: { answer: marker } },
    interactions: { messageId: profileId, profileId, kind: "clicked", machine: false, url: marker, at: NOW },
    bounces: { profileId, messageId: profileId, channel, kind: "soft", detail: marker, at: NOW },
    secrets: first ? { name: "crm", sealedValue: "s", createdAt: NOW } : null,
    images: first
      ? { hash: "h", name: "logo", type: "image/png", bytes: 1, width: 1, height: 1, createdAt: NOW }
      : null,
    savedBlocks: first ? { name: "Greeting", content: {}, createdAt: NOW } : null,
    alerts: first ? { code: "a", subject: "", values: {}, raisedAt: NOW } : null,
    profileWords: { word: marker, profileId },
    profileTags: { profileId, tag: marker },
    profileNotes: { profileId, text: marker, at: NOW },
    profileViews: first ? { name: "Mine", filter: {}, columns: [], createdAt: NOW } : null,
    segments: first
      ? {
          ...{ id: 1, name: "Buyers", state: "ready" as const, createdAt: NOW, updatedAt: NOW },
          rule: { kind: "event" as const, event: EVENT_NAME, atLeast: 1, withinDays: 0 },
        }
      : null,
    segmentMembers: { segmentId: 1, profileId, enteredAt: NOW },
    segmentChanges: { segmentId: 1, profileId, entered: true, at: NOW },
    segmentLooks: { segmentId: 1, profileId, dueAt: NOW },
    lifecycleStages: { profileId, stage: "new", since: NOW },
    activityTimes: { profileId, slots: "" },
    orderFacts: { profileId, eventId: profileId, at: NOW, amountCents: 100 },
    rollupMarks: first ? { name: "events", eventId: 0 } : null,
  } satisfies { [K in keyof Tables]: Tables[K]["$inferInsert"] | null };
  await rig.do(function* (tx) {
    for (const [table, row] of Object.entries(rows)) {
      if (row) yield* run(tx.query.insert(tx.tables[table as keyof Tables]).values(row as never));
    }
  });
  expect(waitingGraph.nodes).not.toHaveLength(0);
  return profileId;
}
