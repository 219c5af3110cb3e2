import { randomUUID } from "node:crypto";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { readExportedWorkflow } from "#server/exports/workflow-file.ts";
import { addressHash } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { setConsent, suppress } from "#server/store/consents.ts";
import { graphsInUse } from "#server/store/graphs-in-use.ts";
import { insertInteractions } from "#server/store/interactions.ts";
import { readTotals } from "#server/store/totals.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { newsletter } from "#server/testing/one-off-rig.ts";
import { KEPT } from "#workflows/shop-problems.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { oneOffsRouter } from "./one-offs.ts";
import { settingsRouter } from "./settings.ts";
import { workflowsRouter } from "./workflows.ts";

eachDatabase("the one-off messages", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let context: (role: Role) => {
    services: Services;
    person: { id: string; name: string; email: string; role: Role };
  };
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    // Looks at previews are counted for each.
    const id = randomUUID();
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    context = (role) => ({
      services: services as unknown as Services,
      person: { id, name: "Ana", email: "ana@example.com", role },
    });
  });
  afterEach(() => rig.engine.stop());
  // Starting its thread costs more than most tests.
  beforeAll(() => {
    senders = new SenderPool(pino({ level: "silent" }));
  });
  afterAll(() => senders.close());

  const as = (role: Role) => oneOffsRouter.createCaller(context(role));
  const api = () => as("editor");
  const settings = () => settingsRouter.createCaller(context("owner"));

  async function people(...names: string[]) {
    for (const name of names) await rig.identify(name, { email: `${name}@example.com` });
  }

  /** A draft of the newsletter; to these people where some are named. */
  async function draft(lines: string[] = []) {
    const { id } = await api().create({ name: "Spring news" });
    const saved = await api().save({ id, revision: 1, message: newsletter });
    if (saved.kind !== "saved") throw new Error("the draft was not saved");
    const { revision } = lines.length > 0 ? await api().setPeople({ id, lines }) : saved;
    return { id, revision };
  }

  async function sendNow(lines: string[] = []) {
    const { id, revision } = await draft(lines);
    const { willGet } = await api().count({ id });
    const answer = await api().send({ id, revision, people: willGet });
    expect(answer).toEqual({ kind: "sending" });
    await rig.engine.settled();
    return id;
  }

  it("are written by editors and seen by viewers; nobody is overwritten, and a copy is a draft of its own", async () => {
    const { id, revision } = await draft();
    await expect(as("viewer").create({})).rejects.toThrow("Only an editor");
    await expect(as("viewer").send({ id, revision, people: 0 })).rejects.toThrow("Only an editor");
    expect(await as("viewer").get({ id })).toMatchObject({
      name: "Spring news",
      channel: "email",
      results: null,
    });
    expect(await api().save({ id, revision, name: "Summer" })).toEqual({
      kind: "saved",
      revision: revision + 1,
    });
    expect(await api().save({ id, revision, name: "Autumn" })).toMatchObject({
      kind: "conflict",
      revision: revision + 1,
      draft: { name: "Summer", message: newsletter },
    });
    const copy = await api().duplicate({ id });
    expect(await api().get(copy)).toMatchObject({ name: "Summer (copy)", status: "draft", revision: 1 });
    await api().remove({ id });
    expect((await api().list()).oneOffs.map((oneOff) => oneOff.id)).toEqual([copy.id]);
    await api().restore({ id });
    expect((await api().list()).oneOffs).toHaveLength(2);
    await expect(
      api().save({ id, revision: 1, message: { type: "call-webhook", config: {} } }),
    ).rejects.toThrow("Choose what to send");
  });

  it("go to a list of addresses and customer numbers, and say who was not found", async () => {
    await people("ana", "bo");
    const { id } = await draft();
    const lines = ["ana", "ANA@example.com ", "", "bo@example.com", "nobody@example.com"];
    expect(await api().setPeople({ id, lines })).toEqual({
      revision: 3,
      found: 2,
      duplicates: 1,
      unknownCount: 1,
      unknown: ["nobody@example.com"],
    });
    expect(await api().get({ id })).toMatchObject({ audience: { kind: "list" }, listed: 2 });
    await people("cleo");
    expect(await api().count({ id })).toMatchObject({ people: 2, willGet: 2 });
    const copy = await api().duplicate({ id });
    expect(await api().count(copy)).toMatchObject({ people: 2 });
  });

  it("are counted before they are sent, as they are sent then", async () => {
    await people("ana", "bo");
    await rig.identify("gone", { email: "gone@example.com" }, "withdrawn");
    await rig.identify("bounced", { email: "bounced@example.com" });
    await rig.identify("nowhere", { attributes: { plan: "gold" } });
    const hash = addressHash(rig.keys, "email", "bounced@example.com");
    await rig.db.transaction((tx) =>
      suppress(tx, { channel: "email", addressHash: hash, reason: "email.no-such-mailbox", at: 1 }),
    );
    const { id } = await draft();
    expect(await as("viewer").count({ id })).toMatchObject({
      ...{ people: 5, reachable: 4, willGet: 2, notConsented: 1, suppressed: 1, withoutAddress: 1 },
      ...{ at: rig.clock.now(), revision: 2 },
    });
    const visited = { kind: "event" as const, event: "Product Viewed", atLeast: 2, withinDays: 30 };
    await rig.track("ana", "Product Viewed");
    await rig.track("bo", "Product Viewed");
    await rig.track("bo", "Product Viewed");
    await api().save({ id, revision: 2, audience: { kind: "condition", condition: visited } });
    expect(await api().count({ id })).toMatchObject({ people: 1, willGet: 1 });
    await api().save({ id, revision: 3, audience: { kind: "everybody" } });
    await api().send({ id, revision: 4, people: 2 });
    await rig.engine.settled();
    expect(inWords(await api().get({ id }))).toMatchObject({
      results: {
        ...{ entered: 5, active: 0, reached: 2 },
        messages: { waiting: 0, sent: 2, unknown: 0, failed: 0, skipped: 2 },
        reasons: expect.arrayContaining([
          { code: "message.no-email", text: "Email not sent: the profile has no email address", count: 1 },
          {
            code: "message.withdrawn",
            text: "Not sent: the person has unsubscribed from email messages",
            count: 1,
          },
          { code: "message.suppressed", text: expect.stringContaining("mailbox does not exist"), count: 1 },
        ]),
      },
    });
  });

  it("are not sent unfinished, as somebody else has changed them, or to many more than were seen", async () => {
    const { id } = await api().create({});
    expect(await api().send({ id, revision: 1, people: 0 })).toMatchObject({
      kind: "invalid",
      problems: [{ part: "message", code: "one-off.no-message" }],
    });
    await api().save({
      ...{ id, revision: 1 },
      message: { type: "send-email", config: { subject: "" } },
      audience: { kind: "list" },
      schedule: { at: "2026-03-10T09:00", local: false, perHour: null },
    });
    const { problems } = await as("viewer").problems({ id });
    expect(
      problems.filter(({ severity }) => severity === "error").map(({ part, field }) => [part, field]),
    ).toEqual([
      ["message", "subject"],
      ["message", "body"],
      ["audience", undefined],
      ["schedule", undefined],
    ]);
    const ready = await draft();
    expect(await api().send({ ...ready, revision: 1, people: 0 })).toEqual({ kind: "conflict", revision: 2 });
    await people(...Array.from({ length: 11 }, (_, index) => `person-${index}`));
    expect(await api().send({ ...ready, people: 0 })).toMatchObject({
      kind: "more-people",
      count: { willGet: 11 },
    });
    expect(await api().send({ ...ready, people: 1 })).toEqual({ kind: "sending" });
    await expect(api().send({ ...ready, people: 11 })).rejects.toThrow("has been sent already");
    await expect(api().save({ ...ready, name: "Late" })).rejects.toThrow("no draft any more");
  });

  it("warn where the time has passed in some parts of the world", async () => {
    const { id, revision } = await draft();
    const warned = async () =>
      (await api().problems({ id })).problems
        .filter(({ part }) => part === "schedule")
        .map(({ severity }) => severity);
    await api().save({ id, revision, schedule: { at: "2026-03-10T11:00", local: true, perHour: null } });
    expect(await warned()).toEqual(["warning"]);
    await api().save({
      id,
      revision: revision + 1,
      schedule: { at: "2026-03-09T20:00", local: true, perHour: null },
    });
    expect(await warned()).toEqual(["error"]);
    await api().save({
      id,
      revision: revision + 2,
      schedule: { at: "2026-03-12T11:00", local: true, perHour: null },
    });
    expect(await warned()).toEqual([]);
  });

  it("are taken back to a draft before their time, and stopped midway after it", async () => {
    await people("ana", "bo");
    const { id, revision } = await draft();
    const schedule = { at: "2026-03-10T12:00", local: false, perHour: 1 };
    await api().save({ id, revision, schedule });
    const startsAt = Date.UTC(2026, 2, 10, 12);
    const send = () => api().send({ id, revision: revision + 1, people: 2 });
    expect(await send()).toEqual({ kind: "scheduled", startsAt });
    await expect(api().remove({ id })).rejects.toThrow("Stop it first");
    expect(await api().list()).toMatchObject({ oneOffs: [{ status: "scheduled", startsAt }] });
    expect(await api().stop({ id })).toEqual({ status: "draft" });
    await expect(api().stop({ id })).rejects.toThrow("nothing to stop");
    await send();
    await rig.pass(2 * HOUR_MS);
    expect(await api().stop({ id })).toEqual({ status: "stopped" });
    await rig.pass(2 * HOUR_MS);
    expect(await api().get({ id })).toMatchObject({
      status: "stopped",
      results: { reached: 1, refusal: null },
    });
    await api().remove({ id });
    await expect(api().get({ id })).rejects.toThrow("does not exist");
  });

  it("tell what people did with them, machines apart, who left because of them and what was ordered", async () => {
    await people("ana", "bo", "cleo");
    const smtp = {
      host: "smtp.example",
      port: 25,
      secure: false,
      unencrypted: false,
      user: "",
      sealedPassword: null,
    };
    await rig.set("smtp", { ...smtp, from: "Shop <shop@example.com>" });
    const id = await sendNow();
    const [ana, bo] = await Promise.all([rig.profile("ana"), rig.profile("bo")]);
    const messages = await rig.messages();
    const messageOf = (profileId: number) => messages.find((message) => message.profileId === profileId)!.id;
    const at = rig.clock.now() + 1;
    const did = { kind: "opened" as const, url: null, at };
    await rig.db.transaction(function* (tx) {
      yield* insertInteractions(tx, [
        { ...did, messageId: messageOf(ana.id), profileId: ana.id, machine: false },
        { ...did, messageId: messageOf(ana.id), profileId: ana.id, machine: true },
        { ...did, messageId: messageOf(bo.id), profileId: bo.id, machine: true },
      ]);
      const left = { channel: "email" as const, topic: "marketing", state: "withdrawn" as const };
      yield* setConsent({ ...left, profileId: bo.id, source: "one-click", at });
    });
    await rig.pass(HOUR_MS);
    await rig.track("ana", "Order Completed", { revenue: 20, currency: "USD" });
    expect(await api().get({ id })).toMatchObject({
      status: "done",
      results: {
        ...{ entered: 3, reached: 3, unsubscribed: 1, bounced: 0, complained: 0 },
        opened: { people: 1, machines: 1 },
        clicked: { people: 0, machines: 0 },
        refusal: null,
        orders: { all: { people: 1, orders: 1, revenue: 20 }, currency: "USD" },
        windowDays: expect.any(Number),
      },
    });
  });

  it("in the shop's own pages go to as many as were counted, and are noted there without an address", async () => {
    await people("ana", "bo", "cleo");
    const { id: profileId } = await rig.profile("cleo");
    const left = { channel: "in-app" as const, topic: "marketing", state: "withdrawn" as const };
    await rig.db.transaction(() => setConsent({ ...left, profileId, source: "preferences", at: 1 }));
    const { id } = await api().create({ name: "Spring news" });
    const message = { type: "show-in-app", config: { title: "Spring news", body: "Hello" } };
    await api().save({ id, revision: 1, message });
    expect(await api().count({ id })).toMatchObject({ people: 3, willGet: 2, notConsented: 1 });
    expect(await api().send({ id, revision: 2, people: 2 })).toEqual({ kind: "sending" });
    await rig.engine.settled();
    expect(await api().get({ id })).toMatchObject({ results: { entered: 3, reached: 2, tracks: true } });
    await rig.set("tracking", { ...rig.engine.live.settings.tracking, on: false });
    expect(await api().get({ id })).toMatchObject({ results: { tracks: false } });
  });

  it("note no opens where no link leads here", async () => {
    await people("ana");
    const id = await sendNow();
    expect(await api().get({ id })).toMatchObject({ results: { reached: 1, tracks: false } });
  });

  it("warn that what goes out by a channel without a service is kept here", async () => {
    const { id, revision } = await draft();
    const warned = async () =>
      (await api().problems({ id })).problems
        .filter(({ code }) => code === KEPT)
        .map(({ message }) => message);
    expect(await warned()).toEqual([expect.stringContaining("No mail server is set up")]);
    const message = { type: "send-sms", config: { body: "Hello" } };
    await api().save({ id, revision, message });
    expect(await warned()).toEqual([expect.stringContaining("No service for text messages")]);
    expect((await settings().get()).kept).toEqual(["email", "sms", "whatsapp"]);
  });

  it("begin at the time that was chosen, also where the shop moves to another zone meanwhile", async () => {
    await people("ana");
    const { id, revision } = await draft();
    const schedule = { at: "2026-03-10T12:00", local: false, perHour: null };
    await api().save({ id, revision, schedule });
    await api().send({ id, revision: revision + 1, people: 1 });
    const { shop } = rig.engine.live.settings;
    await settings().saveShop({ ...shop, timezone: "America/New_York" });
    expect(await api().get({ id })).toMatchObject({ startsAt: Date.UTC(2026, 2, 10, 16) });
    await settings().saveShop({ ...shop, timezone: "Europe/Berlin" });
    expect(await api().get({ id })).toMatchObject({ startsAt: Date.UTC(2026, 2, 10, 11) });
    await rig.pass(HOUR_MS);
    expect(await api().get({ id })).toMatchObject({ status: "done", results: { reached: 1 } });
  });

  it("keep what they show and whom they come from in use, as a draft and until they are sent", async () => {
    const { id, revision } = await draft();
    const names = async () =>
      (await graphsInUse(rig.db)).map(({ workflowName, isDraft }) => [workflowName, isDraft]);
    expect(await names()).toEqual([["One-off message “Spring news”", true]]);
    const schedule = { at: "2026-03-10T12:00", local: false, perHour: null };
    await api().save({ id, revision, schedule });
    await api().send({ id, revision: revision + 1, people: 0 });
    expect(await names()).toEqual([["One-off message “Spring news”", false]]);
    await rig.pass(3 * HOUR_MS);
    expect(await names()).toEqual([]);
  });

  it("are named where a person's messages and history are shown", async () => {
    await people("ana");
    const id = await sendNow();
    const { id: profileId } = await rig.profile("ana");
    const { reads } = context("viewer").services;
    const sentBy = { name: "Spring news", oneOffId: id };
    const { entries } = await reads.readTimeline({ profileId, before: Number.MAX_SAFE_INTEGER, limit: 50 });
    const noted = entries.filter((entry) => entry.kind === "history" && entry.workflow !== null);
    expect(noted.length).toBeGreaterThan(0);
    for (const entry of noted) expect(entry).toMatchObject({ workflow: sentBy });
    const listed = await reads.listMessages({ status: null, channel: null, cursor: null, limit: 5 });
    expect(listed.messages).toMatchObject([{ workflow: sentBy }]);
  });

  it("are listed each with its own people", async () => {
    await people("ana", "bo");
    const sent = await sendNow();
    const { id } = await draft();
    expect((await api().list()).oneOffs).toMatchObject([
      { id, entered: 0, active: 0 },
      { id: sent, entered: 2, active: 0 },
    ]);
  });

  it("stand in no list of workflows, and cannot be changed as one", async () => {
    await people("ana");
    const id = await sendNow();
    const { workflowId } = await api().get({ id });
    const workflows = workflowsRouter.createCaller(context("owner"));
    expect((await workflows.list()).workflows).toEqual([]);
    expect(await readExportedWorkflow(rig.db, { after: 0 })).toBeNull();
    expect(await readTotals(rig.db, 0)).toMatchObject({ hasWorkflow: false, hasLiveWorkflow: false });
    const own = { id: workflowId! };
    for (const refused of [
      () => workflows.get(own),
      () => workflows.rename({ ...own, name: "Mine" }),
      () => workflows.pause(own),
      () => workflows.resume(own),
      () => workflows.remove(own),
      () => workflows.restore(own),
      () => workflows.startForEverybody({ ...own, condition: null }),
      () => workflows.publish({ ...own, revision: 1, includeOverdue: false }),
      () => workflows.saveDraft({ ...own, revision: 1, graph: { nodes: [], edges: [] } }),
    ])
      await expect(refused()).rejects.toThrow("does not exist");
  });
});
