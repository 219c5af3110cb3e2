import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { BuyingCycleWatch } from "#server/engine/lifecycle/buying-cycle.ts";
import { KeptNumbers } from "#server/reads/kept-numbers.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { REPEAT_BUYERS_MIN } from "#server/store/lifecycle-reads.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { thresholdsFor } from "#workflows/lifecycle.ts";
import { lifecycleRouter } from "./lifecycle.ts";

const ORDER = "Order Completed";
const own = { newDays: 3, resurrectedDays: 4, atRiskDays: 5, dormantDays: 9, lostDays: 14 };

eachDatabase("stages of life, for the owner", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.engine.settled();
  });
  afterEach(() => rig.engine.stop());

  const as = (role: Role) => {
    const { clock, engine } = rig;
    const keptNumbers = new KeptNumbers(clock);
    const services = {
      db: open(),
      clock,
      engine,
      reads: directReads(open()),
      keptNumbers,
    } as unknown as Services;
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return lifecycleRouter.createCaller({ services, person });
  };
  const orderAgo = (who: string, days: number) => rig.track(who, ORDER, {}, rig.clock.now() - days * DAY_MS);

  it("tell what would change before it is saved, and then it is so", async () => {
    await orderAgo("ana", 6);
    await orderAgo("ben", 70);
    await orderAgo("cem", 1);
    await rig.identify("dea");
    const before = await as("viewer").get();
    expect(before).toMatchObject({ event: ORDER, own: null, inUse: thresholdsFor(null), isWorkedOut: true });
    expect(before.cycle).toEqual({ people: 3, repeatBuyers: 0, medianGapDays: null });
    expect(before.counts).toMatchObject({ new: 2, dormant: 1 });

    const choice = { event: ORDER, thresholds: own };
    const preview = await as("viewer").preview(choice);
    expect(preview.counts).toMatchObject({ new: 1, "at-risk": 1, lost: 1, dormant: 0 });
    expect(preview.moves).toHaveLength(2);
    expect(preview.moves).toContainEqual({ from: "new", to: "at-risk", people: 1 });
    expect(preview.moves).toContainEqual({ from: "dormant", to: "lost", people: 1 });
    expect((await as("viewer").get()).counts).toEqual(before.counts);

    await as("owner").save(choice);
    await rig.engine.settled();
    const after = await as("viewer").get();
    expect(after).toMatchObject({ own, inUse: own, counts: preview.counts, isWorkedOut: true });
    expect((await as("viewer").preview(choice)).moves).toEqual([]);
    const { people } = await as("viewer").people({ stages: ["at-risk", "lost"] });
    expect(people).toMatchObject([
      { externalId: "ana", stage: "at-risk" },
      { externalId: "ben", stage: "lost" },
    ]);
  });

  it("are changed by owners alone, and only so that each follows on the one before", async () => {
    await expect(as("editor").save({ event: ORDER, thresholds: own })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const wrong = { ...own, dormantDays: 5 };
    await expect(as("owner").save({ event: ORDER, thresholds: wrong })).rejects.toThrow("Dormant");
  });

  it("follow the shop's own cycle once enough people came back, as long as the owner chose nothing else", async () => {
    const { clock, engine } = rig;
    const watch = new BuyingCycleWatch({
      ...{ db: open(), reads: directReads(open()), reload: () => engine.reload() },
      log: { error: () => {} } as never,
    });
    expect(await watch.measure()).toBe(false);
    const items = Array.from({ length: REPEAT_BUYERS_MIN }, (_, index) => [
      rig.event(`p${index}`, ORDER, {}, clock.now() - 80 * DAY_MS),
      // The same order told of again on the same day is no return.
      rig.event(`p${index}`, ORDER, {}, clock.now() - 80 * DAY_MS + 60_000),
      rig.event(`p${index}`, ORDER, {}, clock.now() - 40 * DAY_MS),
    ]).flat();
    await rig.accept(...items);
    const { cycle, suggested } = await as("viewer").get();
    expect(cycle).toEqual({ people: 30, repeatBuyers: 30, medianGapDays: 40 });
    expect(suggested).toEqual(thresholdsFor(40));
    expect(await watch.measure()).toBe(true);
    await rig.engine.settled();
    expect(await as("viewer").get()).toMatchObject({ own: null, inUse: thresholdsFor(40) });
    expect(await watch.measure()).toBe(false);
    await as("owner").save({ event: ORDER, thresholds: own });
    await rig.track("p1", ORDER);
    expect(await watch.measure()).toBe(false);
    expect(await as("viewer").get()).toMatchObject({ own, inUse: own });
  });
});
