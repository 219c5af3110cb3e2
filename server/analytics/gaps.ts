import type { Database } from "#server/database/database.ts";
import { DAY_MS } from "./calendar.ts";
import { Numbers, quantile } from "./numbers.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { GapPeople, GapSettings, Gaps } from "./types.ts";

/** Where the bins of the distribution begin, in days. */
const BINS_FROM_DAYS = [0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 365];
const WANTED = { orders: true };

/** The time between an order of the window and the one before of the same person, whenever that was. */
export async function readGaps(db: Database, settings: GapSettings): Promise<Gaps> {
  const all = new Numbers();
  const bins = BINS_FROM_DAYS.map(() => 0);
  let count = 0;
  const people = await findPeople(db, settings, WANTED);
  await eachPerson(people, (person) => {
    const gaps = gapsOf(person, settings);
    if (gaps.length > 0) count += 1;
    for (const gap of gaps) {
      all.add(gap);
      bins[binOf(gap)]! += 1;
    }
  });
  const sorted = all.sorted();
  return {
    gaps: all.count,
    people: count,
    medianMs: quantile(sorted, 0.5),
    lowerMs: quantile(sorted, 0.25),
    upperMs: quantile(sorted, 0.75),
    bins: bins.map((gaps, bin) => ({
      fromDays: BINS_FROM_DAYS[bin]!,
      toDays: BINS_FROM_DAYS[bin + 1] ?? null,
      gaps,
    })),
    onlySamples: people.onlySamples,
  };
}

export function gapPeople(settings: GapSettings, { bin }: GapPeople) {
  const matches = (person: Person): boolean =>
    gapsOf(person, settings).some((gap) => bin === null || binOf(gap) === bin);
  return { wanted: WANTED, matches };
}

function gapsOf({ orders }: Person, { from, to }: GapSettings): number[] {
  return orders.flatMap(({ at }, place) => {
    const before = orders[place - 1];
    return before && at >= from && at < to ? [at - before.at] : [];
  });
}

function binOf(gap: number): number {
  const days = gap / DAY_MS;
  return BINS_FROM_DAYS.findLastIndex((from) => from <= days);
}
