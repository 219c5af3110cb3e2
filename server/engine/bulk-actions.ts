import type { Steps, Transaction } from "#server/database/database.ts";
import { type BulkRow, nextBulk, runsOfBulk, saveBulk } from "#server/store/bulk-actions.ts";
import { note } from "#server/store/history.ts";
import { findRun, type Run } from "#server/store/runs.ts";
import type { Reason } from "#workflows/reasons.ts";
import { actOnRun, type RunActionResult } from "./run-actions.ts";
import type { StepServices } from "./step.ts";

/** Runs changed in one transaction. */
const SLICE_RUNS = 10;
/** Who asked for it has left since. */
const SOMEBODY = "Somebody who is no longer here";
/** Says only that a run was none of those that were meant: nobody wonders about that in a person's history. */
const NOT_MEANT = new Set<Reason["code"]>([
  "act.still-inside",
  "act.left",
  "act.nothing-failed",
  "act.not-waiting",
  "act.ended",
]);

const GONE_ON: RunActionResult = { kind: "refused", reason: { code: "act.gone-on" } };

export interface BulkProgress {
  /** Runs looked at. */
  taken: number;
  /** A run is in a version that has to be read first: what is live must be loaded anew. */
  lacksVersion: boolean;
}

/** Does to the next few runs what somebody wants done to many. */
export function* bulkSome(tx: Transaction, services: StepServices, now: number): Steps<BulkProgress> {
  const next = yield* nextBulk();
  if (!next) return { taken: 0, lacksVersion: false };
  const { bulk } = next;
  const by = next.by ?? SOMEBODY;
  const { action } = bulk;
  const refusals = { ...bulk.refusals };
  let { done, refused, afterRunId } = bulk;
  let taken = 0;
  let lacksVersion = false;
  const { chosen, walkedTo } = yield* runsOfBulk(tx, bulk, SLICE_RUNS);
  for (const { runId, visit } of chosen) {
    const run = yield* findRun(runId);
    if (run && !services.live.version(run.versionId)) {
      services.live.want(run.versionId);
      lacksVersion = true;
      break;
    }
    // Whoever is to be out is to be out wherever they have come by now.
    const seenIn = action.kind === "stop" ? null : visit;
    const result: RunActionResult | null =
      run && waitsSince(run, bulk)
        ? GONE_ON
        : yield* actOnRun(tx, services, { runId, action, by, visit: seenIn }, now);
    afterRunId = runId;
    taken += 1;
    if (result?.kind === "done") done += 1;
    if (result?.kind !== "refused" || !run) continue;
    const { code } = result.reason;
    refused += 1;
    refusals[code] = (refusals[code] ?? 0) + 1;
    if (!NOT_MEANT.has(code)) yield* noteRefusal(run, result.reason, by, now);
  }
  if (!lacksVersion) afterRunId = walkedTo ?? bulk.untilRunId;
  const endedAt = walkedTo === null ? now : null;
  yield* saveBulk(tx, bulk.id, { afterRunId, done, refused, refusals, endedAt });
  // To have walked on, or to have come to the end, is work too. Without the version there is nothing to do for now.
  return { taken: lacksVersion ? taken : Math.max(taken, 1), lacksVersion };
}

/** A wait that began after it was asked to skip waits is one that nobody can have meant. */
function waitsSince({ state }: Run, { action, createdAt }: BulkRow): boolean {
  return action.kind === "skip" && state.waiting?.kind === "time" && state.waiting.intention.from > createdAt;
}

function* noteRefusal(run: Run, { code, values }: Reason, by: string, now: number): Steps<void> {
  const { id: runId, profileId, workflowId } = run;
  const { nodeId, visit } = run.state;
  const reason = { code: "run.act-refused" as const, values: { ...values, by, why: code } };
  yield* note({ profileId, workflowId, runId, nodeId, visit, at: now, reason });
}
