import { afterEach, beforeEach, expect, it } from "vitest";
import { eraseProfile } from "#server/store/erasure.ts";
import { uniteProfiles } from "#server/store/merge.ts";
import { haltOneOff, recallOneOff } from "#server/store/one-off-sending.ts";
import { handOverMessage } from "#server/store/outbox.ts";
import { sendingRules } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { OneOffRig } from "#server/testing/one-off-rig.ts";
import { BEGIN_LATE_MAX_MS } from "./one-offs.ts";

const MINUTE_MS = 60_000;
/** In the shop's zone, UTC: an hour after the rig's clock begins. */
const AT_ELEVEN = "2026-03-10T11:00";

eachDatabase("a one-off message", (open) => {
  let rig: EngineRig;
  let oneOffs: OneOffRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    oneOffs = new OneOffRig(rig);
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  async function people(count: number, fields: { timezone?: string } = {}) {
    for (let index = 0; index < count; index++)
      await rig.identify(`person-${index}`, { email: `person-${index}@example.com`, ...fields });
  }
  const receivers = () => rig.sent.map(({ endpoint }) => endpoint);
  const halt = async (id: number) => {
    expect(await rig.db.transaction((tx) => haltOneOff(tx, id, rig.clock.now()))).toBe(true);
    await rig.engine.reload();
    await rig.engine.settled();
  };

  it("goes to everybody once, is done then, and is never sent a second time", async () => {
    await people(3);
    const id = await oneOffs.send();
    expect(receivers().sort()).toEqual([0, 1, 2].map((index) => `person-${index}@example.com`));
    expect(await oneOffs.read(id)).toMatchObject({ status: "done", endedAt: rig.clock.now() });
    expect(await oneOffs.launch(id)).toBe(false);
    await people(4);
    await rig.restart();
    expect(rig.sent).toHaveLength(3);
    expect(rig.engine.live.oneOffs).toEqual([]);
    expect(rig.engine.live.liveWorkflowIds).toEqual([]);
  });

  it("goes to whoever a rule holds for, and to nobody who has not agreed", async () => {
    await people(2);
    await rig.identify("vip", { email: "vip@example.com", attributes: { plan: "gold" } });
    await rig.identify("gone", { email: "gone@example.com", attributes: { plan: "gold" } }, "withdrawn");
    const condition = {
      kind: "attribute" as const,
      attribute: "plan",
      operator: "equals" as const,
      value: "gold",
    };
    const id = await oneOffs.send({ audience: { kind: "condition", condition } });
    expect(receivers()).toEqual(["vip@example.com"]);
    expect((await rig.messages()).map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
      ["sent", null],
      ["skipped", "message.withdrawn"],
    ]);
    expect(await oneOffs.read(id)).toMatchObject({ status: "done" });
  });

  it("goes to a list: once to two who turned out to be one, and not to somebody who was erased", async () => {
    await people(4);
    const id = await oneOffs.draft({}, ["person-0", "person-1", "person-2"]);
    const [first, second, third] = await Promise.all(
      ["person-0", "person-1", "person-2"].map((externalId) => rig.profile(externalId)),
    );
    await rig.db.transaction((tx) =>
      uniteProfiles(tx, { from: second!, into: first!, isPublic: false }, rig.clock.now()),
    );
    await rig.db.transaction((tx) => eraseProfile(tx, third!.id));
    await oneOffs.launch(id);
    await rig.engine.reload();
    await rig.engine.settled();
    expect(receivers()).toEqual(["person-0@example.com"]);
  });

  it("waits for its time in the shop's zone, also over a restart, and can be taken back until then", async () => {
    await people(2);
    const schedule = { at: AT_ELEVEN, local: false, perHour: null };
    const id = await oneOffs.send({ schedule });
    expect(await oneOffs.read(id)).toMatchObject({ status: "scheduled", startedAt: null });
    await rig.pass(HOUR_MS - 1);
    expect(rig.sent).toEqual([]);
    expect(await rig.db.transaction((tx) => recallOneOff(tx, id, rig.clock.now()))).toBe(true);
    await rig.engine.reload();
    await rig.pass(HOUR_MS);
    expect(rig.sent).toEqual([]);
    expect(await oneOffs.read(id)).toMatchObject({ status: "draft", workflowId: null, startsAt: null });

    const later = await oneOffs.send({ schedule: { ...schedule, at: "2026-03-10T13:00" } });
    await rig.restart();
    await rig.pass(HOUR_MS + 1);
    expect(rig.sent).toHaveLength(2);
    expect(await oneOffs.read(later)).toMatchObject({ status: "done", startedAt: rig.clock.now() });
    expect(await rig.db.transaction((tx) => recallOneOff(tx, later, rig.clock.now()))).toBe(false);
  });

  it("is sent late after the server was away for hours, and to nobody after more than a day", async () => {
    await people(1);
    const schedule = { at: AT_ELEVEN, local: false, perHour: null };
    const late = await oneOffs.send({ schedule });
    await rig.engine.stop();
    rig.clock.advance(HOUR_MS + BEGIN_LATE_MAX_MS);
    await rig.restart();
    expect(await oneOffs.read(late)).toMatchObject({ status: "done" });
    expect(rig.sent).toHaveLength(1);

    const tooLate = await oneOffs.send({ schedule: { ...schedule, at: "2026-03-12T11:00" } });
    await rig.engine.stop();
    rig.clock.advance(Date.UTC(2026, 2, 12, 11) + BEGIN_LATE_MAX_MS + 1 - rig.clock.now());
    await rig.restart();
    expect(rig.sent).toHaveLength(1);
    expect(await oneOffs.read(tooLate)).toMatchObject({ status: "stopped" });
    const { admissions } = rig.db.tables;
    expect(await rig.db.query.select().from(admissions).orderBy(admissions.id)).toMatchObject([
      { endCode: null },
      { endCode: "one-off.too-late", endValues: { due: { at: Date.UTC(2026, 2, 12, 11), zone: "UTC" } } },
    ]);
    expect(rig.engine.live.oneOffs).toEqual([]);
  });

  it("comes to each person at that time where they live, a day later where it has passed", async () => {
    await rig.identify("auckland", { email: "auckland@example.com", timezone: "Pacific/Auckland" });
    await rig.identify("berlin", { email: "berlin@example.com", timezone: "Europe/Berlin" });
    await rig.identify("la", { email: "la@example.com", timezone: "America/Los_Angeles" });
    await rig.identify("shop", { email: "shop@example.com" });
    // Now it is 10:00 UTC: 23:00 in Auckland, where eleven in the morning has passed, and 3:00 in Los Angeles.
    const id = await oneOffs.send({ schedule: { at: AT_ELEVEN, local: true, perHour: null } });
    // In Berlin it is 11:00 now, as it is to be.
    expect(receivers()).toEqual(["berlin@example.com"]);
    await rig.pass(HOUR_MS);
    expect(receivers().slice(1)).toEqual(["shop@example.com"]);
    await rig.pass(7 * HOUR_MS);
    expect(receivers().slice(2)).toEqual(["la@example.com"]);
    await rig.pass(4 * HOUR_MS - 1);
    expect(rig.sent).toHaveLength(3);
    expect(await oneOffs.read(id)).toMatchObject({ status: "sending" });
    await rig.pass(1);
    expect(receivers().slice(3)).toEqual(["auckland@example.com"]);
    expect(await oneOffs.read(id)).toMatchObject({ status: "done" });
  });

  it("comes on the next day to those whose time passed while the server was away", async () => {
    await rig.identify("ana", { email: "ana@example.com", timezone: "UTC" });
    await oneOffs.send({ schedule: { at: AT_ELEVEN, local: true, perHour: null } });
    await rig.engine.stop();
    rig.clock.advance(5 * HOUR_MS);
    await rig.restart();
    expect(rig.sent).toEqual([]);
    await rig.pass(20 * HOUR_MS - 1);
    expect(rig.sent).toEqual([]);
    await rig.pass(1);
    expect(receivers()).toEqual(["ana@example.com"]);
  });

  it("goes out at its pace, evenly, and does not make up for what was missed while the server was away", async () => {
    await people(12);
    // Nobody waits for somebody who gets nothing.
    await rig.identify("aaa-gone", { email: "gone@example.com" }, "withdrawn");
    const id = await oneOffs.send({ schedule: { at: null, local: false, perHour: 6 } });
    expect(rig.sent).toHaveLength(1);
    await rig.pass(10 * MINUTE_MS - 1);
    expect(rig.sent).toHaveLength(1);
    await rig.pass(1);
    expect(rig.sent).toHaveLength(2);
    for (let passed = 0; passed < 5; passed++) await rig.pass(10 * MINUTE_MS);
    expect(rig.sent).toHaveLength(7);

    await rig.engine.stop();
    rig.clock.advance(HOUR_MS);
    await rig.restart();
    expect(rig.sent).toHaveLength(8);
    await rig.pass(9 * MINUTE_MS);
    expect(rig.sent).toHaveLength(8);
    for (let passed = 0; passed < 5; passed++) await rig.pass(10 * MINUTE_MS);
    expect(rig.sent).toHaveLength(12);
    expect(await oneOffs.read(id)).toMatchObject({ status: "done" });
  });

  it("keeps its pace where each has it at a time of their own", async () => {
    await people(4, { timezone: "UTC" });
    await oneOffs.send({ schedule: { at: AT_ELEVEN, local: true, perHour: 2 } });
    const sentAfter: number[] = [];
    for (let half = 0; half < 6; half++) {
      await rig.pass(HOUR_MS / 2);
      sentAfter.push(rig.sent.length);
    }
    expect(sentAfter).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it("stops midway: what is out stays out, whoever waits is told why they got nothing", async () => {
    await people(5);
    const quietHours = { on: true, from: "11:00", to: "12:00" };
    await rig.set("sendingRules", { ...sendingRules.parse({}), quietHours });
    const id = await oneOffs.send({ schedule: { at: null, local: false, perHour: 2 } });
    // The third is let in within the quiet hours, and its message waits.
    await rig.pass(HOUR_MS / 2);
    await rig.pass(HOUR_MS / 2);
    expect(rig.sent).toHaveLength(2);
    expect((await rig.messages()).map(({ status }) => status)).toEqual(["sent", "sent", "queued"]);
    await halt(id);
    await rig.pass(DAY_MS);
    expect(rig.sent).toHaveLength(2);
    expect((await rig.messages()).map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
      ["sent", null],
      ["sent", null],
      ["skipped", "one-off.stopped"],
    ]);
    expect((await rig.runs()).map(({ status, endCode }) => [status, endCode]).at(-1)).toEqual([
      "exited",
      "one-off.stopped",
    ]);
    expect(await rig.runs()).toHaveLength(3);
    expect(await oneOffs.read(id)).toMatchObject({ status: "stopped" });
    expect(rig.engine.live.oneOffs).toEqual([]);
  });

  it("leaves what was handed over when it is stopped to its end", async () => {
    await people(1);
    let release = () => {};
    const sent = new Promise<void>((resolve) => {
      release = resolve;
    });
    rig.gate = () => sent;
    const id = await oneOffs.draft();
    await oneOffs.launch(id);
    await rig.engine.reload();
    await rig.until(() => rig.sent.length === 1);
    expect(await rig.db.transaction((tx) => haltOneOff(tx, id, rig.clock.now()))).toBe(true);
    await rig.engine.reload();
    release();
    await rig.engine.settled();
    expect((await rig.messages()).map(({ status }) => status)).toEqual(["sent"]);
    expect(rig.engine.live.oneOffs).toEqual([]);
  });

  it("goes on after a crash where it was, and writes to nobody twice", async () => {
    await people(50);
    const id = await oneOffs.draft();
    // Committed, and the process died before it could even look at it.
    await oneOffs.launch(id);
    await rig.restart();
    expect(rig.sent).toHaveLength(50);
    await rig.set("sendingOff", true);
    const second = await oneOffs.draft();
    await oneOffs.launch(second);
    await rig.engine.reload();
    await rig.until(async () => (await rig.runs()).length > 50);
    await rig.engine.stop();
    const letIn = (await rig.messages()).slice(50);
    const [lost] = letIn;
    await rig.db.transaction(() =>
      handOverMessage(lost!.id, { process: "dead process", counts: true }, rig.clock.now()),
    );
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.set("sendingOff", false);
    // Longer than any attempt takes.
    await rig.pass(HOUR_MS);
    const written = receivers().slice(50);
    expect(new Set([lost!.endpoint, ...written]).size).toBe(50);
    expect(written).toHaveLength(49);
    expect(await oneOffs.read(second)).toMatchObject({ status: "done" });
  });

  it("cannot be entered by hand", async () => {
    await people(1);
    const schedule = { at: AT_ELEVEN, local: false, perHour: null };
    const { workflowId } = await oneOffs.read(await oneOffs.send({ schedule }));
    const { id } = await rig.profile("person-0");
    expect(await rig.engine.startByHand(workflowId!, id, { messageId: null, data: {} })).toBeNull();
  });
});
