import { and, eq, gt, inArray, isNotNull, isNull, like, or } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { switchSending, writeSetting } from "#server/store/settings.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { type Arena, sqliteArena } from "../databases.ts";
import { type Simulation, simulateSeed } from "../simulation.ts";
import { HandOverWatch } from "./hand-over-watch.ts";
import type { PromiseName } from "./promises.ts";

const SEEDS_MAX = 120;
const STEPS = 40;
const TIMEOUT_MS = 120_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What goes wrong behind the engine's back, and the promise that it breaks. */
const sabotage: [string, PromiseName, (simulation: Simulation, step: number) => Promise<unknown>][] = [
  ["an event is lost", "accepted events are kept, once", ({ db }) => db.query.delete(db.tables.events)],
  [
    "events are stored twice",
    "accepted events are kept, once",
    async ({ db }) => {
      const { events } = db.tables;
      for (const { id, ...event } of await db.query.select().from(events))
        await db.query.insert(events).values(event);
    },
  ],
  [
    "what may have arrived is sent again",
    "nothing is sent twice",
    // The row follows the run of what was sent long ago, and the engine takes it for a message that is due.
    async ({ db, now }, step) => {
      if (step % 10 !== 0) return;
      const { messages } = db.tables;
      const unsure = inArray(messages.status, ["unknown", "sent"]);
      await db.query.update(messages).set({ status: "queued", dueAt: now }).where(unsure);
    },
  ],
  [
    "a message is marked as sent and was not",
    "nothing is sent twice",
    ({ db }) =>
      db.query
        .update(db.tables.messages)
        .set({ status: "sent", dueAt: null })
        .where(and(eq(db.tables.messages.status, "queued"), eq(db.tables.messages.attempts, 0))),
  ],
  [
    "nothing wakes a run",
    "no run stalls",
    ({ db }) => db.query.update(db.tables.runs).set({ wakeAt: null }).where(isNotNull(db.tables.runs.wakeAt)),
  ],
  [
    "a run waits for a message that is gone",
    "no run stalls",
    ({ db }) => db.query.delete(db.tables.messages).where(eq(db.tables.messages.status, "queued")),
  ],
  [
    "the engine does not hear that somebody has moved",
    "waits end at their time",
    ({ db }, step) =>
      db.query.update(db.tables.profiles).set({ timezone: step % 2 === 0 ? "Asia/Kathmandu" : "UTC" }),
  ],
  [
    "somebody is woken at another time of day",
    "waits end at their time",
    async ({ db }) => {
      const { runs } = db.tables;
      for (const { id, state, wakeAt } of await db.query
        .select()
        .from(runs)
        .where(eq(runs.status, "active"))) {
        if (state.waiting?.kind !== "time" || state.waiting.intention.kind !== "until-time") continue;
        await db.query
          .update(runs)
          .set({ wakeAt: wakeAt! + HOUR_MS })
          .where(eq(runs.id, id));
      }
    },
  ],
  [
    "somebody is woken on another weekday",
    "waits end at their time",
    async ({ db }) => {
      const { runs } = db.tables;
      for (const { id, state } of await db.query.select().from(runs).where(eq(runs.status, "active"))) {
        if (state.waiting?.kind !== "time" || state.waiting.intention.kind !== "until-time") continue;
        const { intention } = state.waiting;
        const weekdays = intention.weekdays.map((day) => (day % 7) + 1);
        if (weekdays.length === 7) continue;
        const other = { ...state, waiting: { ...state.waiting, intention: { ...intention, weekdays } } };
        await db.query.update(runs).set({ state: other }).where(eq(runs.id, id));
      }
    },
  ],
  [
    "the engine does not hear that a workflow has gone on after a pause",
    "what is too old after a pause is dropped",
    ({ db, now }) => db.query.update(db.tables.workflows).set({ resumedAt: now + 30 * DAY_MS }),
  ],
  [
    "the engine does not hear that all sending has gone on",
    "what is too old after a pause is dropped",
    ({ db, now }) => db.transaction((tx) => switchSending(tx, false, now + 30 * DAY_MS)),
  ],
  [
    "the engine takes young things for old ones",
    "what is too old after a pause is dropped",
    ({ server, now }, step) =>
      server.do(async ({ live }) => {
        if (step > 5) for (const version of live.openVersions()) version.resumedAt = now + 30 * DAY_MS;
      }),
  ],
  [
    "a success is not counted",
    "goals are counted",
    ({ db }) => db.query.update(db.tables.runs).set({ convertedAt: null }),
  ],
  [
    "a success is counted that was none",
    "goals are counted",
    ({ db, now }) =>
      db.query
        .update(db.tables.runs)
        .set({ convertedAt: now + 1 })
        .where(isNull(db.tables.runs.convertedAt)),
  ],
  ["history is lost", "everything has its reason", ({ db }) => db.query.delete(db.tables.history)],
  [
    "messages are skipped without a reason",
    "everything has its reason",
    ({ db }) =>
      db.query
        .update(db.tables.messages)
        .set({ reasonCode: null })
        .where(inArray(db.tables.messages.status, ["skipped", "failed"])),
  ],
  [
    "the engine does not hear of quiet hours",
    "sending keeps the rules",
    ({ db }) =>
      db.transaction((tx) =>
        writeSetting(tx, "sendingRules", { quietHours: { on: true, from: "00:00", to: "23:59" }, caps: [] }),
      ),
  ],
  [
    "the engine does not hear of a limit",
    "sending keeps the rules",
    async ({ db, server }) => {
      const quietHours = { on: false, from: "00:00", to: "01:00" };
      const limit = { channel: "email", max: 1, per: "month" } as const;
      await db.transaction((tx) => writeSetting(tx, "sendingRules", { quietHours, caps: [limit] }));
      await server.do(async ({ live }) => {
        live.settings = { ...live.settings, sendingRules: { quietHours, caps: [] } };
      });
    },
  ],
  [
    "the engine does not hear that sending is off",
    "sending keeps the rules",
    ({ db }) => db.transaction((tx) => writeSetting(tx, "sendingOff", true)),
  ],
  [
    "runs are put into a version of another workflow",
    "runs stay in their version",
    async ({ db }) => {
      const [version] = await db.query.select().from(db.tables.versions).limit(1);
      await db.query.update(db.tables.runs).set({ versionId: version!.id });
    },
  ],
  [
    "somebody is not counted",
    "people are counted at steps",
    ({ db }) => db.query.delete(db.tables.stepCounts).where(eq(db.tables.stepCounts.port, "")),
  ],
  ["visits are lost", "every visit is a row", ({ db }) => db.query.delete(db.tables.visits)],
  [
    "refusals are not written down",
    "entries are accounted for",
    ({ db }) =>
      db.query
        .delete(db.tables.history)
        .where(or(like(db.tables.history.code, "entry.%"), like(db.tables.history.code, "trigger.%"))),
  ],
  [
    "nobody is looked at by the segments",
    "segments follow their rules",
    ({ db }) => db.query.delete(db.tables.segmentLooks),
  ],
  [
    "somebody is put into a segment",
    "segments follow their rules",
    async ({ db }) => {
      const { profiles, segments, segmentMembers } = db.tables;
      const places = await db.query
        .select({ segmentId: segments.id, profileId: profiles.id })
        .from(segments)
        .innerJoin(profiles, gt(profiles.id, 0));
      const members = places.map((place) => ({ ...place, enteredAt: 0 }));
      await db.query.insert(segmentMembers).values(members).onConflictDoNothing();
      await db.query.update(segments).set({ memberCount: members.length / 3 });
    },
  ],
  [
    "it is forgotten that somebody came into a segment",
    "segments follow their rules",
    ({ db }) => db.query.delete(db.tables.segmentChanges),
  ],
  [
    "the engine starts nobody by a segment",
    "segments follow their rules",
    ({ server }) =>
      server.do(async ({ live }) => {
        live.startedBySegments = [];
      }),
  ],
  [
    "runs go on after an event that ends them",
    "exits are obeyed",
    ({ db, now }) =>
      db.query
        .update(db.tables.runs)
        .set({ status: "active", endedAt: null, endCode: null, wakeAt: now + 1_000_000 })
        .where(eq(db.tables.runs.endCode, "run.exit-event")),
  ],
  [
    "a step is taken after the end",
    "what has ended stays so",
    async ({ db, now }) => {
      const { runs, history } = db.tables;
      const [run] = await db.query.select().from(runs).where(eq(runs.endCode, "run.finished")).limit(1);
      if (!run) return;
      const { id: runId, profileId } = run;
      await db.query
        .insert(history)
        .values({ profileId, runId, at: now, code: "wait.timed-out", values: {} });
    },
  ],
  [
    "what a step counted is lost",
    "changes are made once",
    ({ db }) => db.query.update(db.tables.profiles).set({ attributes: {} }),
  ],
  [
    "the engine cannot read its settings",
    "the engine has nothing to complain of",
    ({ server }) =>
      server.do(async (engine) => {
        Reflect.set(engine.live, "settings", null);
        engine.poke();
      }),
  ],
];

