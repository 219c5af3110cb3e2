import type { Steps, Transaction } from "#server/database/database.ts";
import type { DueMessage } from "#server/store/due-messages.ts";
import type { Message } from "#server/store/messages.ts";
import { countSent, readSentSince, uncountSent, WARM_UP } from "#server/store/sent-today.ts";
import { countsTowardsCaps, type SendFacts } from "#workflows/decide-send.ts";
import { nextDayStart, windowStart } from "#workflows/local-time.ts";
import type { DispatchServices } from "./dispatch.ts";
import { hasMailService } from "./send-job.ts";

type Limits = Pick<DispatchServices, "env" | "live">;

/**
 * How much of the day's emails is used, for a message that the daily limit holds; null for any other. `waitMaxMs`: how
 * late its workflow lets it be; null where it may be as late as it likes.
 */
export function* warmUpFacts(
  services: Limits,
  due: DueMessage,
  waitMaxMs: number | null,
  now: number,
): Steps<SendFacts["warmUp"]> {
  const { shop, pace } = services.live.settings;
  if (pace.perDay === null || !isLimited(services, due)) return null;
  const used = yield* readSentSince(windowStart("day", now, shop.timezone));
  const { createdAt } = due.message;
  const isStale = waitMaxMs !== null && waitsForDay(due.message) && createdAt < now - waitMaxMs;
  const staleSince = isStale ? createdAt : null;
  return { max: pace.perDay, used, until: nextDayStart(now, shop.timezone), staleSince };
}

/** Whether a message has found no place in an earlier day, or earlier on this one. */
export function waitsForDay({ reasonCode }: Pick<Message, "reasonCode">): boolean {
  return reasonCode === WARM_UP;
}

/** Counts a message that is being handed over, where the daily limit counts it. */
export function* countWarmUp(tx: Transaction, services: Limits, due: DueMessage, now: number): Steps<void> {
  const { shop, pace } = services.live.settings;
  if (pace.perDay === null || !isLimited(services, due)) return;
  yield* countSent(tx, windowStart("day", now, shop.timezone));
}

/** Gives back the place of a message that was handed over and did not go out, where it took one. */
export function* uncountWarmUp(tx: Transaction, services: Limits, sent: Counted): Steps<void> {
  const { countedAt } = sent.message;
  if (countedAt === null || services.live.settings.pace.perDay === null || !isLimited(services, sent)) return;
  yield* uncountSent(tx, countedAt);
}

type Counted = Pick<DueMessage, "message" | "profile">;

/** Marketing emails that leave this server. */
function isLimited({ env, live }: Limits, { message, profile }: Counted): boolean {
  if (message.channel !== "email" || profile.isSample || !countsTowardsCaps(message.content)) return false;
  return hasMailService(env, live.settings);
}
