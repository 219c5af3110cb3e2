import type { Steps, Transaction } from "#server/database/database.ts";
import { tellMessageEnded } from "#server/notices/messages.ts";
import { waitingMessages } from "#server/store/due-messages.ts";
import { note } from "#server/store/history.ts";
import {
  admissionState,
  beginScheduled,
  dueOneOff,
  hasHanded,
  nextOneOffAt,
  retireOneOff,
  STOPPED,
  someInside,
} from "#server/store/one-off-sending.ts";
import { endMessage } from "#server/store/outbox.ts";
import { findProfile } from "#server/store/profiles.ts";
import { beginsAt } from "#workflows/one-off.ts";
import type { Live } from "./live.ts";
import { settleVisit } from "./outcome.ts";
import { moveRun, type StepServices } from "./step.ts";

const HOUR_MS = 3_600_000;
/**
 * A server that was away at the time of a message sends it when it is back, but not after so long: news of yesterday's
 * sale help nobody.
 */
export const BEGIN_LATE_MAX_MS = 24 * HOUR_MS;
/** Between the first place on earth that has a time and the last one, which are 26 hours apart. */
const AROUND_THE_WORLD_MS = 26 * HOUR_MS;
/** Runs, or messages, taken out in one transaction. */
const SLICE_ROWS = 20;

/** Begins a one-off message whose time has come; answers with how many did. */
export function* takeDueOneOffs(tx: Transaction, { live }: StepServices, now: number): Steps<number> {
  if (live.oneOffs.length === 0) return 0;
  const oneOff = yield* dueOneOff(now);
  if (!oneOff) return 0;
  const { timezone } = live.settings.shop;
  const { schedule } = oneOff;
  const due = beginsAt({ ...schedule, local: false }, timezone) ?? now;
  const last = schedule.local ? oneOff.startsAt! + AROUND_THE_WORLD_MS : oneOff.startsAt!;
  const isLate = now > last + BEGIN_LATE_MAX_MS;
  const refusal = { code: "one-off.too-late", values: { due: { at: due, zone: timezone } } };
  yield* beginScheduled(tx, oneOff, isLate ? refusal : null, now);
  return 1;
}

/** When the next one-off message begins; null when none waits for its time. */
export function* nextOneOffBeginsAt(live: Live): Steps<number | null> {
  return live.oneOffs.length === 0 ? null : yield* nextOneOffAt();
}

/**
 * Takes those out who wait for one that was stopped, and puts what has sent its last message away. Answers with how much
 * was done, and whether what is live has changed by it.
 */
export function* settleOneOffs(
  tx: Transaction,
  services: StepServices,
  now: number,
): Steps<{ taken: number; retired: boolean }> {
  let taken = 0;
  let retired = false;
  for (const version of services.live.oneOffs) {
    const { workflowId } = version;
    if ((yield* admissionState(workflowId)) !== "ended") continue;
    const runs = yield* someInside(workflowId, version.open ? 1 : SLICE_ROWS);
    if (version.open && runs.length > 0) continue;
    for (const run of runs) {
      const profile = yield* findProfile(run.profileId);
      if (profile) yield* moveRun(services, run, profile, { kind: "exit", reason: { code: STOPPED } }, now);
    }
    // A message whose run has ended otherwise, by a merge say, has its turn, and is told why it does not go out.
    if (version.open && (yield* waitingMessages(workflowId, 1)).length > 0) continue;
    const left = runs.length > 0 ? 0 : yield* skipLeft(services, workflowId, now);
    taken += runs.length + left;
    if (runs.length + left > 0 || (yield* hasHanded(workflowId))) continue;
    yield* retireOneOff(tx, workflowId, now);
    retired = true;
  }
  return { taken, retired };
}

/** Messages whose runs have ended before their turn came. */
function* skipLeft(services: StepServices, workflowId: number, now: number): Steps<number> {
  const left = yield* waitingMessages(workflowId, SLICE_ROWS);
  const end = { status: "skipped" as const, reasonCode: STOPPED, reasonValues: {} };
  for (const message of left) {
    yield* endMessage(message.id, end, now);
    if (services.live.subscriptions.any) yield* tellMessageEnded(services.live, message, end, now);
    yield* note({ ...message, at: now, reason: { code: STOPPED } });
    yield* settleVisit(services, message, now);
  }
  return left.length;
}
