import type { Category } from "./products.ts";
import type { Random } from "./random.ts";
import type { CartLine, UnnumberedEvent } from "./sample-event.ts";

/** A cart that is still open: neither ordered nor forgotten. */
export interface Cart {
  cartId: string;
  /** Given when its first checkout starts. */
  orderId: string | null;
  lines: CartLine[];
}

/** A customer while their year is being made up: who they are, how they shop, and what they did so far. */
export interface Shopper {
  /** Counts from 1; part of every id the shopper leaves behind. */
  number: number;
  timezone: string;
  southern: boolean;
  /** Lives in the shop's own country, so parcels are cheaper. */
  domestic: boolean;
  habits: Habits;
  cart: Cart | null;
  cartCount: number;
  events: UnnumberedEvent[];
  /** When the newest event happened. */
  lastAt: number;
  random: Random;
}

/** How one person shops; drawn once and kept for the year. */
export interface Habits {
  favouriteCategory: Category;
  /** Days between two visits on average, while the person is a customer. */
  visitEveryDays: number;
  /** Chance, after each visit, that it was the last. */
  dropOut: number;
  /** From 0 to 1: how readily looking becomes buying. */
  appetite: number;
}

/** The shopper's id in ids: four digits, more when there are more people. */
export function shopperLabel(number: number): string {
  return String(number).padStart(4, "0");
}

/** Adds something the shopper did to their history. */
export function record(shopper: Shopper, event: UnnumberedEvent): void {
  shopper.events.push(event);
  shopper.lastAt = Math.max(shopper.lastAt, event.at);
}
