import { and, desc, eq } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { COMPLAINED, ERASED_TEXT_WITHDRAWAL, ERASED_WITHDRAWAL } from "./consents.ts";
import { LEAVINGS } from "./text-leaving.ts";

/** Of the notes about one person, the newest among which the one that is looked for must be. */
const NOTES_MAX = 20;
/** Files of other programs do not tell bounces from complaints. */
const IMPORTED = "import.suppressed";
const REFUSALS: readonly string[] = [
  COMPLAINED,
  ERASED_WITHDRAWAL,
  ERASED_TEXT_WITHDRAWAL,
  IMPORTED,
  ...LEAVINGS,
];

/** Whether an address stands on the list because the person wanted it, and not because nothing arrives there. */
export function isRefusal(reason: string): boolean {
  return REFUSALS.includes(reason);
}

/** Takes an address off the list of those that must not be written to. */
export function* endSuppression(
  tx: Transaction,
  { channel, addressHash }: { channel: Channel; addressHash: string },
): Steps<void> {
  const { suppressions } = tx.tables;
  yield* run(
    tx.query
      .delete(suppressions)
      .where(and(eq(suppressions.channel, channel), eq(suppressions.addressHash, addressHash))),
  );
}

/** What was noted when an address of a person was last taken off the list; undefined for never. */
export function* lastLifted(
  tx: Transaction,
  profileId: number,
  channel: Channel,
): Steps<ReasonValues | undefined> {
  const { history } = tx.tables;
  const notes = yield* run(
    tx.query
      .select({ values: history.values })
      .from(history)
      .where(and(eq(history.profileId, profileId), eq(history.code, "suppression.lifted")))
      .orderBy(desc(history.at), desc(history.id))
      .limit(NOTES_MAX),
  );
  return notes.find(({ values }) => values.channel === channel)?.values;
}
