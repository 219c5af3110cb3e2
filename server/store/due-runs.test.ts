import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { breakOff } from "#workflows/interpreter.ts";
import { dueRuns, lookAgain, nextWakeAt } from "./due-runs.ts";
import { findRun, recordAdvance } from "./runs.ts";

eachDatabase("due runs", (open) => {
  it("are taken by one of several who look for them at the same time", async () => {
    const rig = new StoreRig(open());
    const ids = await rig.workflow();
    const due = 24;
    for (let index = 0; index < due; index++) {
      await rig.run({ ...ids, profileId: (await rig.profile()).id });
    }
    const early = await rig.run({ ...ids, profileId: (await rig.profile()).id }, { wakeAt: NOW + 1 });
    const taken: number[] = [];
    const worker = async () => {
      for (let got = 1; got > 0; ) {
        const runs = await rig.do(function* () {
          const found = yield* dueRuns(ids.workflowId, NOW, 3);
          for (const run of found)
            yield* recordAdvance(run, breakOff(run.state, { code: "run.exit-node" }), NOW);
          return found;
        });
        taken.push(...runs.map(({ id }) => id));
        got = runs.length;
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(taken).toHaveLength(due);
    expect(new Set(taken).size).toBe(due);
    expect(taken).not.toContain(early.id);
    expect(await rig.do(() => nextWakeAt(ids.workflowId))).toBe(NOW + 1);
  });

  it("are left alone by those who look at another workflow, and by somebody whose transaction fails", async () => {
    const rig = new StoreRig(open());
    const ids = { ...(await rig.workflow()), profileId: (await rig.profile()).id };
    const { id } = await rig.run(ids);
    const other = (await rig.workflow()).workflowId;
    expect(await rig.do(() => dueRuns(other, NOW, 9))).toEqual([]);
    expect(await rig.do(() => nextWakeAt(other))).toBeNull();
    const failing = rig.do(function* () {
      for (const run of yield* dueRuns(ids.workflowId, NOW, 9))
        yield* recordAdvance(run, breakOff(run.state, { code: "run.exit-node" }), NOW);
      throw new Error("crashed");
    });
    await expect(failing).rejects.toThrow("crashed");
    expect((await rig.do(() => dueRuns(ids.workflowId, NOW, 9))).map((run) => run.id)).toEqual([id]);
  });

  it("look again at their time when asked to, but not those that are due or over", async () => {
    const rig = new StoreRig(open());
    const ids = { ...(await rig.workflow()), profileId: (await rig.profile()).id };
    const waiting = await rig.run(ids, { wakeAt: NOW + DAY_MS });
    const late = await rig.run(ids, { entryKey: "late", wakeAt: NOW - HOUR_MS });
    const over = await rig.run(ids, { entryKey: "over", wakeAt: NOW + DAY_MS });
    await rig.do(() => recordAdvance(over, breakOff(over.state, { code: "run.exit-node" }), NOW));
    const other = await rig.run({ ...ids, profileId: (await rig.profile()).id }, { wakeAt: NOW + DAY_MS });
    await rig.do(() => lookAgain(ids.profileId, NOW));
    const wakeAt = async (id: number) => (await rig.do(() => findRun(id)))?.wakeAt;
    expect(await wakeAt(waiting.id)).toBe(NOW);
    expect(await wakeAt(late.id)).toBe(NOW - HOUR_MS);
    expect(await wakeAt(over.id)).toBeNull();
    expect(await wakeAt(other.id)).toBe(NOW + DAY_MS);
  });
});
