import pino from "pino";
import { expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import { findUnfinishedBackfills, publishDraft, saveDraft, switchWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { Backfills } from "./backfill.ts";

const quiet = (days: number) =>
  drawGraph([
    { id: "quiet", type: "inactivity", config: { event: "Order Completed", days } },
    { id: "mail", type: "send-email", config: { subject: "Hello", body: "Hello" } },
  ]);
const anew = { afterProfileId: 0, includeOverdue: false, overdue: 0 };

eachDatabase("a backfill", (open) => {
  /** Lets the backfills work, with something that happens when the first page has been read. */
  async function work(rig: EngineRig, whileReading: () => Promise<void>): Promise<void> {
    const reads = directReads(open());
    let happened = false;
    const backfills = new Backfills({
      db: open(),
      live: rig.engine.live,
      clock: rig.clock,
      log: pino({ level: "silent" }),
      poke() {},
      reads: {
        ...reads,
        async listLastEvents(args) {
          const page = await reads.listLastEvents(args);
          if (!happened) {
            happened = true;
            await whileReading();
          }
          return page;
        },
      },
    });
    backfills.poke();
    await backfills.idle();
  }

  /** Somebody who ordered, before there was a workflow. */
  async function openRig(): Promise<EngineRig> {
    const rig = new EngineRig(open());
    await rig.engine.reload();
    await rig.engine.accept([
      {
        kind: "track",
        externalId: "ana",
        anonymousId: null,
        messageId: "m1",
        at: rig.clock.now(),
        receivedAt: rig.clock.now(),
        traits: { fields: {}, attributes: {} },
        name: "Order Completed",
        properties: {},
      },
    ]);
    return rig;
  }
  const timers = () => open().query.select().from(open().tables.timers);

  it("arms a timer for those who were there before, once", async () => {
    const rig = await openRig();
    await rig.publish(quiet(30));
    await work(rig, async () => {});
    expect(await timers()).toHaveLength(1);
    expect(await findUnfinishedBackfills(open())).toEqual([]);
  });

  it("leaves the field to the version that was published while it read", async () => {
    const rig = await openRig();
    const id = await rig.publish(quiet(30));
    const graph = quiet(60);
    await work(rig, () =>
      open().transaction(function* (tx) {
        const revision = yield* saveDraft(tx, id, { revision: 1, graph }, 0);
        yield* publishDraft(tx, id, { revision: revision!, by: "test", backfill: anew, rearms: true }, 0);
      }),
    );
    expect(await timers()).toEqual([]);
    expect((await findUnfinishedBackfills(open())).map(({ backfill }) => backfill)).toEqual([anew]);

    await rig.engine.reload();
    await work(rig, async () => {});
    expect(await timers()).toMatchObject([{ dueAt: rig.clock.now() + 60 * 86_400_000 }]);
  });

  it("waits while its workflow is paused", async () => {
    const rig = await openRig();
    const id = await rig.publish(quiet(30));
    await work(rig, async () => {
      await open().transaction((tx) => switchWorkflow(tx, id, "paused", 0));
    });
    expect(await timers()).toEqual([]);
    await open().transaction((tx) => switchWorkflow(tx, id, "live", 0));
    await work(rig, async () => {});
    expect(await timers()).toHaveLength(1);
  });
});
