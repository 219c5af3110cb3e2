import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { notesOfRun, visitsOfRun } from "./run-story.ts";
import { recordAdvance } from "./runs.ts";

eachDatabase("the story of a run", (open) => {
  it("keeps the newest of very many, the oldest first", async () => {
    const rig = new StoreRig(open());
    const run = await rig.run({ ...(await rig.workflow()), profileId: (await rig.profile()).id });
    const before = {
      visits: await visitsOfRun(open(), run.id, 9),
      notes: await notesOfRun(open(), run.id, 9),
    };
    const last = before.visits.at(-1)?.visit ?? 0;
    const arrivals = [1, 2, 3].map((more) => ({ nodeId: "wait", visit: last + more }));
    await rig.do(() =>
      recordAdvance(
        run,
        {
          run: { nodeId: "wait", visit: last + 3, data: {}, waiting: { kind: "effect" } },
          moved: true,
          changes: [],
          arms: [],
          end: null,
          effect: null,
          arrivals,
          departures: [],
          reasons: arrivals.map((at) => ({
            ...at,
            reason: { code: "branch.took", values: { path: "Yes" } },
          })),
        },
        NOW + 1,
      ),
    );
    const visits = await visitsOfRun(open(), run.id, 2);
    expect(visits.map(({ visit }) => visit)).toEqual([last + 2, last + 3]);
    const notes = await notesOfRun(open(), run.id, 2);
    expect(notes.map(({ visit }) => visit)).toEqual([last + 2, last + 3]);
    expect(await notesOfRun(open(), run.id, 9)).toHaveLength(before.notes.length + 3);
  });
});
