import { afterEach, beforeEach, expect, it } from "vitest";
import { saveListed } from "#server/store/one-offs.ts";
import { sendingRules } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { OneOffRig } from "#server/testing/one-off-rig.ts";

const HALF_HOUR_MS = HOUR_MS / 2;
/** As the rig's clock begins, in the shop's zone, UTC. */
const NOW = { at: null, local: false, perHour: 2 };

eachDatabase("a one-off message to a few people at a time", (open) => {
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

  /** How many had it after each half hour. */
  async function sentEachHalfHour(times: number): Promise<number[]> {
    const sent: number[] = [];
    for (let time = 0; time < times; time++) {
      await rig.pass(HALF_HOUR_MS);
      sent.push(rig.sent.length);
    }
    return sent;
  }

  async function quiet(from: string, to: string) {
    await rig.set("sendingRules", { ...sendingRules.parse({}), quietHours: { on: true, from, to } });
  }

  it("keeps its pace after quiet hours that held many of them back", async () => {
    await people(5);
    await quiet("11:00", "12:00");
    const id = await oneOffs.send({ schedule: NOW });
    expect(rig.sent).toHaveLength(1);
    // From 10:30 to 11:30; at 12:00 two wait, and a third is let in.
    expect(await sentEachHalfHour(3)).toEqual([2, 2, 2]);
    expect(await sentEachHalfHour(3)).toEqual([3, 4, 5]);
    expect(await oneOffs.read(id)).toMatchObject({ status: "done" });
  });

  it("keeps its pace where the quiet hours of each person end when they end where they live", async () => {
    await rig.identify("kolkata", { email: "kolkata@example.com", timezone: "Asia/Kolkata" });
    await people(4, { timezone: "UTC" });
    await quiet("10:00", "12:00");
    await oneOffs.send({ schedule: NOW });
    // In Kolkata it is half past three in the afternoon.
    expect(rig.sent).toHaveLength(1);
    expect(await sentEachHalfHour(4)).toEqual([1, 1, 1, 2]);
    expect(await sentEachHalfHour(4)).toEqual([3, 4, 5, 5]);
  });

  it("keeps its pace after all sending was off", async () => {
    await people(6);
    await rig.set("sendingOff", true);
    await oneOffs.send({ schedule: NOW });
    expect(await sentEachHalfHour(4)).toEqual([0, 0, 0, 0]);
    await rig.set("sendingOff", false);
    await rig.engine.settled();
    expect(rig.sent).toHaveLength(1);
    expect(await sentEachHalfHour(6)).toEqual([2, 3, 4, 5, 6, 6]);
  });

  it("keeps its pace where everybody waited for their own time and then for quiet hours to end", async () => {
    await people(4, { timezone: "UTC" });
    await quiet("11:00", "14:00");
    await oneOffs.send({ schedule: { at: "2026-03-10T11:00", local: true, perHour: 2 } });
    // What is held has a time within a quarter of an hour after 14:00.
    expect(await sentEachHalfHour(8)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await sentEachHalfHour(4)).toEqual([1, 2, 3, 4]);
  });

  it("reaches somebody on the list once who became a part of a customer whose turn had passed", async () => {
    await people(2);
    const arrival = { messageId: "v1", at: rig.clock.now(), receivedAt: rig.clock.now(), isPublic: false };
    const traits = { fields: { email: "visitor@example.com" }, attributes: {} };
    const consent = [{ channel: "email" as const, state: "granted" as const }];
    const visitor = { ...arrival, externalId: null, anonymousId: "browser", kind: "identify" as const };
    await rig.accept({ ...visitor, traits, consent });
    const id = await oneOffs.draft({ schedule: NOW });
    const { profiles } = rig.db.tables;
    const [, bo, seen] = await rig.db.query.select().from(profiles).orderBy(profiles.id);
    await rig.db.transaction((tx) => saveListed(tx, id, [bo!.id, seen!.id], rig.clock.now()));
    await oneOffs.launch(id);
    await rig.engine.reload();
    await rig.engine.settled();
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["person-1@example.com"]);
    const same = { ...visitor, messageId: "v2", externalId: "person-0" };
    await rig.accept({ ...same, traits: { fields: {}, attributes: {} }, consent: [] });
    expect(await sentEachHalfHour(3)).toEqual([2, 2, 2]);
    expect(rig.sent.at(-1)?.endpoint).toBe("person-0@example.com");
    expect(await oneOffs.read(id)).toMatchObject({ status: "done" });
  });

  it("counts people, not their browsers", async () => {
    await people(3);
    for (const index of [0, 1, 2]) {
      for (const browser of ["one", "two"])
        await rig.subscribe(`person-${index}`, `https://push.example/${index}/${browser}`);
    }
    const message = { type: "send-web-push", config: { title: "Spring news", body: "Hello" } };
    await oneOffs.send({ message, schedule: NOW });
    expect(rig.sent).toHaveLength(2);
    expect(await sentEachHalfHour(3)).toEqual([4, 6, 6]);
  });

  it("shows it in the shop's pages at its pace, to whoever has not said no", async () => {
    await people(3);
    const message = { type: "show-in-app", config: { title: "Spring news", body: "Hello" } };
    await oneOffs.send({ message, schedule: NOW });
    const shown = async () => (await rig.messages()).filter(({ status }) => status === "sent").length;
    expect(await shown()).toBe(1);
    await rig.pass(HALF_HOUR_MS);
    expect(await shown()).toBe(2);
    await rig.pass(HALF_HOUR_MS);
    expect(await shown()).toBe(3);
  });
});
