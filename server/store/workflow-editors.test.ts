import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { addUser } from "./users.ts";
import { EDITOR_VOID_MS, forgetEditor, listEditors, noteEditor } from "./workflow-editors.ts";

eachDatabase("who has a workflow open", (open) => {
  const rig = () => new StoreRig(open());
  const here = (workflowId: number, tab: string, userId: string, at = NOW) =>
    rig().do((tx) => noteEditor(tx, { workflowId, tab, userId }, at));
  const others = async (workflowId: number, tab: string, at = NOW) =>
    (await listEditors(open(), { workflowId, tab }, at)).map(({ name }) => name);

  async function people() {
    for (const name of ["Ben", "Ana"]) {
      const user = { id: name, name, email: `${name}@example.com`, role: "editor" as const };
      await rig().do((tx) => addUser(tx, { ...user, passwordHash: "x" }, NOW));
    }
  }

  it("is told to the others, each person once, and nobody of another workflow", async () => {
    await people();
    const { workflowId } = await rig().workflow();
    const other = await rig().workflow();
    await here(workflowId, "a", "Ana");
    await here(workflowId, "b1", "Ben");
    await here(workflowId, "b2", "Ben");
    await here(other.workflowId, "c", "Ana");
    expect(await others(workflowId, "a")).toEqual(["Ben"]);
    expect(await others(workflowId, "b1")).toEqual(["Ana", "Ben"]);
    expect(await others(other.workflowId, "c")).toEqual([]);
  });

  it("is forgotten when the tab closes or falls silent, and its rows go", async () => {
    await people();
    const { workflowId } = await rig().workflow();
    await here(workflowId, "a", "Ana");
    await here(workflowId, "b", "Ben");
    await rig().do((tx) => forgetEditor(tx, { workflowId, tab: "b", userId: "Ana" }));
    expect(await others(workflowId, "a")).toEqual(["Ben"]);
    await rig().do((tx) => forgetEditor(tx, { workflowId, tab: "b", userId: "Ben" }));
    expect(await others(workflowId, "a")).toEqual([]);
    expect(await others(workflowId, "b", NOW + EDITOR_VOID_MS - 1)).toEqual(["Ana"]);
    expect(await others(workflowId, "b", NOW + EDITOR_VOID_MS)).toEqual([]);
    await here(workflowId, "b", "Ben", NOW + EDITOR_VOID_MS);
    expect(await open().query.$count(open().tables.workflowEditors)).toBe(1);
  });
});
