import type { Database } from "#server/database/database.ts";
import { PeriodList } from "./calendar.ts";
import { timesOf, wantedFor } from "./doings.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { LifecycleChart, LifecyclePeople, LifecycleSettings, LifecycleState } from "./types.ts";

/**
 * For each period: new, whose first active period ever it is; current, active in the one before as well; resurrected,
 * active again after at least one without; dormant, active in the one before and not in it. While a period lasts, its
 * dormant people may still come.
 */
export async function readLifecycle(db: Database, settings: LifecycleSettings): Promise<LifecycleChart> {
  const list = new PeriodList(settings);
  const counts = list.bounds.map(() => ({ new: 0, current: 0, resurrected: 0, dormant: 0 }));
  const people = await findPeople(db, settings, wantedFor([settings.event]));
  await eachPerson(people, (person) => {
    eachState(person, settings, list, (place, state) => {
      counts[place]![state] += 1;
    });
  });
  const periods = list.bounds.map((bounds, place) => {
    const count = counts[place]!;
    const pulse = count.dormant === 0 ? null : (count.new + count.resurrected) / count.dormant;
    return { ...bounds, counts: count, pulse };
  });
  return { periods, onlySamples: people.onlySamples };
}

export function lifecyclePeople(settings: LifecycleSettings, cell: LifecyclePeople) {
  const list = new PeriodList(settings);
  const asked = list.placeOfStart(cell.period);
  const matches = (person: Person): boolean => {
    let isIn = false;
    eachState(person, settings, list, (place, state) => {
      if (place === asked && state === cell.state) isIn = true;
    });
    return isIn;
  };
  return { wanted: wantedFor([settings.event]), matches };
}

/** What somebody was in each of the periods that have begun; nothing where they were not around. */
function eachState(
  person: Person,
  { event, now }: LifecycleSettings,
  list: PeriodList,
  visit: (place: number, state: LifecycleState) => void,
): void {
  const add = (place: number, state: LifecycleState) => {
    if (list.has(place) && list.bounds[place]!.start <= now) visit(place, state);
  };
  let before: number | null = null;
  for (const at of timesOf(person, event)) {
    const place = list.placeOf(at);
    if (place === before) continue;
    if (before === null) add(place, "new");
    else if (before === place - 1) add(place, "current");
    else {
      add(before + 1, "dormant");
      add(place, "resurrected");
    }
    before = place;
  }
  if (before !== null) add(before + 1, "dormant");
}
