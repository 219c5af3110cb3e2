import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig, waitingGraph } from "#server/testing/store-rig.ts";
import { emptyGraph } from "#workflows/graph.ts";
import {
  findUnfinishedBackfills,
  findWorkflow,
  insertWorkflow,
  listWorkflows,
  publishDraft,
  removeWorkflow,
  renameWorkflow,
  restoreWorkflow,
  saveBackfill,
  saveDraft,
  switchWorkflow,
} from "./workflows.ts";

eachDatabase("workflows", (open) => {
  const rig = () => new StoreRig(open());
  const backfill = { afterProfileId: 0, includeOverdue: false, overdue: 0 };
  const publish = (id: number, revision: number) =>
    rig().do((tx) => publishDraft(tx, id, { revision, by: "ana", backfill }, NOW));
  const save = (id: number, revision: number, graph = waitingGraph) =>
    rig().do((tx) => saveDraft(tx, id, { revision, graph }, NOW + revision));
  const create = () => rig().do((tx) => insertWorkflow(tx, { name: "W", draft: emptyGraph, now: NOW }));

  it("let nobody overwrite what somebody else has saved meanwhile", async () => {
    const id = await create();
    const saved = await Promise.all([save(id, 1), save(id, 1), save(id, 1)]);
    expect(saved.filter((revision) => revision === 2)).toHaveLength(1);
    expect(saved.filter((revision) => revision === null)).toHaveLength(2);
    expect(await save(id, 2)).toBe(3);
    expect(await publish(id, 2)).toBeNull();
    expect((await findWorkflow(open(), id))?.workflow).toMatchObject({ status: "draft", draftRevision: 3 });
  });

  it("keep every version as it was published", async () => {
    const id = await create();
    await save(id, 1);
    const first = await publish(id, 2);
    expect(first?.number).toBe(1);
    await save(id, 2, emptyGraph);
    const { workflow, live } = (await findWorkflow(open(), id))!;
    expect(workflow).toMatchObject({ status: "live", draft: emptyGraph, liveVersionId: first!.versionId });
    expect(live).toMatchObject({ graph: waitingGraph, number: 1, draftRevision: 2, publishedBy: "ana" });
    const second = await publish(id, 3);
    expect(second).toMatchObject({ number: 2 });
    const versions = await open().query.select().from(open().tables.versions);
    expect(versions.map(({ number, graph }) => [number, graph.nodes.length])).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });

  it("are switched, renamed, removed and brought back, paused", async () => {
    const id = await create();
    const switchTo = (to: "live" | "paused") => rig().do((tx) => switchWorkflow(tx, id, to, NOW));
    expect(await switchTo("paused")).toBe(false);
    await publish(id, 1);
    expect(await switchTo("paused")).toBe(true);
    expect(await switchTo("paused")).toBe(false);
    expect(await switchTo("live")).toBe(true);
    expect(await rig().do((tx) => renameWorkflow(tx, id, "Renamed", NOW + 9))).toBe(true);
    expect(await rig().do((tx) => renameWorkflow(tx, id + 1, "Nobody", NOW))).toBe(false);
    expect(await listWorkflows(open())).toMatchObject([
      { id, name: "Renamed", status: "live", activeRuns: 0, liveRevision: 1 },
    ]);
    expect(await rig().do((tx) => removeWorkflow(tx, id, NOW))).toBe(true);
    expect(await rig().do((tx) => removeWorkflow(tx, id, NOW))).toBe(false);
    expect(await listWorkflows(open())).toEqual([]);
    expect(await findWorkflow(open(), id)).toBeUndefined();
    expect(await rig().do((tx) => restoreWorkflow(tx, id))).toBe(true);
    expect((await findWorkflow(open(), id))?.workflow.status).toBe("paused");
  });

  it("stay paused with a version that is put in place, until they are resumed", async () => {
    const id = await create();
    await publish(id, 1);
    await rig().do((tx) => switchWorkflow(tx, id, "paused", NOW));
    expect(await publish(id, 1)).toMatchObject({ number: 2, status: "paused" });
    expect((await findWorkflow(open(), id))!).toMatchObject({
      workflow: { status: "paused", resumedAt: null },
      live: { number: 2 },
    });
    const publication = { revision: 1, by: "ana", backfill, resume: true };
    const resumed = await rig().do((tx) => publishDraft(tx, id, publication, NOW + 7));
    expect(resumed).toMatchObject({ number: 3, status: "live" });
    expect((await findWorkflow(open(), id))!.workflow).toMatchObject({ status: "live", resumedAt: NOW + 7 });
  });

  it("remember how far they got with the people who were there before", async () => {
    const id = await create();
    const { versionId } = (await publish(id, 1))!;
    const ids = { workflowId: id, versionId };
    expect((await findUnfinishedBackfills(open())).map((workflow) => workflow.backfill)).toEqual([backfill]);
    expect(await rig().do((tx) => saveBackfill(tx, ids, { ...backfill, afterProfileId: 7 }))).toBe(true);
    expect((await findUnfinishedBackfills(open()))[0]?.backfill?.afterProfileId).toBe(7);
    await rig().do((tx) => switchWorkflow(tx, id, "paused", NOW));
    expect(await findUnfinishedBackfills(open())).toEqual([]);
    await rig().do((tx) => switchWorkflow(tx, id, "live", NOW));
    const other = { workflowId: id, versionId: versionId + 1 };
    expect(await rig().do((tx) => saveBackfill(tx, other, null))).toBe(false);
    expect(await rig().do((tx) => saveBackfill(tx, ids, null))).toBe(true);
    expect(await findUnfinishedBackfills(open())).toEqual([]);
  });

  it("are not changed once they are removed", async () => {
    const id = await create();
    await publish(id, 1);
    await rig().do((tx) => switchWorkflow(tx, id, "paused", NOW));
    await rig().do((tx) => removeWorkflow(tx, id, NOW));
    expect(await rig().do((tx) => renameWorkflow(tx, id, "Renamed", NOW))).toBe(false);
    expect(await save(id, 1)).toBeNull();
    expect(await publish(id, 1)).toBeNull();
    expect(await rig().do((tx) => switchWorkflow(tx, id, "live", NOW))).toBe(false);
    await rig().do((tx) => restoreWorkflow(tx, id));
    expect((await findWorkflow(open(), id))?.workflow).toMatchObject({ name: "W", status: "paused" });
  });
});
