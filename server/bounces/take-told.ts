import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { findMessage } from "#server/store/messages.ts";
import { type BounceServices, recordBounce } from "./record-bounce.ts";
import { readReturnId } from "./return-id.ts";
import type { ToldBounce } from "./services/told-bounce.ts";

/** Writes down what was told of our messages, and passes over the rest; answers with how much of it was new. */
export async function takeTold(
  { db, keys, clock, live }: { db: Database; keys: Keys; clock: Clock } & BounceServices,
  told: readonly ToldBounce[],
): Promise<number> {
  let recorded = 0;
  for (const { returnId, report } of told) {
    const id = readReturnId(keys, returnId);
    if (id === null) continue;
    const outcome = await db.transaction(function* (tx) {
      const message = yield* findMessage(id);
      return message
        ? yield* recordBounce(tx, { live, keys }, message, report, { at: clock.now() })
        : "ignored";
    });
    if (outcome === "recorded") recorded += 1;
  }
  return recorded;
}
