import type { Move } from "#drizzle/tables.ts";
import type { Steps, Transaction } from "#server/database/database.ts";
import { note } from "#server/store/history.ts";
import { pendingMoves, saveMove, targetVersionIds } from "#server/store/pending-moves.ts";
import { findProfile } from "#server/store/profiles.ts";
import { repinRun, runsInEarlierVersions } from "#server/store/run-versions.ts";
import { findRun, type Run } from "#server/store/runs.ts";
import { answerAt } from "#workflows/people-inside.ts";
import { moveRun, type StepServices, versionOf } from "./step.ts";

/** Runs moved in one transaction. */
const SLICE_RUNS = 20;

/** Moves the next few people of an older version to the one that replaced it, or out; answers with how many. */
export function* moveSome(tx: Transaction, services: StepServices, now: number): Steps<number> {
  let taken = 0;
  for (const { id: workflowId, move } of yield* pendingMoves()) {
    const loaded = targetVersionIds(move).map((id) => services.live.version(id));
    if (loaded.some((version) => !version || version.removed)) continue;
    const runs = yield* runsInEarlierVersions(
      { workflowId, versionId: move.versionId, after: move.afterRunId },
      SLICE_RUNS,
    );
    for (const { id } of runs) {
      // What another run of the same person did since may have ended it.
      const run = yield* findRun(id);
      if (run?.status === "active") yield* moveOne(services, run, move, now);
    }
    const done = runs.length < SLICE_RUNS;
    yield* saveMove(tx, workflowId, done ? null : { ...move, afterRunId: runs.at(-1)!.id });
    taken += Math.max(runs.length, 1);
  }
  return taken;
}

function* moveOne(services: StepServices, run: Run, move: Move, now: number): Steps<void> {
  const { nodeId } = run.state;
  const answer = answerAt(move, nodeId);
  if (answer === "stay") {
    const { earlier } = move;
    if (earlier && run.versionId < earlier.versionId) yield* moveOne(services, run, earlier, now);
    return;
  }
  const version = services.live.version(move.versionId)!;
  const profile = yield* findProfile(run.profileId);
  if (!profile) return;
  const values = { version: version.number };
  // Every version that somebody is in is loaded; this one says so loudly when that is not true.
  const before = versionOf(services, run).graph.steps.get(nodeId);
  const after = version.graph.steps.get(nodeId);
  // What another kind of step has begun cannot be gone on with: the new one is taken from its start.
  const began = before && before.definition !== after?.definition ? nodeId : null;
  const target = after ? began : (move.targets[nodeId] ?? null);
  if (answer === "exit" || (!after && target === null)) {
    const code = answer === "exit" ? "run.sent-out" : "run.moved-out";
    yield* moveRun(services, run, profile, { kind: "exit", reason: { code, values } }, now);
    return;
  }
  yield* repinRun(run.id, version.id);
  const { profileId, workflowId, id: runId } = run;
  yield* note({ profileId, workflowId, runId, at: now, reason: { code: "run.moved", values } });
  if (target === null) return;
  yield* moveRun(services, { ...run, versionId: version.id }, profile, { kind: "move", to: target }, now);
}
