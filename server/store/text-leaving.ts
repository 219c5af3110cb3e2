import { and, asc, eq, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";

/** Why nothing goes to a number any more: somebody answered STOP, … */
export const LEFT_BY_TEXT = "text.unsubscribed-by-text";
/** … or the service said that they had. */
export const LEFT_AT_SERVICE = "text.recipient-left";
/** Where a consent came from that somebody gave or took back by an answer to a text message. */
export const TEXT_SOURCE = "text";
/** Nothing can reach it. */
export const NUMBER_GONE = "text.number-gone";
/** What the person can take back by an answer. */
export const LEAVINGS: readonly string[] = [LEFT_BY_TEXT, LEFT_AT_SERVICE];

/** Takes a number that has left so off the list of those that must not be written to. */
export function* liftSuppression(
  tx: Transaction,
  { channel, addressHash }: { channel: Channel; addressHash: string },
): Steps<void> {
  const { suppressions } = tx.tables;
  yield* run(
    tx.query
      .delete(suppressions)
      .where(
        and(
          eq(suppressions.channel, channel),
          eq(suppressions.addressHash, addressHash),
          inArray(suppressions.reason, [...LEAVINGS]),
        ),
      ),
  );
}

/**
 * The topics of a channel whose last word in the log is a withdrawal from this source, and which were agreed to right
 * before it: what somebody gets back who takes their leaving back.
 */
export function* topicsLeftBy(
  tx: Transaction,
  { profileId, channel, source }: { profileId: number; channel: Channel; source: string },
): Steps<string[]> {
  const { consentLog } = tx.tables;
  const entries = yield* run(
    tx.query
      .select({ topic: consentLog.topic, state: consentLog.state, source: consentLog.source })
      .from(consentLog)
      .where(and(eq(consentLog.profileId, profileId), eq(consentLog.channel, channel)))
      .orderBy(asc(consentLog.id)),
  );
  const byTopic = Map.groupBy(entries, ({ topic }) => topic);
  return [...byTopic].flatMap(([topic, said]) => {
    const [before, last] = said.length > 1 ? said.slice(-2) : [undefined, said[0]];
    const hasLeft = last?.state === "withdrawn" && last.source === source;
    return hasLeft && before?.state === "granted" ? topic : [];
  });
}
