import { eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { readSettings } from "#server/store/settings.ts";

/** The people of the sample shop. */
export interface Samples {
  ids: ReadonlySet<number>;
  /** There is nobody else, so they count. */
  only: boolean;
}

export async function readSamples(db: Database): Promise<Samples> {
  const { profiles } = db.tables;
  const { sampleShop } = await readSettings(db);
  // Most shops have none, and looking for them reads every profile.
  if (sampleShop.state === "absent") return { ids: new Set(), only: false };
  const [own] = await db.query
    .select({ id: profiles.id })
    .from(profiles)
    .where(eq(profiles.isSample, false))
    .limit(1);
  const rows = await db.query.select({ id: profiles.id }).from(profiles).where(eq(profiles.isSample, true));
  return { ids: new Set(rows.map(({ id }) => id)), only: own === undefined && rows.length > 0 };
}
