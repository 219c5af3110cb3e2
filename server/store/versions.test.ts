import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig, waitingGraph } from "#server/testing/store-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { addUser } from "./users.ts";
import { findVersion, listVersions } from "./versions.ts";
import { findWorkflow, publishDraft, saveDraft } from "./workflows.ts";

const longer: Graph = {
  ...waitingGraph,
  nodes: [...waitingGraph.nodes, { id: "bye", type: "exit", config: {}, position: { x: 0, y: 0 } }],
};

eachDatabase("versions", (open) => {
  const rig = () => new StoreRig(open());

  async function publish(workflowId: number, graph: Graph, by = "ana") {
    const { workflow } = (await findWorkflow(open(), workflowId))!;
    await rig().do(function* (tx) {
      const revision = yield* saveDraft(tx, workflowId, { revision: workflow.draftRevision, graph }, NOW);
      yield* publishDraft(tx, workflowId, { revision: revision!, by, backfill: null }, NOW + revision!);
    });
  }
  const list = (workflowId: number, before: number | null = null, limit = 10) =>
    listVersions(open(), { workflowId, before, limit });

  it("are listed with who, what changed and who is inside, the newest first", async () => {
    const ana = { id: "ana", name: "Ana", email: "ana@example.com", role: "owner" as const };
    await rig().do((tx) => addUser(tx, { ...ana, passwordHash: "x" }, NOW));
    const ids = await rig().workflow();
    const { id: profileId } = await rig().profile();
    await rig().run({ ...ids, profileId });
    await publish(ids.workflowId, longer);
    await publish(ids.workflowId, longer, "somebody who left");
    const { versions, nextCursor } = await list(ids.workflowId);
    expect(versions).toMatchObject([
      { number: 3, isLive: true, inside: 0, publishedBy: null, changes: { added: 0, changed: 0 } },
      { number: 2, isLive: false, publishedBy: "Ana", changes: { added: 1, removed: 0 } },
      { number: 1, isLive: false, inside: 1, changes: null, publishedAt: NOW },
    ]);
    expect(nextCursor).toBeNull();
  });

  it("come page by page, each compared with the one before also across pages", async () => {
    const { workflowId } = await rig().workflow();
    await publish(workflowId, longer);
    await publish(workflowId, waitingGraph);
    const first = await list(workflowId, null, 2);
    expect(first.versions.map(({ number, changes }) => [number, changes?.added, changes?.removed])).toEqual([
      [3, 0, 1],
      [2, 1, 0],
    ]);
    expect(first.nextCursor).toBe(2);
    expect((await list(workflowId, 2, 2)).versions).toMatchObject([{ number: 1, changes: null }]);
  });

  it("say which earlier one they bring back, and nothing where a draft is new or live already", async () => {
    const { workflowId } = await rig().workflow();
    await publish(workflowId, longer);
    await publish(workflowId, longer);
    await publish(workflowId, waitingGraph);
    const { versions } = await list(workflowId);
    expect(versions.map(({ number, restores }) => [number, restores])).toEqual([
      [4, 1],
      [3, null],
      [2, null],
      [1, null],
    ]);
  });

  it("are found by their numbers, each in its own workflow", async () => {
    const [one, other] = [await rig().workflow(), await rig().workflow(longer)];
    const found = await findVersion(open(), { workflowId: other.workflowId, number: 1 });
    expect(found).toMatchObject({ id: other.versionId, graph: longer });
    expect(await findVersion(open(), { workflowId: one.workflowId, number: 2 })).toBeUndefined();
  });
});
