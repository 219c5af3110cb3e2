import { and, asc, eq } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";

/** The topics of a channel whose last word in the log is a withdrawal from this source, with what they were before it. */
export function* statesBeforeLeaving(
  tx: Transaction,
  { profileId, channel, source }: { profileId: number; channel: Channel; source: string },
): Steps<{ topic: string; state: ConsentState }[]> {
  const { consentLog } = tx.tables;
  const entries = yield* run(
    tx.query
      .select({ topic: consentLog.topic, state: consentLog.state, source: consentLog.source })
      .from(consentLog)
      .where(and(eq(consentLog.profileId, profileId), eq(consentLog.channel, channel)))
      .orderBy(asc(consentLog.id)),
  );
  return [...Map.groupBy(entries, ({ topic }) => topic)].flatMap(([topic, said]) => {
    const last = said.at(-1);
    if (last?.state !== "withdrawn" || last.source !== source) return [];
    return [{ topic, state: said.at(-2)?.state ?? ("unknown" as const) }];
  });
}
