import type { Database } from "#server/database/database.ts";
import { DAY_MS, PeriodList } from "./calendar.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { Repeat, RepeatPeople, RepeatPeriod, RepeatSettings } from "./types.ts";

const WANTED = { orders: true };

/**
 * People with at least two orders ÷ people with at least one, in the same window; and of those who ordered for the first
 * time, who did so again within so many days, only over periods for which these days are over for everybody.
 */
export async function readRepeat(db: Database, settings: RepeatSettings): Promise<Repeat> {
  const list = new PeriodList(settings);
  const periods = list.bounds.map(
    (bounds): RepeatPeriod => ({
      ...bounds,
      ...{ buyers: 0, repeaters: 0, firstBuyers: 0, orderedAgain: 0 },
      isMatured: isMatured(bounds.end, settings),
    }),
  );
  let buyers = 0;
  let repeaters = 0;
  const people = await findPeople(db, settings, WANTED);
  await eachPerson(people, (person) => {
    let inAll = 0;
    for (const [place, count] of ordersByPeriod(person, list)) {
      const period = periods[place]!;
      period.buyers += 1;
      if (count >= 2) period.repeaters += 1;
      inAll += count;
    }
    if (inAll >= 1) buyers += 1;
    if (inAll >= 2) repeaters += 1;
    const first = firstPlace(person, list);
    if (first === null) return;
    const period = periods[first]!;
    period.firstBuyers += 1;
    if (orderedAgain(person, settings)) period.orderedAgain += 1;
  });
  const matured = periods.filter(({ isMatured: is }) => is);
  const second = {
    count: matured.reduce((sum, period) => sum + period.orderedAgain, 0),
    of: matured.reduce((sum, period) => sum + period.firstBuyers, 0),
  };
  return { buyers, repeaters, second, periods, onlySamples: people.onlySamples };
}

export function repeatPeople(settings: RepeatSettings, { period, of }: RepeatPeople) {
  const list = new PeriodList(settings);
  const asked = period === null ? null : list.placeOfStart(period);
  const matches = (person: Person): boolean => {
    if (of === "buyers" || of === "repeaters") {
      const counts = ordersByPeriod(person, list);
      const count = asked === null ? sum(counts.values()) : (counts.get(asked) ?? 0);
      return count >= (of === "buyers" ? 1 : 2);
    }
    const first = firstPlace(person, list);
    if (first === null || (asked !== null && first !== asked)) return false;
    if (asked === null && !isMatured(list.bounds[first]!.end, settings)) return false;
    return of === "firstBuyers" || orderedAgain(person, settings);
  };
  return { wanted: WANTED, matches };
}

function isMatured(end: number, { secondDays, now }: RepeatSettings): boolean {
  return end + secondDays * DAY_MS <= now;
}

function ordersByPeriod({ orders }: Person, list: PeriodList): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { at } of orders) {
    const place = list.placeOf(at);
    if (list.has(place)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** Place of the period in which somebody ordered for the first time ever; null when it is none of them. */
export function firstPlace({ orders: [first] }: Person, list: PeriodList): number | null {
  if (!first) return null;
  const place = list.placeOf(first.at);
  return list.has(place) ? place : null;
}

function orderedAgain({ orders: [first, second] }: Person, { secondDays }: RepeatSettings): boolean {
  return first !== undefined && second !== undefined && second.at - first.at <= secondDays * DAY_MS;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
