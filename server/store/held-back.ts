import type { Steps } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import { COMPLAINED, MARKETING_ONLY, suppressionOf } from "./consents.ts";
import { hasAgreedAnew } from "./erased-withdrawals.ts";

export interface HeldBack {
  /** Why nothing at all may be sent to the address; null when that is not so. */
  suppressed: string | null;
  /** Whoever has the address left, and has not agreed anew: marketing stays back. */
  hadLeft: boolean;
}

/** How the list of addresses that must not be written to stands for one message. */
export function* heldBack(
  channel: Channel,
  addressHash: string,
  { profileId, topic }: { profileId: number; topic: string },
): Steps<HeldBack> {
  const entry = yield* suppressionOf(channel, addressHash);
  if (!entry) return { suppressed: null, hadLeft: false };
  if (!MARKETING_ONLY.includes(entry.reason)) return { suppressed: entry.reason, hadLeft: false };
  // An erased person's log begins anew; who complained may have agreed long before.
  const since = entry.reason === COMPLAINED ? entry.at : 0;
  return { suppressed: null, hadLeft: !(yield* hasAgreedAnew({ profileId, channel, topic, since })) };
}
