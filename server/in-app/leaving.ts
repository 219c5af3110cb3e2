import type { Steps, Transaction } from "#server/database/database.ts";
import { leaveChannelAndTell, setConsentAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { statesBeforeLeaving } from "#server/store/consents-before.ts";
import { findInAppOwner } from "#server/store/in-app-messages.ts";

const CHANNEL = "in-app";
/** Where a no came from that somebody said in the page itself. */
export const PAGE_SOURCE = "browser";

/** What somebody wants who was shown a message: no more of them, or that taken back. */
export interface InAppWish {
  messageId: number;
  kind: "left" | "rejoined";
  at: number;
}

/**
 * Carries out that the person of a message wants no more messages in the shop's pages, or takes that back: then each
 * topic is what it was before, and a no that they said elsewhere stays. Also when the message is not shown any more.
 */
export function* wishInApp(
  tx: Transaction,
  live: Listeners,
  { messageId, kind, at }: InAppWish,
): Steps<"noted" | "gone"> {
  const profileId = yield* findInAppOwner(messageId);
  if (profileId === null) return "gone";
  const change = { profileId, channel: CHANNEL, source: PAGE_SOURCE, at } as const;
  if (kind === "left") yield* leaveChannelAndTell(live, change);
  else
    for (const { topic, state } of yield* statesBeforeLeaving(tx, change))
      yield* setConsentAndTell(live, { ...change, topic, state });
  return "noted";
}
