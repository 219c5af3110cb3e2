import { Temporal } from "temporal-polyfill";
import { type Span, spanAt } from "#workflows/zone-offset.ts";
import type { Period, PeriodBounds, Periods, Scope, WeekStart } from "./types.ts";

export const DAY_MS = 24 * 3_600_000;
const WEEK_DAYS = 7;
/** 1970-01-01 was a Thursday: so many days after the week had begun. */
const DAYS_INTO_WEEK = { 1: 3, 7: 4 } as const;
const MONTHS = 12;
/** More than anybody looks at, and what one answer may hold. */
export const PERIODS_MAX = 4_000;

/**
 * Days, weeks and months of a zone as numbers that follow on each other, for many moments at a time. A day is what the
 * calendar on the wall shows: where clocks change it is longer or shorter, and one that a zone left out has no length.
 */
export class Calendar {
  readonly #zone: string;
  readonly #intoWeek: number;
  readonly #months = new Map<number, number>();
  readonly #starts = new Map<number, number>();
  #span: Span = { from: 0, until: 0, offsetMs: 0 };

  constructor({ zone, weekStart }: { zone: string; weekStart: WeekStart }) {
    this.#zone = zone;
    this.#intoWeek = DAYS_INTO_WEEK[weekStart];
  }

  /** Days since 1970-01-01 on the wall. */
  dayOf(at: number): number {
    if (at < this.#span.from || at >= this.#span.until) this.#span = spanAt(this.#zone, at);
    return Math.floor((at + this.#span.offsetMs) / DAY_MS);
  }

  /** The number of the day, week or month that contains a moment; each is one more than the one before. */
  indexOf(period: Period, at: number): number {
    const day = this.dayOf(at);
    if (period === "day") return day;
    return period === "week" ? Math.floor((day + this.#intoWeek) / WEEK_DAYS) : this.#monthOf(day);
  }

  /** When the period of this number begins. */
  startOf(period: Period, index: number): number {
    if (period === "day") return this.#startOfDay(index);
    if (period === "week") return this.#startOfDay(index * WEEK_DAYS - this.#intoWeek);
    const [year, month] = [Math.floor(index / MONTHS), (index % MONTHS) + 1];
    return this.#startOfDay(Date.UTC(year, month - 1, 1) / DAY_MS);
  }

  #monthOf(day: number): number {
    let index = this.#months.get(day);
    if (index === undefined) {
      const date = new Date(day * DAY_MS);
      index = date.getUTCFullYear() * MONTHS + date.getUTCMonth();
      this.#months.set(day, index);
    }
    return index;
  }

  #startOfDay(day: number): number {
    let start = this.#starts.get(day);
    if (start === undefined) {
      const date = Temporal.PlainDate.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
      start = date.toZonedDateTime(this.#zone).epochMilliseconds;
      this.#starts.set(day, start);
    }
    return start;
  }
}

/** Periods that follow on each other, and where a moment falls among them. */
export class PeriodList {
  readonly calendar: Calendar;
  readonly period: Period;
  readonly first: number;
  readonly bounds: PeriodBounds[];

  /** Throws when there are none or more than `PERIODS_MAX`. */
  constructor({ period, from, to, now, ...scope }: Pick<Periods, "period" | "from" | "to"> & Scope) {
    this.calendar = new Calendar(scope);
    this.period = period;
    this.first = this.calendar.indexOf(period, from);
    const count = this.calendar.indexOf(period, to - 1) - this.first + 1;
    if (!(count >= 1 && count <= PERIODS_MAX)) throw new Error(`there cannot be ${count} periods`);
    this.bounds = Array.from({ length: count }, (_, place) => {
      const start = this.calendar.startOf(period, this.first + place);
      const end = this.calendar.startOf(period, this.first + place + 1);
      return { start, end, isFinished: end <= now };
    });
  }

  get start(): number {
    return this.bounds[0]!.start;
  }

  get end(): number {
    return this.bounds.at(-1)!.end;
  }

  /** Place of the period that contains a moment; below 0 or beyond the last for what is outside. */
  placeOf(at: number): number {
    return this.calendar.indexOf(this.period, at) - this.first;
  }

  has(place: number): boolean {
    return place >= 0 && place < this.bounds.length;
  }

  /** Place of the period that begins at this moment. Throws when none does. */
  placeOfStart(start: number): number {
    const place = this.bounds.findIndex((bounds) => bounds.start === start);
    if (place < 0) throw new Error("no such period");
    return place;
  }
}
