import { desc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

const ENTRIES_MAX = 200;

/** What a profile has said and where that came from, newest first. */
export function readConsentLog({ query, tables: { consentLog } }: Database, profileId: number) {
  const { id, channel, topic, state, source, at } = consentLog;
  return query
    .select({ id, channel, topic, state, source, at })
    .from(consentLog)
    .where(eq(consentLog.profileId, profileId))
    .orderBy(desc(at), desc(id))
    .limit(ENTRIES_MAX);
}
