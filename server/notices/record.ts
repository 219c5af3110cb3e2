import type { Steps, Transaction } from "#server/database/database.ts";
import type { NoticeResult } from "#server/delivery/notice.ts";
import { withoutErased } from "#server/store/erased-notices.ts";
import {
  type Notice,
  noteSwitchedOff,
  parkNotices,
  recordTry,
  type SwitchedOffWhy,
  tookAnyLater,
} from "#server/store/notices.ts";
import { changeOutgoingHook, findOutgoingHook } from "#server/store/outgoing-hooks.ts";
import { storable } from "#server/store/storable.ts";
import { waitAfterTryMs } from "./schedule.ts";

/**
 * Records what became of a try of a notice; answers with whether its hook was switched off by it. That happens when the
 * receiver says it is gone, or when a notice was tried for three days and none that came later was taken either.
 */
export function* recordNoticeResult(
  tx: Transaction,
  notice: Notice,
  result: NoticeResult,
  now: number,
): Steps<{ switchedOff: boolean }> {
  const answer = storable(result.answer);
  // Once the receiver knows whom to erase, or will not hear of it, nothing here names them by the shop's number any more.
  const nameless = withoutErased(notice);
  const ended = { dueAt: null, lastAnswer: answer, endedAt: now, ...(nameless && { payload: nameless }) };
  if (result.kind === "delivered") {
    yield* recordTry(tx, notice, { status: "delivered", ...ended });
    return { switchedOff: false };
  }
  const waitMs =
    result.kind === "gone"
      ? null
      : waitAfterTryMs(notice.webhookId, notice.attempts, result.retryAfterMs ?? 0);
  if (waitMs !== null) {
    yield* recordTry(tx, notice, { status: "queued", dueAt: now + waitMs, lastAnswer: answer });
    return { switchedOff: false };
  }
  if (!(yield* recordTry(tx, notice, { status: "failed", ...ended }))) return { switchedOff: false };
  const why: SwitchedOffWhy | null =
    result.kind === "gone" ? "gone" : (yield* tookAnyLater(tx, notice)) ? null : "failing";
  const hook = why && (yield* findOutgoingHook(tx, notice.hookId));
  if (!why || !hook || hook.offAt !== null) return { switchedOff: false };
  yield* changeOutgoingHook(tx, hook.id, { offAt: now });
  yield* parkNotices(tx, hook.id, now);
  yield* noteSwitchedOff(tx, hook.id, { why, answer }, now);
  return { switchedOff: true };
}
