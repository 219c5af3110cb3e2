import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { archiveWorkflow, tagWorkflow, unarchiveWorkflow } from "./workflow-shelf.ts";
import { findWorkflow, listWorkflows, publishDraft, removeWorkflow, switchWorkflow } from "./workflows.ts";

eachDatabase("workflows on the shelf", (open) => {
  const rig = () => new StoreRig(open());
  const archive = (id: number) => rig().do((tx) => archiveWorkflow(tx, id, NOW + 5));

  it("are paused, and neither switched on nor published before they are brought back", async () => {
    const { workflowId: id } = await rig().workflow();
    expect(await archive(id)).toBe(true);
    expect(await archive(id)).toBe(false);
    expect((await findWorkflow(open(), id))?.workflow).toMatchObject({
      status: "paused",
      archivedAt: NOW + 5,
    });
    expect(await rig().do((tx) => switchWorkflow(tx, id, "live", NOW))).toBe(false);
    const publication = { revision: 1, by: "ana", backfill: null };
    expect(await rig().do((tx) => publishDraft(tx, id, publication, NOW))).toBeNull();
    expect(await rig().do((tx) => unarchiveWorkflow(tx, id))).toBe(true);
    expect(await rig().do((tx) => unarchiveWorkflow(tx, id))).toBe(false);
    expect((await findWorkflow(open(), id))?.workflow).toMatchObject({ status: "paused", archivedAt: null });
    expect(await rig().do((tx) => switchWorkflow(tx, id, "live", NOW))).toBe(true);
  });

  it("are neither archived nor tagged once they are removed", async () => {
    const { workflowId: id } = await rig().workflow();
    expect(await rig().do((tx) => tagWorkflow(tx, id, ["Spring", "春天"]))).toBe(true);
    expect(await listWorkflows(open())).toMatchObject([{ tags: ["Spring", "春天"] }]);
    await rig().do((tx) => removeWorkflow(tx, id, NOW));
    expect(await archive(id)).toBe(false);
    expect(await rig().do((tx) => tagWorkflow(tx, id, []))).toBe(false);
  });
});
