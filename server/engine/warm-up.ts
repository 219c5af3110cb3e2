import type { Steps, Transaction } from "#server/database/database.ts";
import type { DueMessage } from "#server/store/due-messages.ts";
import { countSent, readSentSince } from "#server/store/sent-today.ts";
import { countsTowardsCaps, type SendFacts } from "#workflows/decide-send.ts";
import { nextDayStart, windowStart } from "#workflows/local-time.ts";
import type { DispatchServices } from "./dispatch.ts";
import { hasMailService } from "./send-job.ts";

/** How much of the day's emails is used, for a message that the daily limit holds; null for any other. */
export function* warmUpFacts(
  services: DispatchServices,
  due: DueMessage,
  now: number,
): Steps<SendFacts["warmUp"]> {
  const { shop, pace } = services.live.settings;
  if (pace.perDay === null || !isLimited(services, due)) return null;
  const used = yield* readSentSince(windowStart("day", now, shop.timezone));
  return { max: pace.perDay, used, until: nextDayStart(now, shop.timezone) };
}

/** Counts a message that is being handed over, where the daily limit counts it. */
export function* countWarmUp(
  tx: Transaction,
  services: DispatchServices,
  due: DueMessage,
  now: number,
): Steps<void> {
  const { shop, pace } = services.live.settings;
  if (pace.perDay === null || !isLimited(services, due)) return;
  yield* countSent(tx, windowStart("day", now, shop.timezone));
}

/** Marketing emails that leave this server. */
function isLimited({ env, live }: DispatchServices, { message, profile }: DueMessage): boolean {
  if (message.channel !== "email" || profile.isSample || !countsTowardsCaps(message.content)) return false;
  return hasMailService(env, live.settings);
}
