import type { Database } from "#server/database/database.ts";
import { PeriodList } from "./calendar.ts";
import { timesOf, wantedFor } from "./doings.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person } from "./person.ts";
import type { ActiveDay, ActivePeople, ActivePeopleCounts, ActiveSettings } from "./types.ts";

/** Days that end with the one that is shown. */
const SPAN_DAYS = { day: 1, week: 7, month: 30 } as const;

/**
 * Different people on each day, in 7 days and in 30 days up to it. Stickiness is the mean of the daily numbers over the
 * 30 days divided by the different people in the same 30 days.
 */
export async function readActive(db: Database, settings: ActiveSettings): Promise<ActivePeopleCounts> {
  const list = new PeriodList({ ...settings, period: "day" });
  const days = list.bounds.length;
  const before = SPAN_DAYS.month - 1;
  // Daily numbers begin earlier, for the first mean.
  const daily = new SpanCounts(days + before, SPAN_DAYS.day);
  const weekly = new SpanCounts(days, SPAN_DAYS.week);
  const monthly = new SpanCounts(days, SPAN_DAYS.month);
  const people = await findPeople(db, settings, wantedFor([settings.event]));
  await eachPerson(people, (person) => {
    for (const at of timesOf(person, settings.event)) {
      const place = list.placeOf(at);
      if (place < -before || place >= days) continue;
      daily.add(person.id, place + before);
      weekly.add(person.id, place);
      monthly.add(person.id, place);
    }
  });
  const [day, week, month] = [daily.counts(), weekly.counts(), monthly.counts()];
  let sum = 0;
  for (let place = 0; place < before; place++) sum += day[place]!;
  const shown = list.bounds.map((bounds, place): ActiveDay => {
    sum += day[place + before]! - (day[place - 1] ?? 0);
    const distinct = month[place]!;
    return {
      ...bounds,
      day: day[place + before]!,
      week: week[place]!,
      month: distinct,
      stickiness: distinct === 0 ? null : sum / SPAN_DAYS.month / distinct,
    };
  });
  return { days: shown, onlySamples: people.onlySamples };
}

export function activePeople(settings: ActiveSettings, { day, span }: ActivePeople) {
  const list = new PeriodList({ ...settings, period: "day" });
  const last = list.placeOfStart(day);
  const matches = (person: Person): boolean =>
    timesOf(person, settings.event).some((at) => {
      const place = list.placeOf(at);
      return place <= last && place > last - SPAN_DAYS[span];
    });
  return { wanted: wantedFor([settings.event]), matches };
}

/** How many people were active in so many days up to each day. */
class SpanCounts {
  readonly #changes: Float64Array;
  readonly #span: number;
  #person = 0;
  /** The day from which on the last person does not count any more by what is known. */
  #held = 0;

  constructor(days: number, span: number) {
    this.#changes = new Float64Array(days + 1);
    this.#span = span;
  }

  /** A day on which somebody was active, after their earlier ones; it may lie before the first that counts. */
  add(person: number, day: number): void {
    if (person !== this.#person) {
      this.#person = person;
      this.#held = 0;
    }
    const from = Math.max(day, this.#held);
    const until = Math.min(day + this.#span, this.#changes.length - 1);
    if (until <= from) return;
    this.#changes[from]! += 1;
    this.#changes[until]! -= 1;
    this.#held = until;
  }

  counts(): number[] {
    let count = 0;
    return Array.from(this.#changes.subarray(0, -1), (change) => {
      count += change;
      return count;
    });
  }
}
