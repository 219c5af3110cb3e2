import type { Checker } from "./checker.ts";

/** What may still be said about a run that has ended: what became of its messages, and that its goal was reached. */
const SAID_AFTERWARDS = /^(message|email|push|webhook|template)\.|^run\.goal-counted$/;

/** A run ends once, and neither takes a step nor sends anything after it. */
export function endsFinal(): Checker {
  const ended = new Map<number, string>();
  return {
    check({ rows, atHandOver }) {
      const broken = [...atHandOver];
      for (const { runId, code } of rows.newHistory) {
        if (runId === null || SAID_AFTERWARDS.test(code)) continue;
        const end = ended.get(runId);
        if (end !== undefined)
          broken.push(`run ${runId} ended by “${end}”, and then “${code}” happened to it`);
        else if (rows.runs.get(runId)?.endCode === code) ended.set(runId, code);
      }
      for (const { before, after } of rows.changedRuns) {
        if (before && before.status !== "active" && before.status !== after.status)
          broken.push(`run ${after.id} had ended as “${before.status}” and is “${after.status}”`);
      }
      return broken;
    },
  };
}
