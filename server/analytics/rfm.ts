import type { Database } from "#server/database/database.ts";
import { Calendar } from "./calendar.ts";
import { sumOf } from "./clv.ts";
import { countBelow, Numbers } from "./numbers.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { Rfm, RfmCell, RfmCuts, RfmPeople, RfmSettings, Score } from "./types.ts";

const SCORES = 5;
const WANTED = { orders: true };

/**
 * Recency is the day of the last order, frequency the number of orders and monetary what was spent minus refunds, all up
 * to a fixed moment. Customers are put in order by each and cut into fifths; the same value always has the same score,
 * that of the lowest place it stands at.
 */
export async function readRfm(db: Database, settings: RfmSettings): Promise<Rfm> {
  const calendar = new Calendar(settings);
  const recency = new Numbers();
  const frequency = new Numbers();
  const monetary = new Numbers();
  const people = await findPeople(db, upToDate(settings), WANTED);
  await eachPerson(people, (person) => {
    if (person.orders.length === 0) return;
    const values = valuesOf(person, calendar);
    recency.add(values.recency);
    frequency.add(values.frequency);
    monetary.add(values.monetary);
  });
  const cuts = {
    recency: cutsOf(recency),
    frequency: cutsOf(frequency),
    monetary: cutsOf(monetary),
  };
  const cells = new Map<number, RfmCell>();
  const [days, counts, sums] = [recency.values(), frequency.values(), monetary.values()];
  for (let place = 0; place < days.length; place++) {
    const values = { recency: days[place]!, frequency: counts[place]!, monetary: sums[place]! };
    const scores = scoresOf(values, cuts);
    const key = (scores.recency * SCORES + scores.frequency) * SCORES + scores.monetary;
    const cell = cells.get(key) ?? { ...scores, people: 0, value: 0 };
    cell.people += 1;
    cell.value += values.monetary;
    cells.set(key, cell);
  }
  const sorted = [...cells.entries()].sort(([a], [b]) => b - a).map(([, cell]) => cell);
  return { customers: recency.count, cuts, cells: sorted, onlySamples: people.onlySamples };
}

export function rfmPeople(settings: RfmSettings, asked: RfmPeople) {
  const calendar = new Calendar(settings);
  const matches = (person: Person): boolean => {
    const { orders } = person;
    if (orders.length === 0) return false;
    const scores = scoresOf(valuesOf(person, calendar), asked.cuts);
    return (["recency", "frequency", "monetary"] as const).every(
      (name) => asked[name] === null || asked[name] === scores[name],
    );
  };
  return { wanted: WANTED, matches };
}

/** Nothing after the day that is looked from is known. */
export function upToDate(settings: RfmSettings): RfmSettings {
  return { ...settings, now: Math.min(settings.now, settings.asOf) };
}

type Values = Record<keyof RfmCuts, number>;

function valuesOf({ orders, refunds }: Person, calendar: Calendar): Values {
  return {
    recency: calendar.dayOf(orders.at(-1)!.at),
    frequency: orders.length,
    monetary: sumOf(orders) - sumOf(refunds),
  };
}

/** The highest value of each fifth but the last, if that many have lower ones or this one. */
function cutsOf(numbers: Numbers): number[] {
  if (numbers.count === 0) return [];
  const sorted = Float64Array.from(numbers.values()).sort();
  return Array.from(
    { length: SCORES - 1 },
    (_, cut) => sorted[Math.ceil(((cut + 1) * sorted.length) / SCORES) - 1]!,
  );
}

function scoresOf(values: Values, cuts: RfmCuts): Record<keyof RfmCuts, Score> {
  return {
    recency: scoreOf(values.recency, cuts.recency),
    frequency: scoreOf(values.frequency, cuts.frequency),
    monetary: scoreOf(values.monetary, cuts.monetary),
  };
}

function scoreOf(value: number, cuts: readonly number[]): Score {
  return (1 + countBelow(cuts, value)) as Score;
}
