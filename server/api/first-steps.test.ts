import { expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { firstSteps, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { firstStepsRouter, noteFirstStep } from "./first-steps.ts";
import { overviewRouter } from "./overview.ts";
import { workflowsRouter } from "./workflows.ts";

eachDatabase("the first steps", (open) => {
  async function start(away: boolean | null) {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, clock, keys, engine } = rig;
    await db.transaction((tx) => writeSetting(tx, "firstSteps", firstSteps.parse({ away })));
    await engine.reload();
    const sampleShop = { state: () => ({ state: "absent" }) };
    const services = { db, clock, keys, engine, sampleShop, reads: directReads(db), env: readEnv({}) };
    const as = (role: Role) => ({
      services: services as unknown as Services,
      person: { id: role, name: role, email: `${role}@example.com`, role },
    });
    const overview = async () => await overviewRouter.createCaller(as("viewer")).get();
    return { rig, as, overview, context: (role: Role) => ({ db, engine, person: as(role).person }) };
  }

  it("are noted as they are done, by those who may change something", async () => {
    const { rig, as, overview, context } = await start(false);
    await noteFirstStep(context("viewer"), "looked");
    expect((await overview()).firstSteps).toEqual({
      looked: false,
      tried: false,
      keepsHere: false,
      away: false,
    });
    await noteFirstStep(context("editor"), "looked");
    await noteFirstStep(context("owner"), "tried");
    await firstStepsRouter.createCaller(as("editor")).mark({ step: "keepsHere", on: true });
    expect((await overview()).firstSteps).toEqual({
      looked: true,
      tried: true,
      keepsHere: true,
      away: false,
    });

    await firstStepsRouter.createCaller(as("editor")).mark({ step: "away", on: true });
    expect((await overview()).firstSteps).toMatchObject({ looked: true, away: true });
    await expect(
      firstStepsRouter.createCaller(as("viewer")).mark({ step: "away", on: false }),
    ).rejects.toThrow("editor");
    await rig.engine.stop();
  });

  it("are all kept when two are marked at once, by processes that know nothing of each other", async () => {
    const { rig, as, overview, context } = await start(false);
    const other = rig.makeEngine();
    await other.reload();
    await noteFirstStep(context("owner"), "looked");
    // What it has read is older than what is stored.
    await noteFirstStep({ ...context("owner"), engine: other }, "tried");
    await firstStepsRouter.createCaller(as("editor")).mark({ step: "keepsHere", on: true });
    expect((await overview()).firstSteps).toMatchObject({ looked: true, tried: true, keepsHere: true });
    await rig.engine.stop();
  });

  it("are not noted where the list of them does not show", async () => {
    const { rig, overview, context } = await start(null);
    await noteFirstStep(context("owner"), "tried");
    expect((await overview()).firstSteps).toMatchObject({ tried: false, away: null });
    await rig.engine.stop();
  });

  it("lead to the workflow that was changed last", async () => {
    const { rig, as, overview } = await start(false);
    expect((await overview()).workflow).toBeNull();
    const workflows = workflowsRouter.createCaller(as("editor"));
    await workflows.create({ name: "First" });
    await rig.pass(1000);
    const { id } = await workflows.create({ recipeId: "welcome", name: "欢迎" });
    expect((await overview()).workflow).toEqual({ id, name: "欢迎", status: "draft" });
    await rig.engine.stop();
  });
});
