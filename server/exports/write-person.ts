import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { type PersonPart, personParts, readPersonHead } from "./person.ts";
import { type Cursor, iso } from "./sheet.ts";

const ROWS_PER_PAGE = 200;

/**
 * Everything that is stored about one person, as one JSON object, piece by piece; null when there is no such profile.
 */
export async function openPersonFile(
  services: Pick<Services, "db" | "reads" | "keys">,
  profileId: number,
  now: number,
): Promise<AsyncGenerator<string> | null> {
  const { db, keys } = services;
  const head = await readPersonHead(db, profileId, (email) => addressHash(keys, "email", email));
  return head && write(services, profileId, { exportedAt: iso(now), ...head });
}

async function* write(
  { reads }: Pick<Services, "reads">,
  profileId: number,
  head: Record<string, unknown>,
): AsyncGenerator<string> {
  yield JSON.stringify(head, null, 2).slice(0, -2);
  for (const part of Object.keys(personParts) as PersonPart[]) {
    yield `,\n  "${part}": [`;
    let separator = "\n    ";
    let after: Cursor | null = null;
    do {
      const page: { rows: string[]; next: Cursor | null } = await reads.readPersonPage({
        ...{ part, profileId, after },
        limit: ROWS_PER_PAGE,
      });
      for (const row of page.rows) {
        yield `${separator}${row}`;
        separator = ",\n    ";
      }
      after = page.next;
    } while (after !== null);
    yield "]";
  }
  yield "\n}\n";
}
