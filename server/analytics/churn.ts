import type { Database } from "#server/database/database.ts";
import { DAY_MS, PeriodList } from "./calendar.ts";
import { Numbers, quantile } from "./numbers.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { Churn, ChurnPeople, ChurnSettings, PeriodBounds } from "./types.ts";

const WANTED = { orders: true };

/**
 * Lost during a period ÷ customers at its beginning; who joined during it is left out. A shop has no cancellations, so
 * lost is who has not ordered for the longer one of so many days and so many median times between two orders of the
 * people who are looked at.
 */
export async function readChurn(db: Database, settings: ChurnSettings): Promise<Churn> {
  const list = new PeriodList(settings);
  const people = await findPeople(db, settings, WANTED);
  // The rule is known only when everybody's orders are: so they are kept, one person's after the other's.
  const orders = new Numbers();
  const ends = new Numbers();
  const gaps = new Numbers();
  await eachPerson(people, (person) => {
    if (person.orders.length === 0) return;
    for (const [place, { at }] of person.orders.entries()) {
      if (place > 0) gaps.add(at - person.orders[place - 1]!.at);
      orders.add(at);
    }
    ends.add(orders.count);
  });
  const medianGapMs = quantile(gaps.sorted(), 0.5);
  const { minDays, gapFactor } = settings.rule;
  const lostAfterMs = Math.max(minDays * DAY_MS, gapFactor * (medianGapMs ?? 0));
  const periods = list.bounds.map((bounds) => ({ ...bounds, customers: 0, lost: 0 }));
  const times = orders.values();
  let from = 0;
  for (const end of ends.values()) {
    const theirs = times.subarray(from, end);
    for (const period of periods) {
      const stand = standIn(theirs, period, lostAfterMs, settings.now);
      if (stand === null) continue;
      period.customers += 1;
      if (stand === "lost") period.lost += 1;
    }
    from = end;
  }
  return { periods, lostAfterMs, medianGapMs, onlySamples: people.onlySamples };
}

export function churnPeople(settings: ChurnSettings, { period, lost, lostAfterMs }: ChurnPeople) {
  const list = new PeriodList(settings);
  const bounds = list.bounds[list.placeOfStart(period)]!;
  const matches = ({ orders }: Person): boolean => {
    const times = orders.map(({ at }) => at);
    const stand = standIn(times, bounds, lostAfterMs, settings.now);
    return lost ? stand === "lost" : stand !== null;
  };
  return { wanted: WANTED, matches };
}

/**
 * How somebody with orders at these times, in ascending order, stands in a period; null for who was no customer when it
 * began. Lost is who let the time run out within it, though they may have come back after.
 */
function standIn(
  times: ArrayLike<number>,
  { start, end }: PeriodBounds,
  lostAfterMs: number,
  now: number,
): "lost" | "kept" | null {
  let last = -1;
  while (last + 1 < times.length && times[last + 1]! < start) last += 1;
  if (last < 0 || times[last]! + lostAfterMs < start || start > now) return null;
  for (let place = last; place < times.length; place++) {
    const runsOut = times[place]! + lostAfterMs;
    if (runsOut >= end || runsOut > now) return "kept";
    const next = times[place + 1];
    if (next === undefined || next > runsOut) return "lost";
  }
  return "kept";
}
