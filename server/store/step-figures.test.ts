import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { readStepFigures } from "./step-figures.ts";

eachDatabase("what came of each step's messages", (open) => {
  let rig: EngineRig;
  let workflowId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    const node = (id: string, type: string, config: object) => ({ id, type, config: { ...config } });
    workflowId = await rig.publish(
      drawGraph([
        node("on", "event", { event: "Go" }),
        node("first", "send-email", { subject: "One", body: "Hello" }),
        node("second", "send-email", { subject: "Two", body: "Hello" }),
        node("team", "notify-team", { to: "team@example.com", subject: "Three", message: "Hi" }),
      ]),
      { settings: { reentry: "after-exit" } },
    );
    for (const name of ["ana", "ben"]) await rig.identify(name, { email: `${name}@example.com` });
  });
  afterEach(() => rig.engine.stop());

  it("is counted once for each message, and machines apart from people", async () => {
    await rig.track("ana", "Go");
    await rig.track("ben", "Go");
    const all = await rig.messages();
    const first = all.filter(({ nodeId }) => nodeId === "first");
    const note = (message: { id: number; profileId: number } | undefined) => ({
      ...{ messageId: message!.id, profileId: message!.profileId, url: null, at: 1 },
    });
    await rig.db.query.insert(rig.db.tables.interactions).values([
      { ...note(first[0]), kind: "opened", machine: false },
      { ...note(first[0]), kind: "opened", machine: false },
      { ...note(first[0]), kind: "clicked", machine: false },
      { ...note(first[0]), kind: "clicked", machine: true },
      { ...note(first[1]), kind: "opened", machine: true },
    ]);
    const { steps, partial } = await readStepFigures(rig.db, { workflowId });
    expect(partial).toBe(false);
    const byStep = Object.fromEntries(steps.map((step) => [step.nodeId, step]));
    expect(all.filter(({ nodeId, status }) => nodeId === "team" && status === "sent")).toHaveLength(2);
    expect(Object.keys(byStep).toSorted()).toEqual(["first", "second"]);
    expect(byStep.first).toMatchObject({
      ...{ channel: "email", sent: 2, captured: 0, opened: 1, clicked: 1 },
      ...{ machineOpened: 1, machineClicked: 1 },
    });
    expect(byStep.second).toMatchObject({ sent: 2, opened: 0, clicked: 0 });
  });

  it("is that of the newest runs where there are too many", async () => {
    await rig.track("ana", "Go");
    await rig.track("ben", "Go");
    const { steps, partial } = await readStepFigures(rig.db, { workflowId, runsMax: 1 });
    expect(partial).toBe(true);
    expect(steps.find(({ nodeId }) => nodeId === "first")).toMatchObject({ sent: 1 });
    expect(await readStepFigures(rig.db, { workflowId: workflowId + 1 })).toEqual({
      ...{ steps: [], partial: false },
    });
  });
});
