import type { Database } from "#server/database/database.ts";
import type { Services } from "#server/services.ts";
import { listMembers } from "#server/store/segment-members.ts";
import { findSegment } from "#server/store/segments.ts";
import { csvHead, csvRows } from "./format.ts";
import { iso } from "./sheet.ts";

/** Small enough that formatting them does not hold up a thread which has other reads to do. */
const ROWS_PER_PAGE = 250;

/** The headings are those that an import knows, so that the file can be brought in elsewhere. */
const columns = {
  id: "Rekindle ID",
  externalId: "External ID",
  email: "Email",
  phone: "Phone",
  name: "Name",
  timezone: "Time zone",
  locale: "Locale",
  enteredAt: "In the segment since",
  attributes: "Attributes",
};

/** The people of a segment as a CSV file, piece by piece; null when there is no such segment. */
export async function openSegmentFile(
  { db, reads }: Pick<Services, "db" | "reads">,
  segmentId: number,
): Promise<AsyncGenerator<string> | null> {
  const found = await db.transaction(() => findSegment(segmentId));
  return found && found.archivedAt === null ? writePieces(reads, segmentId) : null;
}

/** A page of the file, in the order of the profiles' ids; `next` is where the next one begins. */
export async function readSegmentFilePage(
  db: Database,
  { segmentId, after }: { segmentId: number; after: number },
): Promise<{ text: string; next: number | null }> {
  const members = await listMembers(db, segmentId, { after, limit: ROWS_PER_PAGE });
  const rows = members.map(({ profile, enteredAt }) => ({ ...profile, enteredAt: iso(enteredAt) }));
  const last = members.at(-1);
  return {
    text: csvRows({ columns }, rows),
    next: last && members.length === ROWS_PER_PAGE ? last.profile.id : null,
  };
}

async function* writePieces(
  { readSegmentFilePage: readPage }: Services["reads"],
  segmentId: number,
): AsyncGenerator<string> {
  yield csvHead({ columns });
  let after: number | null = 0;
  while (after !== null) {
    const page: { text: string; next: number | null } = await readPage({ segmentId, after });
    if (page.text !== "") yield page.text;
    after = page.next;
  }
}
