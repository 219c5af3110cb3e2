import { Temporal } from "temporal-polyfill";
import type { Period, Periods, WeekStart } from "../types.ts";
import type { MadeEvent, MadeShop } from "./random-shop.ts";

/**
 * The same definitions once more, the plain way: with the calendar's own dates and lists of everything. Nothing here is
 * shared with what it checks.
 */
export interface BrutePerson {
  id: number;
  createdAt: number;
  events: MadeEvent[];
  orders: BruteMoney[];
  refunds: BruteMoney[];
}

export interface BruteMoney {
  at: number;
  cents: number;
  isForeign: boolean;
}

/** Those who count, with what is known of them by now. */
export function brutePeople({ people, events, now, onlyMembers }: MadeShop): BrutePerson[] {
  return people.flatMap(({ createdAt, isMember }, place) => {
    if (onlyMembers && !isMember) return [];
    const theirs = events.filter(({ person }) => person === place);
    return [
      { id: place + 1, createdAt, events: theirs.filter(({ at }) => at <= now), ...money(theirs, now) },
    ];
  });
}

function money(events: MadeEvent[], now: number): Pick<BrutePerson, "orders" | "refunds"> {
  const told = events.filter(({ depth }) => depth === 0);
  const orders: (BruteMoney & { id: unknown; own: number; currency: string })[] = [];
  const refunds: BruteMoney[] = [];
  for (const { name, at, properties } of told) {
    const { order_id: id, revenue, total, currency } = properties;
    const amounts = [revenue, total].filter((value) => value !== undefined && value !== "x").map(Number);
    const named = typeof currency === "string" ? currency.toUpperCase() || "USD" : "USD";
    const own = Math.round((amounts[0] ?? 0) * 100);
    if (name === "Order Completed") {
      if (id !== undefined && orders.some((order) => order.id === id)) continue;
      orders.push({ id, at, own, currency: named, ...inDollars(own, named) });
    } else if (name === "Order Refunded") {
      const order = id === undefined ? undefined : orders.find((each) => each.id === id);
      const says = revenue !== undefined || total !== undefined;
      refunds.push({
        at,
        ...(order && !says ? inDollars(order.own, order.currency) : inDollars(own, named)),
      });
    }
  }
  const known = <M extends BruteMoney>(all: M[]): BruteMoney[] =>
    all
      .filter(({ at }) => at <= now)
      .sort((a, b) => a.at - b.at)
      .map(({ at, cents, isForeign }) => ({ at, cents, isForeign }));
  return { orders: known(orders), refunds: known(refunds) };
}

function inDollars(cents: number, currency: string) {
  return { cents: currency === "USD" ? cents : 0, isForeign: currency !== "USD" };
}

/** When somebody did something: an order or a refund, another event of this name, or anything that they did themselves. */
export function bruteTimes({ events, orders, refunds }: BrutePerson, name: string | null): number[] {
  if (name === "Order Completed") return orders.map(({ at }) => at);
  if (name === "Order Refunded") return refunds.map(({ at }) => at);
  const wanted = events.filter((event) => (name === null ? event.depth === 0 : event.name === name));
  return wanted.map(({ at }) => at).sort((a, b) => a - b);
}

interface Wall {
  zone: string;
  weekStart: WeekStart;
  period: Period;
}

export function wallDate(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** The first day of the period that contains a moment. */
export function firstDay(at: number, { zone, weekStart, period }: Wall): Temporal.PlainDate {
  const date = wallDate(at, zone);
  if (period === "day") return date;
  if (period === "month") return date.with({ day: 1 });
  const since = weekStart === 1 ? date.dayOfWeek - 1 : date.dayOfWeek % 7;
  return date.subtract({ days: since });
}

export function later(date: Temporal.PlainDate, periods: number, period: Period): Temporal.PlainDate {
  return date.add({ [`${period}s`]: periods });
}

export function momentOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** How many periods the one begins after the other; null when it is before. */
export function periodsBetween(a: Temporal.PlainDate, b: Temporal.PlainDate, period: Period): number | null {
  let count = 0;
  for (let date = a; Temporal.PlainDate.compare(date, b) <= 0; date = later(a, count, period)) {
    if (date.equals(b)) return count;
    count += 1;
  }
  return null;
}

export interface BrutePeriod {
  date: Temporal.PlainDate;
  start: number;
  end: number;
  isFinished: boolean;
}

export function brutePeriods(settings: Periods): BrutePeriod[] {
  const { from, to, zone, period, now } = settings;
  const list: BrutePeriod[] = [];
  for (let date = firstDay(from, settings); momentOf(date, zone) < to; date = later(date, 1, period)) {
    const end = momentOf(later(date, 1, period), zone);
    list.push({ date, start: momentOf(date, zone), end, isFinished: end <= now });
  }
  return list;
}

export function isWithin(at: number, { start, end }: { start: number; end: number }): boolean {
  return at >= start && at < end;
}

/** The middle one, or the mean of the two in the middle. */
export function bruteMedian(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return (sorted[low]! + sorted[high]!) / 2;
}
