import type { SampleEvent } from "./sample-event.ts";

const SILVER_FROM_CENTS = 15_000;
const GOLD_FROM_CENTS = 40_000;

/** What a shop's own system would know about a customer's purchases, counted from their events. */
export interface PurchaseHistory {
  orders_count: number;
  /** In dollars, shipping included, refunds taken off. */
  total_spent: number;
  tier: "starter" | "silver" | "gold";
  favorite_category: string | null;
  /** The moment of the newest order in ISO form. */
  last_order_at: string | null;
}

/** Counts the purchases in the events of one profile, which must be in the order of time. */
export function purchaseHistory(events: readonly SampleEvent[]): PurchaseHistory {
  const orders = events.filter((event) => event.name === "Order Completed");
  const refunds = events.filter((event) => event.name === "Order Refunded");
  const spentCents = totalCents(orders) - totalCents(refunds);
  const newest = orders.at(-1);
  return {
    orders_count: orders.length,
    total_spent: spentCents / 100,
    tier: spentCents >= GOLD_FROM_CENTS ? "gold" : spentCents >= SILVER_FROM_CENTS ? "silver" : "starter",
    favorite_category: favouriteCategory(events),
    last_order_at: newest ? new Date(newest.at).toISOString() : null,
  };
}

function totalCents(events: readonly SampleEvent[]): number {
  return events.reduce((sum, { properties }) => sum + Math.round(Number(properties.total) * 100), 0);
}

/** The category looked at and put in the cart most often; of equals, the one that came first. */
function favouriteCategory(events: readonly SampleEvent[]): string | null {
  const counts = new Map<string, number>();
  for (const { properties } of events) {
    const { category } = properties;
    if (typeof category === "string") counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  let favourite: string | null = null;
  for (const [category, count] of counts) {
    if (favourite === null || count > (counts.get(favourite) ?? 0)) favourite = category;
  }
  return favourite;
}
