import { ORDER_EVENT, readOrder } from "#server/store/order-results.ts";

export const REFUND_EVENT = "Order Refunded";
/** The events that money is read from. */
export const MONEY_EVENTS = [ORDER_EVENT, REFUND_EVENT];

/** An order or a refund. */
export interface Money {
  at: number;
  /** In the shop's currency, and 0 in another one. */
  cents: number;
  isForeign: boolean;
}

/** What is kept of an order or a refund. */
export interface OrderFact {
  profileId: number;
  eventId: number;
  at: number;
  orderKey: string | null;
  /** In the currency that it names. */
  amountCents: number;
  /** In capitals; null: the shop's. */
  currency: string | null;
  isRefund: boolean;
}

export type KnownFact = Omit<OrderFact, "at">;

export interface MoneyEvent {
  id: number;
  profileId: number;
  name: string;
  at: number;
  properties: Record<string, unknown>;
}

/**
 * What is new in events, which come in the order of their ids, beside what is known of the same people. An order that is
 * told again counts once, as it was told first. A refund that names no amount gives back the whole of its order.
 */
export function newFacts(events: readonly MoneyEvent[], known: readonly KnownFact[]): OrderFact[] {
  const read = new Set(known.map(({ eventId }) => eventId));
  const orders = new Map<string, Pick<OrderFact, "amountCents" | "currency">>();
  for (const fact of known) if (!fact.isRefund) orders.set(keyOf(fact), fact);
  const facts: OrderFact[] = [];
  for (const event of events) {
    const fact = readFact(event);
    if (read.has(fact.eventId)) continue;
    const order = fact.orderKey === null ? undefined : orders.get(keyOf(fact));
    if (fact.isRefund) {
      facts.push(order && !namesAmount(event) ? { ...fact, ...whole(order) } : fact);
    } else if (!order) {
      if (fact.orderKey !== null) orders.set(keyOf(fact), fact);
      facts.push(fact);
    }
  }
  return facts;
}

/** A fact as it counts in a shop's currency. */
export function toMoney(
  { at, amountCents, currency }: Pick<OrderFact, "at" | "amountCents" | "currency">,
  shop: string,
): Money {
  const isForeign = currency !== null && currency !== shop;
  return { at, cents: isForeign ? 0 : amountCents, isForeign };
}

function readFact({ id, profileId, name, at, properties }: MoneyEvent): OrderFact {
  const { currency: named } = properties;
  const currency = typeof named === "string" && named !== "" ? named.toUpperCase() : null;
  const order = readOrder(properties, currency ?? "");
  return {
    ...{ profileId, eventId: id, at, currency },
    orderKey: order.id,
    amountCents: Math.abs(Math.round(order.amount * 100)),
    isRefund: name === REFUND_EVENT,
  };
}

function namesAmount({ properties: { revenue, total } }: MoneyEvent): boolean {
  return (revenue ?? total ?? "") !== "";
}

function whole({ amountCents, currency }: Pick<OrderFact, "amountCents" | "currency">) {
  return { amountCents, currency };
}

function keyOf({ profileId, orderKey }: Pick<OrderFact, "profileId" | "orderKey">): string {
  return `${profileId} ${orderKey}`;
}
