import { beforeEach, expect, it } from "vitest";
import { type Database, run, stepByStep } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { NoticeRig } from "#server/testing/notice-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { isNoticeKind, NOTICE_KINDS, type NoticeKind } from "./kinds.ts";
import { eraseAndTell, setConsentAndTell, tellProfilesMerged } from "./profiles.ts";

const URL = "https://erp.example.com/rekindle";
const ALL = Object.keys(NOTICE_KINDS).filter(isNoticeKind);
const email = (id: string, to?: Record<string, string>) => ({
  ...{ id, type: "send-email", config: { subject: "Hello", body: "Hello" } },
  ...(to && { to }),
});
const signup = { id: "start", type: "signup", config: {} };
const wait = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const greeting = drawGraph([signup, email("hello")]);

it.each(ALL)("%s has an example that is as its schema says", (kind) => {
  const { schema, sample } = NOTICE_KINDS[kind];
  expect(schema.parse(sample)).toEqual(sample);
});

eachDatabase("notices of what happens", (open) => {
  let rig: NoticeRig;
  beforeEach(async () => {
    rig = new NoticeRig(open());
    await rig.engine.start();
    return () => rig.close();
  });

  /** What was told, as its schemas allow, without what every test would repeat. */
  async function told(...only: NoticeKind[]) {
    const rows = await rig.notices();
    return rows
      .map(({ kind, payload, profileId }) => {
        if (!isNoticeKind(kind)) throw new Error(`an unknown kind: ${kind}`);
        const { type, timestamp, data } = payload as { type: string; timestamp: string; data: object };
        expect(type).toBe(kind);
        expect(new Date(timestamp).toISOString()).toBe(timestamp);
        return { kind, profileId, data: NOTICE_KINDS[kind].schema.parse(data) as Record<string, unknown> };
      })
      .filter(({ kind }) => only.length === 0 || only.includes(kind));
  }
  const kinds = async () => (await told()).map(({ kind }) => kind);

  it("are written for a run from its start to its end, and for its message", async () => {
    await rig.hook(URL, ["run.started", "message.sent", "run.finished"]);
    const workflowId = await rig.publish(greeting);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    const { id: profileId } = await rig.profile("ana");
    const [sent] = await rig.messages();
    const [ran] = await rig.runs();
    const at = new Date(rig.clock.now()).toISOString();
    const person = { profileId, externalId: "ana" };
    const ids = { ...person, workflowId, runId: ran!.id };
    const versionId = ran!.versionId;
    expect(await told()).toEqual([
      { kind: "run.started", profileId, data: { ...ids, versionId, startedAt: at } },
      {
        kind: "message.sent",
        profileId,
        data: { ...ids, messageId: sent!.id, channel: "email", nodeId: "hello", captured: false },
      },
      {
        kind: "run.finished",
        profileId,
        data: {
          ...{ ...ids, versionId, startedAt: at, endedAt: at, nodeId: "hello" },
          reason: { code: "run.finished", text: "Reached the end of the workflow" },
        },
      },
    ]);
    expect((await rig.notices())[0]).toMatchObject({ status: "queued", attempts: 0, dueAt: rig.clock.now() });
  });

  it("are written once for each hook that wants them, under an id of their own", async () => {
    const first = await rig.hook(URL, ["run.started"]);
    const second = await rig.hook(`${URL}/2`, ["run.started", "run.finished"]);
    await rig.publish(greeting);
    await rig.track("ana", "Signed Up");
    const rows = await rig.notices();
    expect(rows.map(({ hookId, kind }) => ({ hookId, kind }))).toEqual([
      { hookId: first.id, kind: "run.started" },
      { hookId: second.id, kind: "run.started" },
      { hookId: second.id, kind: "run.finished" },
    ]);
    expect(new Set(rows.map(({ webhookId }) => webhookId)).size).toBe(3);
    for (const { webhookId } of rows) expect(webhookId).toMatch(/^ntc_[0-9a-f]{32}$/);
  });

  it("tell why a message was not sent, failed, bounced, or is in doubt", async () => {
    await rig.hook(URL, ["message.skipped", "message.failed", "message.bounced", "message.unknown"]);
    await rig.publish(greeting);
    await rig.identify("no", { email: "no@example.com" }, "withdrawn");
    await rig.track("no", "Signed Up");
    expect(await told()).toMatchObject([
      { kind: "message.skipped", data: { externalId: "no", reason: { code: "message.withdrawn" } } },
    ]);

    const refused = { code: "email.refused", values: {} };
    rig.answers.push({ kind: "failed", ...refused, suppress: true }, { kind: "failed", ...refused });
    rig.answers.push({ kind: "unknown", code: "message.interrupted", values: {} });
    for (const name of ["bounces", "fails", "doubt"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
    expect((await told()).slice(1)).toMatchObject([
      { kind: "message.failed", data: { externalId: "bounces", reason: { code: "email.refused" } } },
      { kind: "message.bounced", data: { externalId: "bounces", address: "bounces@example.com" } },
      { kind: "message.failed", data: { externalId: "fails" } },
      { kind: "message.unknown", data: { externalId: "doubt", reason: { code: "message.interrupted" } } },
    ]);
  });

  it("tell that a message was given up only after its last try", async () => {
    await rig.hook(URL, ["message.failed"]);
    await rig.publish(greeting);
    await rig.identify("ana", { email: "ana@example.com" });
    for (let n = 0; n < 20; n++) rig.answers.push({ kind: "retry", code: "email.no-connection", values: {} });
    await rig.track("ana", "Signed Up");
    expect(await told()).toEqual([]);
    for (let n = 0; n < 20; n++) await rig.pass(DAY_MS / 2);
    expect(await told()).toMatchObject([{ data: { reason: { code: "message.gave-up" } } }]);
  });

  it("tell of goals, and of those who left early", async () => {
    await rig.hook(URL, ["run.converted", "run.exited", "run.finished"]);
    const settings = { ...greeting.settings, goalEvent: "Order Completed", goalDays: 7, goalExits: true };
    await rig.publish({ ...drawGraph([signup, wait, email("hello")]), settings });
    await rig.track("ana", "Signed Up");
    await rig.track("ana", "Order Completed");
    const convertedAt = new Date(rig.clock.now()).toISOString();
    expect(await told()).toMatchObject([
      { kind: "run.converted", data: { event: "Order Completed", convertedAt } },
      { kind: "run.exited", data: { nodeId: "wait", reason: { code: "run.goal-reached" } } },
    ]);
  });

  it("tell of consents that change, and not of those that are said again", async () => {
    await rig.hook(URL, ["consent.changed"]);
    await rig.identify("ana", { email: "ana@example.com" });
    const before = (await told()).length;
    const { id: profileId } = await rig.profile("ana");
    const change = { profileId, channel: "email", topic: "marketing", source: "one-click" } as const;
    const at = rig.clock.now();
    const { live } = rig.engine;
    for (const state of ["withdrawn", "withdrawn"] as const)
      await rig.db.transaction(() => setConsentAndTell(live, { ...change, state, at }));
    expect((await told()).slice(before)).toEqual([
      {
        ...{ kind: "consent.changed", profileId },
        data: {
          ...{ profileId, externalId: "ana", channel: "email", topic: "marketing" },
          ...{ state: "withdrawn", source: "one-click" },
        },
      },
    ]);
  });

  it("tell of profiles that were made or merged", async () => {
    await rig.hook(URL, ["profile.created", "profile.merged"]);
    await rig.identify("ana");
    await rig.identify("ana", { email: "ana@example.com" });
    const ana = await rig.profile("ana");
    const { live } = rig.engine;
    await rig.db.transaction(() => tellProfilesMerged(live, ana, 99, rig.clock.now()));
    expect(await told()).toMatchObject([
      {
        kind: "profile.created",
        data: { externalId: "ana", createdAt: new Date(ana.createdAt).toISOString() },
      },
      { kind: "profile.merged", data: { profileId: ana.id, mergedProfileId: 99 } },
    ]);
  });

  it("go with the person who is erased; what tells of the erasure stays, with ids alone", async () => {
    await rig.hook(URL, ALL);
    await rig.publish(greeting);
    for (const name of ["ana", "ben"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
    const ana = await rig.profile("ana");
    const bens = (await told()).filter(({ data }) => data.externalId === "ben");
    expect(bens.length).toBeGreaterThan(2);
    await rig.db.transaction((tx) =>
      eraseAndTell(tx, { live: rig.engine.live, keys: rig.keys }, ana.id, rig.clock.now()),
    );
    expect(await told()).toEqual([
      ...bens,
      { kind: "profile.erased", profileId: null, data: { profileId: ana.id, externalId: "ana" } },
    ]);
  });

  it("are not written of a change that is rolled back", async () => {
    await rig.hook(URL, ALL);
    await rig.identify("ana");
    const before = await rig.notices();
    const ana = await rig.profile("ana");
    const { live } = rig.engine;
    const change = { profileId: ana.id, channel: "email", topic: "news", source: "api" } as const;
    const failing = rig.db.transaction(function* (tx) {
      yield* setConsentAndTell(live, { ...change, state: "granted", at: rig.clock.now() });
      const { notices } = tx.tables;
      expect(yield* run(tx.query.select().from(notices))).toHaveLength(before.length + 1);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await rig.notices()).toEqual(before);
  });

  it("cost no query while nobody wants them", async () => {
    const costs: number[] = [];
    const { db } = rig;
    const counted: Database = {
      ...db,
      transaction: (body) =>
        db.transaction(function* (tx) {
          const index = costs.push(0) - 1;
          const steps = stepByStep(body(tx));
          let next = steps.next();
          while (!next.done) {
            costs[index]! += 1;
            const answer: unknown = yield next.value;
            next = steps.next(answer);
          }
          return next.value;
        }),
    };
    const watched = new NoticeRig(counted);
    await watched.engine.start();
    await watched.publish(greeting);
    // The first transaction takes the event in and starts the run; how often the engine looks for more may differ.
    const costOf = async (name: string) => {
      await watched.identify(name, { email: `${name}@example.com` });
      costs.length = 0;
      await watched.track(name, "Signed Up");
      return costs[0]!;
    };
    await costOf("warm");
    const without = await costOf("ana");
    const { id } = await watched.hook(URL, ["run.started"]);
    expect(await costOf("ben")).toBe(without + 1);
    await watched.db.transaction(function* (tx) {
      yield* run(tx.query.update(tx.tables.outgoingHooks).set({ offAt: 1 }));
    });
    await watched.engine.reload();
    expect(await costOf("cem")).toBe(without);
    expect((await watched.notices()).map(({ hookId }) => hookId)).toEqual([id]);
    await watched.close();
  });

  it("are not written of the sample shop's people", async () => {
    await rig.hook(URL, ALL);
    await rig.identify("ana");
    const { profiles, notices } = rig.db.tables;
    await rig.db.query.update(profiles).set({ isSample: true });
    await rig.db.query.delete(notices);
    await rig.publish(greeting);
    await rig.track("ana", "Signed Up");
    expect(await rig.runs()).toHaveLength(1);
    expect(await kinds()).toEqual([]);
  });
});
