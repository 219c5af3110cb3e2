import type { Steps, Transaction } from "#server/database/database.ts";
import type { TextChannel } from "#server/delivery/texting/config.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { leaveChannelAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { suppress } from "#server/store/consents.ts";
import { type LEFT_AT_SERVICE, type LEFT_BY_TEXT, TEXT_SOURCE } from "#server/store/text-leaving.ts";

interface Leaving {
  channel: TextChannel;
  /** In E.164. */
  number: string;
  reason: typeof LEFT_BY_TEXT | typeof LEFT_AT_SERVICE;
  /** Everybody with this number. */
  owners: Iterable<number>;
  at: number;
}

/**
 * Carries out a STOP, whoever tells of it: nothing at all goes to this number through the channel any more, as the phone
 * networks ask, not even what is transactional; and everybody with the number has withdrawn.
 */
export function* leaveNumber(
  tx: Transaction,
  { live, keys }: { live: Listeners; keys: Keys },
  { channel, number, reason, owners, at }: Leaving,
): Steps<void> {
  yield* suppress(tx, { channel, addressHash: addressHash(keys, channel, number), reason, at });
  for (const profileId of owners)
    yield* leaveChannelAndTell(live, { profileId, channel, source: TEXT_SOURCE, at });
}
