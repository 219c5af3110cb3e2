import { asc, inArray } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

const LINES_PER_QUERY = 500;

export interface FoundLine {
  /** As it was written. */
  line: string;
  /** Null when there is nobody by that name. */
  profileId: number | null;
}

/**
 * The profiles that lines of a list name, by customer number or email address. A customer number wins; of several with
 * an address, the oldest is meant, and one whose address only a web page has named finds nobody.
 */
export async function findListed(db: Database, { lines }: { lines: string[] }): Promise<FoundLine[]> {
  const found: FoundLine[] = [];
  for (let from = 0; from < lines.length; from += LINES_PER_QUERY)
    found.push(...(await findSome(db, lines.slice(from, from + LINES_PER_QUERY))));
  return found;
}

async function findSome({ query, tables: { profiles } }: Database, lines: string[]): Promise<FoundLine[]> {
  const numbered = await query
    .select({ id: profiles.id, externalId: profiles.externalId })
    .from(profiles)
    .where(inArray(profiles.externalId, lines));
  const addressed = await query
    .select({ id: profiles.id, email: profiles.email, claimed: profiles.emailClaimed })
    .from(profiles)
    .where(
      inArray(
        profiles.email,
        lines.map((line) => line.toLowerCase()),
      ),
    )
    .orderBy(asc(profiles.id));
  const byNumber = new Map(numbered.map(({ id, externalId }) => [externalId, id]));
  const byEmail = new Map<string | null, number>();
  for (const { id, email, claimed } of addressed) if (!claimed && !byEmail.has(email)) byEmail.set(email, id);
  return lines.map((line) => ({
    line,
    profileId: byNumber.get(line) ?? byEmail.get(line.toLowerCase()) ?? null,
  }));
}
