import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { breakOff } from "#workflows/interpreter.ts";
import { listActiveRunsOf, listRuns } from "./run-lists.ts";
import {
  activeRunsOf,
  claimDueRuns,
  findRun,
  insertRun,
  lastRunOf,
  lookAgain,
  nextWakeAt,
  recordAdvance,
  versionsInUse,
} from "./runs.ts";
import { countByNode, countRuns } from "./workflows.ts";

eachDatabase("runs", (open) => {
  it("start once for each key, also when two start at the same time", async () => {
    const rig = new StoreRig(open());
    const ids = { ...(await rig.workflow()), profileId: (await rig.profile()).id };
    const state = { nodeId: "start", visit: 0, data: { event: { deep: [1] } }, waiting: null };
    const start = (entryKey: string, startedAt: number) =>
      rig.do(() => insertRun({ ...ids, entryKey, state, startedAt }));
    const started = await Promise.all(Array.from({ length: 5 }, () => start("once", NOW)));
    expect(started.filter((run) => run !== null)).toHaveLength(1);
    expect(started.find((run) => run !== null)?.state).toEqual(state);
    expect(await start("again", NOW + 5)).not.toBeNull();
    expect(await rig.do(() => lastRunOf(ids.workflowId, ids.profileId))).toMatchObject({
      startedAt: NOW + 5,
    });
    expect(await rig.do(() => lastRunOf(ids.workflowId, ids.profileId + 1))).toBeUndefined();
    expect(await rig.do(() => activeRunsOf(ids.profileId))).toHaveLength(2);
  });

  it("are taken by one of several who look for them at the same time", async () => {
    const rig = new StoreRig(open());
    const ids = await rig.workflow();
    const due = 24;
    for (let index = 0; index < due; index++) {
      await rig.run({ ...ids, profileId: (await rig.profile()).id });
    }
    const early = await rig.run({ ...ids, profileId: (await rig.profile()).id }, { wakeAt: NOW + 1 });
    const taken: number[] = [];
    const claimer = async () => {
      for (let got = 1; got > 0; ) {
        const runs = await rig.do(() => claimDueRuns(ids.workflowId, NOW, 3));
        taken.push(...runs.map(({ id }) => id));
        got = runs.length;
      }
    };
    await Promise.all([claimer(), claimer(), claimer(), claimer()]);
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
    expect(await rig.do(() => claimDueRuns(other, NOW, 9))).toEqual([]);
    expect(await rig.do(() => nextWakeAt(other))).toBeNull();
    const failing = rig.do(function* () {
      yield* claimDueRuns(ids.workflowId, NOW, 9);
      throw new Error("crashed");
    });
    await expect(failing).rejects.toThrow("crashed");
    expect((await rig.do(() => claimDueRuns(ids.workflowId, NOW, 9))).map((run) => run.id)).toEqual([id]);
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

  it("are counted where they are and where they have been", async () => {
    const rig = new StoreRig(open());
    const ids = await rig.workflow();
    const [first, second] = [await rig.profile({ name: "Ana" }), await rig.profile()];
    const run = await rig.run({ ...ids, profileId: first!.id });
    await rig.run({ ...ids, profileId: second!.id });
    await rig.do(() =>
      recordAdvance(
        run,
        {
          run: { nodeId: "hello", visit: 2, data: {}, waiting: { kind: "effect" } },
          moved: true,
          changes: [],
          arms: [],
          end: null,
          effect: null,
          arrivals: [{ nodeId: "hello", visit: 2 }],
          departures: [{ nodeId: "wait", visit: 1, port: "next" }],
          reasons: [{ nodeId: "wait", visit: 1, reason: { code: "branch.took", values: { path: "Yes" } } }],
        },
        NOW + 1,
      ),
    );
    const counts = await countByNode(open(), ids.workflowId);
    expect(counts.sort((a, b) => a.nodeId.localeCompare(b.nodeId))).toEqual([
      { nodeId: "hello", waiting: 1, done: 0 },
      { nodeId: "start", waiting: 0, done: 2 },
      { nodeId: "wait", waiting: 1, done: 1 },
    ]);
    expect(await countRuns(open(), ids.workflowId)).toMatchObject({ entered: 2, active: 2 });
    expect(await rig.do((tx) => versionsInUse(tx))).toEqual([ids.versionId]);
    const all = { workflowId: ids.workflowId, status: null, nodeId: null, cursor: null, limit: 1 };
    const page = await listRuns(open(), all);
    expect(page.runs.map(({ profile }) => profile.id)).toEqual([second!.id]);
    expect((await listRuns(open(), { ...all, cursor: page.nextCursor })).runs[0]?.profile.name).toBe("Ana");
    expect((await listRuns(open(), { ...all, nodeId: "hello" })).runs[0]?.id).toBe(run.id);
    expect((await listRuns(open(), { ...all, status: "finished" })).runs).toEqual([]);
    expect(await listActiveRunsOf(open(), first!.id)).toMatchObject([{ id: run.id, nodeId: "hello" }]);
  });
});
