import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { readLiveCounts } from "./live-counts.ts";
import { listActiveRunsOf, listRuns } from "./run-lists.ts";
import { versionsInUse } from "./run-versions.ts";
import { activeRunsOf, insertRun, lastRunOf, recordAdvance } from "./runs.ts";
import { countRuns } from "./workflows.ts";

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
    const counts = await readLiveCounts(open(), { workflowId: ids.workflowId, from: null, until: null });
    expect(counts.sort((a, b) => a.nodeId.localeCompare(b.nodeId))).toMatchObject([
      { nodeId: "hello", waiting: 1, entered: 1, left: {} },
      { nodeId: "start", waiting: 0, entered: 2, left: { next: 2 } },
      { nodeId: "wait", waiting: 1, entered: 2, left: { next: 1 } },
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
