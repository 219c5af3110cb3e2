import { setImmediate as nextTurn } from "node:timers/promises";
import { and, eq, gt, lte, max } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { readSettings } from "#server/store/settings.ts";
import { Found, type Person, type Wanted } from "./person.ts";
import { readActivity, readEvents, readOrders } from "./read-rows.ts";
import { readSamples } from "./samples.ts";
import { readTail } from "./tail.ts";
import type { Scope } from "./types.ts";

/** Profile ids that are read at a time: so few that other reads of the same thread wait only for moments. */
const IDS_PER_PAGE = 5_000;

/** Profiles with ids above the one and up to the other. */
export interface IdRange {
  after: number;
  upTo: number;
}

/** The people of a shop, or of a segment of it. */
export interface People {
  /** They are those of the sample shop, which count only where there is nobody else. */
  onlySamples: boolean;
  pages(): AsyncGenerator<Person[]>;
}

/**
 * All people after an id in the order of their ids, a page at a time, with what is rolled up and the events since then.
 * Whoever did nothing of what is wanted may be missing.
 */
export async function findPeople(db: Database, scope: Scope, wanted: Wanted, after = 0): Promise<People> {
  const { shop } = await readSettings(db);
  const samples = await readSamples(db);
  return {
    onlySamples: samples.only,
    async *pages() {
      // Before anything else: what is rolled up meanwhile is then read twice, and counts once.
      const tail = await readTail(db, wanted);
      const last = await lastProfileId(db);
      for (let from = after; from < last; from += IDS_PER_PAGE) {
        const range: IdRange = { after: from, upTo: Math.min(from + IDS_PER_PAGE, last) };
        const members = await readMembers(db, scope, range);
        if (members?.size === 0) continue;
        const counts = (id: number) =>
          (samples.only || !samples.ids.has(id)) && (members === null || members.has(id));
        const found = new Found({ now: scope.now, counts, currency: shop.currency });
        if (wanted.createdAt)
          for (const { profileId, createdAt } of await readCreated(db, range))
            found.addCreated(profileId, createdAt);
        if (wanted.events) await readEvents(db, range, wanted.events, (...event) => found.addEvent(...event));
        if (wanted.activity) {
          await readActivity(db, range, (...person) => found.addActivity(...person));
          found.addNewest((await tail.of(range)).activity);
        }
        if (wanted.orders) {
          const told = { mark: tail.mark, shopCurrency: shop.currency };
          await readOrders(db, range, told, (...money) => found.addMoney(...money));
          for (const fact of (await tail.of(range)).facts) found.addFact(fact);
        }
        yield found.people();
        await nextTurn();
      }
    },
  };
}

/** Each of the people, one after the other. */
export async function eachPerson(people: People, visit: (person: Person) => void): Promise<void> {
  for await (const page of people.pages()) for (const person of page) visit(person);
}

async function lastProfileId({ query, tables: { profiles } }: Database): Promise<number> {
  const [row] = await query.select({ id: max(profiles.id) }).from(profiles);
  return row?.id ?? 0;
}

/** Those of a range who are in the segment now; null where everybody counts. */
async function readMembers(db: Database, { segmentId }: Scope, range: IdRange): Promise<Set<number> | null> {
  if (segmentId === undefined) return null;
  const { segmentMembers } = db.tables;
  const { profileId } = segmentMembers;
  const rows = await db.query
    .select({ profileId })
    .from(segmentMembers)
    .where(
      and(eq(segmentMembers.segmentId, segmentId), gt(profileId, range.after), lte(profileId, range.upTo)),
    );
  return new Set(rows.map((row) => row.profileId));
}

function readCreated({ query, tables: { profiles } }: Database, { after, upTo }: IdRange) {
  return query
    .select({ profileId: profiles.id, createdAt: profiles.createdAt })
    .from(profiles)
    .where(and(gt(profiles.id, after), lte(profiles.id, upTo)));
}