describe("the checkers", () => {
  let arena: Arena;
  beforeAll(() => {
    arena = sqliteArena();
  });
  afterAll(() => arena.close());

  it.each(sabotage)(
    "see that %s",
    async (_what, promise, meddle) => {
      const seen: string[] = [];
      for (let seed = 1; seed <= SEEDS_MAX && !seen.includes(promise); seed++) {
        const result = await simulateSeed({ seed: String(seed), steps: STEPS, arena, meddle });
        seen.push(...result.broken.map((broken) => broken.promise));
      }
      expect(seen).toContain(promise);
    },
    TIMEOUT_MS,
  );

  it("see that a message is handed over after its run has ended", async () => {
    await arena.empty();
    const rig = new StoreRig(arena.database);
    const { tables } = arena.database;
    const profile = await rig.profile();
    const run = await rig.run({ ...(await rig.workflow()), profileId: profile.id });
    await rig.message(profile.id, { runId: run.id, visit: 1 });
    const watch = new HandOverWatch();
    await arena.database.query.update(tables.messages).set({ status: "handed", attempts: 1 });
    await rig.do(() => watch.inspect());
    expect(watch.take()).toEqual([]);

    await arena.database.query.update(tables.runs).set({ status: "finished" });
    await rig.do(() => watch.inspect());
    expect(watch.take()).toEqual([]);

    await arena.database.query.update(tables.messages).set({ attempts: 2 });
    await rig.do(() => watch.inspect());
    expect(watch.take()).toHaveLength(1);
  });
});
