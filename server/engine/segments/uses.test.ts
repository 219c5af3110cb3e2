import { afterEach, beforeEach, expect, it } from "vitest";
import { beginAdmission } from "#server/store/admissions.ts";
import { setAttributes } from "#server/store/profiles.ts";
import { noteAllLooks } from "#server/store/segment-looks.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { SegmentRig } from "#server/testing/segment-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const GOLD: Condition = { kind: "attribute", attribute: "plan", operator: "equals", value: "gold" };
const hello = { id: "send", type: "send-email", config: { subject: "hello", body: "Hello" } };

eachDatabase("what segments are used for", (open) => {
  let rig: EngineRig;
  let segments: SegmentRig;
  let gold: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    segments = new SegmentRig(rig);
    await rig.engine.start();
    gold = await segments.save(GOLD);
    for (const [name, plan] of [
      ["ana", "gold"],
      ["ben", "free"],
    ] as const)
      await rig.identify(name, { email: `${name}@example.com`, attributes: { plan } });
  });
  afterEach(() => rig.engine.stop());

  const emailed = () => rig.sent.map(({ endpoint }) => endpoint);

  it("lets those in whom a schedule is for", async () => {
    await rig.publish(
      drawGraph([
        {
          id: "start",
          type: "schedule",
          config: { cron: "0 9 * * *", zone: "UTC", who: { kind: "segment", segmentId: gold } },
        },
        hello,
      ]),
    );
    await rig.pass(DAY_MS);
    expect(emailed()).toEqual(["ana@example.com"]);
    await rig.identify("ben", { attributes: { plan: "gold" } });
    await rig.identify("ana", { attributes: { plan: "free" } });
    await rig.pass(DAY_MS);
    expect(emailed()).toEqual(["ana@example.com", "ben@example.com"]);
  });

  it("lets those in whom a list by hand is for", async () => {
    const workflowId = await rig.publish(drawGraph([{ id: "start", type: "manual", config: {} }, hello]));
    const condition: Condition = { kind: "not", of: { kind: "segment", segmentId: gold } };
    const list = { workflowId, entryKey: "list", condition, data: { event: {} }, createdAt: rig.clock.now() };
    await rig.db.transaction((tx) => beginAdmission(tx, list));
    rig.engine.poke();
    await rig.engine.settled();
    expect(emailed()).toEqual(["ben@example.com"]);
  });

  it("divides people at a branch", async () => {
    const paths = [{ id: "gold", label: "Gold", condition: { kind: "segment", segmentId: gold } }];
    await rig.publish(
      drawGraph([
        { id: "start", type: "signup", config: {} },
        { id: "branch", type: "branch", config: { paths }, to: { gold: "send" } },
        hello,
      ]),
    );
    await rig.track("ana", "Signed Up");
    await rig.track("ben", "Signed Up");
    expect(emailed()).toEqual(["ana@example.com"]);
  });

  it("are looked after by a process that has not heard of them yet", async () => {
    const other = rig.makeEngine();
    await other.start();
    const free = await segments.save({ ...GOLD, value: "free" });
    await rig.engine.stop();
    const { id } = await rig.profile("ana");
    const now = rig.clock.now();
    await rig.db.transaction(function* () {
      yield* setAttributes(id, { plan: "free" }, now);
      yield* noteAllLooks(id, { quiet: false }, now);
    });
    other.poke();
    await other.settled();
    expect(await segments.members(free)).toEqual(["ana", "ben"]);
    expect(await segments.members(gold)).toEqual([]);
    await other.stop();
  });
});
