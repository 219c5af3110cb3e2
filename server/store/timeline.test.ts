import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { insertEvent } from "./events.ts";
import { note } from "./history.ts";
import { readTimeline, type TimelineEntry } from "./timeline.ts";
import { readTotals } from "./totals.ts";

eachDatabase("a timeline", (open) => {
  const rig = () => new StoreRig(open());
  const event = (profileId: number, name: string, at: number) =>
    rig().do(() => insertEvent({ profileId, name, at, receivedAt: NOW, properties: {} }));

  /** All pages, each as the names of its entries. */
  async function pages(profileId: number, limit: number): Promise<TimelineEntry[][]> {
    const all: TimelineEntry[][] = [];
    for (let before: number | null = NOW + 1; before !== null; ) {
      const page: Awaited<ReturnType<typeof readTimeline>> = await readTimeline(open(), {
        profileId,
        before,
        limit,
      });
      if (page.entries.length > 0) all.push(page.entries);
      before = page.nextBefore;
    }
    return all;
  }

  it("tells all kinds of things from the newest back, each once", async () => {
    const { id } = await rig().profile();
    const other = await rig().profile();
    await event(id, "Product Viewed", NOW - 5);
    await event(id, "Product Added", NOW - 3);
    await rig().message(id, { createdAt: NOW - 2 });
    await rig().do(() =>
      note({ profileId: id, at: NOW - 4, reason: { code: "run.exit-event", values: { event: "x" } } }),
    );
    await rig().consent(id, "granted", NOW - 1);
    await event(other.id, "Product Viewed", NOW - 2);
    const told = (await pages(id, 2)).map((page) => page.map(({ kind, at }) => [kind, at - NOW]));
    expect(told).toEqual([
      [
        ["consent", -1],
        ["message", -2],
      ],
      [
        ["event", -3],
        ["history", -4],
      ],
      [["event", -5]],
    ]);
  });

  it("loses nothing of a moment in which more happened than fits on a page", async () => {
    const { id } = await rig().profile();
    await event(id, "newest", NOW);
    for (let index = 0; index < 9; index++) await event(id, `same-${index}`, NOW - 1);
    await rig().consent(id, "granted", NOW - 1);
    await event(id, "oldest", NOW - 2);
    const all = (await pages(id, 3)).flat();
    expect(all).toHaveLength(12);
    expect(new Set(all.map((entry) => `${entry.kind} ${entry.id}`)).size).toBe(12);
    expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort((a, b) => b - a));
  });

  it("and the numbers of the overview count what is there", async () => {
    const { id } = await rig().profile();
    expect(await readTotals(open(), NOW)).toMatchObject({
      hasEvents: false,
      hasWorkflow: false,
      profiles: 1,
    });
    const ids = await rig().workflow();
    await rig().run({ ...ids, profileId: id });
    await event(id, "today", NOW);
    await event(id, "yesterday", NOW - DAY_MS);
    expect(await readTotals(open(), NOW)).toEqual({
      workflow: expect.objectContaining({ id: ids.workflowId, status: "live" }),
      profiles: 1,
      eventsToday: 1,
      activeRuns: 1,
      hasEvents: true,
      hasWorkflow: true,
      hasLiveWorkflow: true,
    });
  });
});
