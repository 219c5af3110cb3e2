import { ORDER_EVENT } from "#server/store/order-results.ts";
import { MONEY_EVENTS, REFUND_EVENT } from "./order-money.ts";
import type { EventsWanted, Person, Wanted } from "./person.ts";

/**
 * When somebody did something, in ascending order: an event of this name, or anything at all. Orders and refunds are
 * those that money is counted by: one that is told again counts once, and they stay when single events are removed.
 */
export function timesOf(person: Person, event: string | null): readonly number[] {
  if (event === null) return person.activity;
  if (event === ORDER_EVENT) return person.orders.map(({ at }) => at);
  if (event === REFUND_EVENT) return person.refunds.map(({ at }) => at);
  return person.events.get(event) ?? [];
}

/** What is to be known of people so that `timesOf` tells these; other events than orders only from then until then. */
export function wantedFor(
  events: readonly (string | null)[],
  span: Pick<EventsWanted, "from" | "until"> = {},
): Wanted {
  const named = [...new Set(events)].filter((event) => event !== null);
  const names = named.filter((name) => !MONEY_EVENTS.includes(name));
  return {
    activity: events.includes(null),
    orders: names.length < named.length,
    ...(names.length > 0 && { events: { names, ...span } }),
  };
}
