import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { armTimer, disarmTimer, dueTimers, nextTimerAt } from "./timers.ts";

eachDatabase("timers", (open) => {
  async function prepare() {
    const rig = new StoreRig(open());
    const { workflowId } = await rig.workflow();
    const { id: profileId } = await rig.profile();
    const arm = (
      timerKey: string,
      dueAt: number,
      setAt: number,
      data: Record<string, unknown> = {},
      since = 1,
    ) => rig.do(() => armTimer({ workflowId, profileId, timerKey, dueAt, setAt, since, data }));
    const due = (now: number, limit = 10) => rig.do(() => dueTimers(workflowId, now, limit));
    return { rig, workflowId, profileId, arm, due };
  }

  it("rests on the newest event: an older one never moves it back", async () => {
    const { rig, workflowId, profileId, arm, due } = await prepare();
    await arm("cart", NOW + HOUR_MS, NOW, { n: 1 });
    await arm("cart", NOW + 2 * HOUR_MS, NOW + 1, { n: 2 });
    await arm("cart", NOW, NOW - 1, { n: 0 });
    const timer = {
      workflowId,
      profileId,
      timerKey: "cart",
      dueAt: NOW + 2 * HOUR_MS,
      setAt: NOW + 1,
      depth: 0,
      since: 1,
    };
    expect(await due(NOW + 2 * HOUR_MS - 1)).toEqual([]);
    expect(await due(NOW + 2 * HOUR_MS)).toEqual([{ ...timer, data: { n: 2 } }]);
    await rig.do(() => disarmTimer(timer));
    expect(await due(NOW + 9 * HOUR_MS)).toEqual([]);
    expect(await rig.do(() => nextTimerAt(workflowId))).toBeNull();
  });

  it("that another trigger set gives way, whatever it rests on", async () => {
    const { arm, due } = await prepare();
    await arm("quiet", NOW + HOUR_MS, NOW, {}, 1);
    await arm("quiet", NOW + 2 * HOUR_MS, NOW, {}, 2);
    expect(await due(NOW + 9 * HOUR_MS)).toMatchObject([{ dueAt: NOW + 2 * HOUR_MS, since: 2 }]);
  });

  it("comes in the order of its time, a few at a time, and only to those who look at its workflow", async () => {
    const { rig, workflowId, arm, due } = await prepare();
    await arm("c", NOW + 3, NOW);
    await arm("a", NOW + 1, NOW);
    await arm("b", NOW + 2, NOW);
    const keys = async (limit: number) => (await due(NOW + 5, limit)).map(({ timerKey }) => timerKey);
    expect(await keys(2)).toEqual(["a", "b"]);
    expect(await rig.do(() => nextTimerAt(workflowId))).toBe(NOW + 1);
    const other = (await rig.workflow()).workflowId;
    expect(await rig.do(() => dueTimers(other, NOW + 5, 9))).toEqual([]);
    expect(await rig.do(() => nextTimerAt(other))).toBeNull();
    expect(await keys(9)).toEqual(["a", "b", "c"]);
  });
});
