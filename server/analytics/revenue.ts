import type { Database } from "#server/database/database.ts";
import { PeriodList } from "./calendar.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { Revenue, RevenuePeople, RevenuePeriod, RevenueSettings } from "./types.ts";

const WANTED = { orders: true };

/** Orders, what they came to and what was given back, each in the period in which it happened. */
export async function readRevenue(db: Database, settings: RevenueSettings): Promise<Revenue> {
  const list = new PeriodList(settings);
  const sums = list.bounds.map(() => ({ orders: 0, foreign: 0, buyers: 0, revenue: 0, refunds: 0 }));
  const people = await findPeople(db, settings, WANTED);
  await eachPerson(people, ({ orders, refunds }) => {
    const bought = new Set<number>();
    for (const { at, cents, isForeign } of orders) {
      const place = list.placeOf(at);
      if (!list.has(place)) continue;
      const period = sums[place]!;
      period.orders += 1;
      period.revenue += cents;
      if (isForeign) period.foreign += 1;
      bought.add(place);
    }
    for (const place of bought) sums[place]!.buyers += 1;
    for (const { at, cents } of refunds) {
      const place = list.placeOf(at);
      if (list.has(place)) sums[place]!.refunds += cents;
    }
  });
  return {
    periods: list.bounds.map((bounds, place): RevenuePeriod => {
      const { foreign, ...period } = sums[place]!;
      const own = period.orders - foreign;
      return { ...bounds, ...period, averageOrder: own === 0 ? null : period.revenue / own };
    }),
    inOtherCurrencies: sums.reduce((sum, { foreign }) => sum + foreign, 0),
    onlySamples: people.onlySamples,
  };
}

export function revenuePeople(settings: RevenueSettings, { period, of }: RevenuePeople) {
  const list = new PeriodList(settings);
  const asked = period === null ? null : list.placeOfStart(period);
  const matches = ({ orders, refunds }: Person): boolean =>
    (of === "buyers" ? orders : refunds).some(({ at }) => {
      const place = list.placeOf(at);
      return asked === null ? list.has(place) : place === asked;
    });
  return { wanted: WANTED, matches };
}
