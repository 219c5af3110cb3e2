import type { Database } from "#server/database/database.ts";
import { PeriodList } from "./calendar.ts";
import type { Money } from "./order-money.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import { firstPlace } from "./repeat.ts";
import type { Clv, ClvPeople, ClvSettings } from "./types.ts";

const WANTED = { orders: true };

/** Historic customer lifetime value: orders minus refunds up to now, by the period of the first order ever. */
export async function readClv(db: Database, settings: ClvSettings): Promise<Clv> {
  const list = new PeriodList(settings);
  const cohorts = list.bounds.map((bounds) => ({ ...bounds, customers: 0, value: 0 }));
  let inOtherCurrencies = 0;
  const people = await findPeople(db, settings, WANTED);
  await eachPerson(people, (person) => {
    const place = firstPlace(person, list);
    if (place === null) return;
    const cohort = cohorts[place]!;
    cohort.customers += 1;
    cohort.value += sumOf(person.orders) - sumOf(person.refunds);
    inOtherCurrencies += person.orders.filter(({ isForeign }) => isForeign).length;
  });
  return {
    cohorts,
    customers: cohorts.reduce((sum, { customers }) => sum + customers, 0),
    value: cohorts.reduce((sum, { value }) => sum + value, 0),
    inOtherCurrencies,
    onlySamples: people.onlySamples,
  };
}

export function clvPeople(settings: ClvSettings, { cohort }: ClvPeople) {
  const list = new PeriodList(settings);
  const asked = cohort === null ? null : list.placeOfStart(cohort);
  const matches = (person: Person): boolean => {
    const place = firstPlace(person, list);
    return place !== null && (asked === null || place === asked);
  };
  return { wanted: WANTED, matches };
}

export function sumOf(money: readonly Money[]): number {
  return money.reduce((sum, { cents }) => sum + cents, 0);
}
