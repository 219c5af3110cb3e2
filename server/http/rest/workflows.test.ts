import { afterEach, beforeEach, expect, it } from "vitest";
import { archiveWorkflow, unarchiveWorkflow } from "#server/store/workflow-shelf.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { workflow, workflowSummary } from "./workflow-schemas.ts";

const graph = drawGraph([
  { id: "start", type: "manual", config: {} },
  { id: "mail", type: "send-email", config: { subject: "News", body: "Hello" } },
]);

eachDatabase("a workflow that was archived", (open) => {
  let rig: RestRig;
  let id: number;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    id = await rig.publish(graph);
  });
  afterEach(() => rig.close());

  /** As it stands in the list, and as it is read alone; either is as the schema says. */
  async function shown() {
    const { data } = (await rig.call("GET", "/v1/workflows")).json as { data: unknown[] };
    const alone = (await rig.call("GET", `/v1/workflows/${id}`)).json;
    return [workflowSummary.parse(data[0]), workflow.parse(alone)].map(
      ({ status, archived }) => `${status}${archived ? ", archived" : ""}`,
    );
  }

  it("is told from one that is only paused", async () => {
    expect(await shown()).toEqual(["live", "live"]);
    await rig.switchTo(id, "paused");
    expect(await shown()).toEqual(["paused", "paused"]);
    await open().transaction((tx) => archiveWorkflow(tx, id, rig.clock.now()));
    expect(await shown()).toEqual(["paused, archived", "paused, archived"]);
    await open().transaction((tx) => unarchiveWorkflow(tx, id));
    expect(await shown()).toEqual(["paused", "paused"]);
  });
});
