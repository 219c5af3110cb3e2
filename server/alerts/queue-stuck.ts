import type { Check } from "./check.ts";

const MINUTES = 15;
const WAITED_MS = MINUTES * 60_000;
/** More are not counted: it says enough. */
const COUNTED_MAX = 1_000;

/** Messages should have gone out and did not, although nothing holds them. */
export const queueStuck: Check = {
  code: "queue.stuck",
  async find({ reads, live, now, watchingSince }) {
    const { sendingOff, sendingResumedAt } = live.settings;
    // What waited while nothing could be sent needs its time.
    const freeSince = (since: number | null) => Math.max(watchingSince, sendingResumedAt ?? 0, since ?? 0);
    if (sendingOff || now - freeSince(null) < WAITED_MS) return [];
    const before = now - WAITED_MS;
    let waiting = await reads.countDueBefore({ workflowId: null, before, limit: COUNTED_MAX + 1 });
    for (const { workflowId, resumedAt } of live.openVersions()) {
      if (waiting > COUNTED_MAX) break;
      if (now - freeSince(resumedAt) < WAITED_MS) continue;
      const limit = COUNTED_MAX + 1 - waiting;
      waiting += await reads.countDueBefore({ workflowId, before, limit });
    }
    if (waiting === 0) return [];
    const values = {
      count: Math.min(waiting, COUNTED_MAX),
      more: waiting > COUNTED_MAX ? 1 : 0,
      minutes: MINUTES,
    };
    return [{ subject: "", values }];
  },
};
