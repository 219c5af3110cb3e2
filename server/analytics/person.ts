import { type Money, type OrderFact, toMoney } from "./order-money.ts";
import type { MoneyRow } from "./read-rows.ts";
import { SLOT_MS, slotOf, uniteSlots } from "./slots.ts";

/** What is to be known of each person. */
export interface Wanted {
  /** When they did anything at all, in quarter hours. */
  activity?: boolean;
  createdAt?: boolean;
  events?: EventsWanted;
  orders?: boolean;
}

/** When they did events of these names; without moments, ever. */
export interface EventsWanted {
  names: readonly string[];
  from?: number;
  until?: number;
}

/** A person with what was asked for, up to now, everything in ascending order of its time. */
export interface Person {
  id: number;
  createdAt: number | null;
  activity: readonly number[];
  /** By their names. */
  events: ReadonlyMap<string, readonly number[]>;
  orders: readonly Money[];
  refunds: readonly Money[];
}

interface Finding {
  now: number;
  counts: (profileId: number) => boolean;
  /** The shop's. */
  currency: string;
}

interface Draft extends Person {
  createdAt: number | null;
  activity: number[];
  events: Map<string, number[]>;
  orders: Money[];
  refunds: Money[];
}

/** The people of one page, put together from what is read of them. */
export class Found {
  readonly #finding: Finding;
  readonly #people = new Map<number, Draft>();
  /** Rows of one person mostly follow on each other. */
  #last: Draft | null = null;

  constructor(finding: Finding) {
    this.#finding = finding;
  }

  addCreated(profileId: number, createdAt: number): void {
    if (createdAt > this.#finding.now) return;
    const person = this.#personOf(profileId);
    if (person) person.createdAt = createdAt;
  }

  addEvent(profileId: number, name: string, at: number): void {
    const person = at <= this.#finding.now ? this.#personOf(profileId) : null;
    if (!person) return;
    const times = person.events.get(name);
    if (times) times.push(at);
    else person.events.set(name, [at]);
  }

  /** `times` are in ascending order. */
  addActivity(profileId: number, times: number[]): void {
    const person = this.#personOf(profileId);
    if (person) person.activity = this.#known(times);
  }

  /** What is not rolled up yet; some may be known already. */
  addNewest(newest: readonly { profileId: number; at: number }[]): void {
    for (const [profileId, rows] of Map.groupBy(newest, (row) => row.profileId)) {
      const person = this.#personOf(profileId);
      if (!person) continue;
      const added = rows.map(({ at }) => slotOf(at));
      const slots = uniteSlots(person.activity.map(slotOf), added);
      person.activity = this.#known(slots.map((slot) => slot * SLOT_MS));
    }
  }

  addMoney(profileId: number, { isRefund, at, cents, isForeign }: MoneyRow): void {
    const person = at <= this.#finding.now ? this.#personOf(profileId) : null;
    if (person)
      (isRefund ? person.refunds : person.orders).push({ at, cents: isForeign ? 0 : cents, isForeign });
  }

  addFact(fact: OrderFact): void {
    const { profileId, isRefund } = fact;
    const money = { ...toMoney(fact, this.#finding.currency), isRefund };
    this.addMoney(profileId, money);
  }

  /** In the order of their ids. */
  people(): Person[] {
    for (const { events, orders, refunds } of this.#people.values()) {
      for (const times of events.values()) putInOrder(times, itself);
      putInOrder(orders, timeOf);
      putInOrder(refunds, timeOf);
    }
    return putInOrder([...this.#people.values()], idOf);
  }

  /** Hardly ever is one of them still to come. */
  #known(times: number[]): number[] {
    const { now } = this.#finding;
    return (times.at(-1) ?? now) <= now ? times : times.filter((at) => at <= now);
  }

  #personOf(profileId: number): Draft | null {
    if (this.#last?.id === profileId) return this.#last;
    const known = this.#people.get(profileId);
    if (!known && !this.#finding.counts(profileId)) return null;
    const person = known ?? {
      ...{ id: profileId, createdAt: null, activity: [], events: new Map(), orders: [], refunds: [] },
    };
    if (!known) this.#people.set(profileId, person);
    this.#last = person;
    return person;
  }
}

/** Mostly they are already. */
function putInOrder<V>(values: V[], key: (value: V) => number): V[] {
  for (let place = 1; place < values.length; place++) {
    if (key(values[place - 1]!) > key(values[place]!)) return values.sort((a, b) => key(a) - key(b));
  }
  return values;
}

function itself(value: number): number {
  return value;
}

function timeOf({ at }: Money): number {
  return at;
}

function idOf({ id }: Person): number {
  return id;
}
