import type {
  Churn,
  ChurnSettings,
  Clv,
  GapSettings,
  Periods,
  Repeat,
  RepeatSettings,
  Revenue,
  RfmSettings,
} from "../types.ts";
import { type BruteMoney, bruteMedian, brutePeople, brutePeriods, isWithin, wallDate } from "./brute.ts";
import type { MadeShop } from "./random-shop.ts";

const DAY_MS = 24 * 3_600_000;

function gapsOf(orders: BruteMoney[]): { at: number; gap: number }[] {
  return orders.slice(1).map(({ at }, place) => ({ at, gap: at - orders[place]!.at }));
}

export function bruteChurn(shop: MadeShop, settings: ChurnSettings): Churn {
  const people = brutePeople(shop).map(({ orders }) => orders);
  const medianGapMs = bruteMedian(people.flatMap((orders) => gapsOf(orders).map(({ gap }) => gap)));
  const { minDays, gapFactor } = settings.rule;
  const lostAfterMs = Math.max(minDays * DAY_MS, gapFactor * (medianGapMs ?? 0));
  const periods = brutePeriods(settings).map(({ date: _, ...bounds }) => {
    // Each order keeps somebody for so long; who is kept by none at a moment is lost then.
    const customers = people.filter(
      (orders) =>
        bounds.start <= settings.now &&
        orders.some(({ at }) => at < bounds.start && at + lostAfterMs >= bounds.start),
    );
    const lost = customers.filter((orders) =>
      orders.some(({ at }) => {
        const ends = at + lostAfterMs;
        const isOver = isWithin(ends, bounds) && ends <= settings.now;
        return isOver && !orders.some((other) => other.at > at && other.at <= ends);
      }),
    );
    return { ...bounds, customers: customers.length, lost: lost.length };
  });
  return { periods, lostAfterMs, medianGapMs, onlySamples: false };
}

export function bruteRepeat(shop: MadeShop, settings: RepeatSettings): Repeat {
  const people = brutePeople(shop).map(({ orders }) => orders.map(({ at }) => at));
  const list = brutePeriods(settings);
  const all = { start: list[0]!.start, end: list.at(-1)!.end };
  const withOrders = (bounds: { start: number; end: number }, least: number) =>
    people.filter((times) => times.filter((at) => isWithin(at, bounds)).length >= least).length;
  const patience = settings.secondDays * DAY_MS;
  const periods = list.map(({ date: _, ...bounds }) => {
    const first = people.filter(([at]) => at !== undefined && isWithin(at, bounds));
    return {
      ...bounds,
      buyers: withOrders(bounds, 1),
      repeaters: withOrders(bounds, 2),
      firstBuyers: first.length,
      orderedAgain: first.filter((times) => times.length > 1 && times[1]! <= times[0]! + patience).length,
      isMatured: bounds.end + patience <= settings.now,
    };
  });
  const second = { count: 0, of: 0 };
  for (const period of periods) {
    if (!period.isMatured) continue;
    second.count += period.orderedAgain;
    second.of += period.firstBuyers;
  }
  return {
    ...{ buyers: withOrders(all, 1), repeaters: withOrders(all, 2), second, periods },
    onlySamples: false,
  };
}

export function bruteGaps(shop: MadeShop, { from, to }: GapSettings) {
  const people = brutePeople(shop).map(({ orders }) =>
    gapsOf(orders)
      .filter(({ at }) => at >= from && at < to)
      .map(({ gap }) => gap),
  );
  const gaps = people.flat();
  const within = (fromDays: number, toDays: number) =>
    gaps.filter((gap) => gap >= fromDays * DAY_MS && gap < toDays * DAY_MS).length;
  const edges = [0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 365];
  return {
    gaps: gaps.length,
    people: people.filter((theirs) => theirs.length > 0).length,
    medianMs: bruteMedian(gaps),
    bins: edges.map((fromDays, place) => ({
      fromDays,
      toDays: edges[place + 1] ?? null,
      gaps: within(fromDays, edges[place + 1] ?? Number.POSITIVE_INFINITY),
    })),
  };
}

export function bruteRevenue(shop: MadeShop, settings: Periods): Revenue {
  const people = brutePeople(shop);
  let inOtherCurrencies = 0;
  const periods = brutePeriods(settings).map(({ date: _, ...bounds }) => {
    const inside = (money: BruteMoney[]) => money.filter(({ at }) => isWithin(at, bounds));
    const orders = people.flatMap((person) => inside(person.orders));
    const own = orders.filter(({ isForeign }) => !isForeign);
    inOtherCurrencies += orders.length - own.length;
    const revenue = total(own);
    return {
      ...bounds,
      orders: orders.length,
      buyers: people.filter((person) => inside(person.orders).length > 0).length,
      revenue,
      refunds: total(people.flatMap((person) => inside(person.refunds))),
      averageOrder: own.length === 0 ? null : revenue / own.length,
    };
  });
  return { periods, inOtherCurrencies, onlySamples: false };
}

export function bruteClv(shop: MadeShop, settings: Periods): Clv {
  const people = brutePeople(shop);
  const list = brutePeriods(settings);
  const within = (bounds: { start: number; end: number }) =>
    people.filter(({ orders: [first] }) => first !== undefined && isWithin(first.at, bounds));
  const worth = (some: typeof people) =>
    some.reduce((sum, { orders, refunds }) => sum + total(orders) - total(refunds), 0);
  const all = within({ start: list[0]!.start, end: list.at(-1)!.end });
  return {
    cohorts: list.map(({ date: _, ...bounds }) => {
      const customers = within(bounds);
      return { ...bounds, customers: customers.length, value: worth(customers) };
    }),
    customers: all.length,
    value: worth(all),
    inOtherCurrencies: all.flatMap(({ orders }) => orders).filter(({ isForeign }) => isForeign).length,
    onlySamples: false,
  };
}

/** Each customer with their scores. */
export function bruteRfm(shop: MadeShop, { asOf, zone }: RfmSettings) {
  const customers = brutePeople({ ...shop, now: Math.min(shop.now, asOf) })
    .filter(({ orders }) => orders.length > 0)
    .map(({ orders, refunds }) => ({
      recency: wallDate(orders.at(-1)!.at, zone).toString(),
      frequency: orders.length,
      monetary: total(orders) - total(refunds),
    }));
  const score = (name: "recency" | "frequency" | "monetary", value: string | number) => {
    const lower = customers.filter((each) => each[name] < value).length;
    return Math.floor((5 * lower) / customers.length) + 1;
  };
  return customers.map((values) => ({
    scores: {
      recency: score("recency", values.recency),
      frequency: score("frequency", values.frequency),
      monetary: score("monetary", values.monetary),
    },
    value: values.monetary,
  }));
}

function total(money: BruteMoney[]): number {
  return money.reduce((sum, { cents }) => sum + cents, 0);
}
