import { eq } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import {
  CART_ITEMS_MAX,
  type Cart,
  cartKeyOf,
  foldCart,
  ORDER_EVENT,
  PROFILE_CART_KEY,
} from "#workflows/cart.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import { dropOldestCarts } from "./carts.ts";
import { listEventsSince } from "./merge-events.ts";

/** Gives the carts of one profile to another. What one of them ordered closes carts that the other had left. */
export function* mergeCarts(tx: Transaction, from: number, into: number): Steps<void> {
  const theirs = yield* cartsOf(tx, from);
  const own = yield* cartsOf(tx, into);
  const moved = closeOrdered(theirs, yield* ordersSince(tx, into, theirs));
  const kept = closeOrdered(own, yield* ordersSince(tx, from, own));
  const merged = new Map(kept.map((cart) => [cart.cartKey, cart]));
  for (const cart of moved) {
    const other = merged.get(cart.cartKey);
    merged.set(cart.cartKey, other ? mergeCart(cart, other) : cart);
  }

  const { carts } = tx.tables;
  yield* run(tx.query.delete(carts).where(eq(carts.profileId, from)));
  for (const cart of merged.values()) {
    if (own.includes(cart)) continue;
    const { cartKey, ...contents } = cart;
    yield* run(
      tx.query
        .insert(carts)
        .values({ profileId: into, ...cart })
        .onConflictDoUpdate({ target: [carts.profileId, carts.cartKey], set: contents }),
    );
  }
  yield* dropOldestCarts(into, null);
}

/**
 * Two carts under one key as one: the newer one counts, and what was only in the older goes into it while nothing was
 * ordered.
 */
export function mergeCart(a: Cart, b: Cart): Cart {
  const [older, newer] = a.changedAt <= b.changedAt ? [a, b] : [b, a];
  // An order ended the older one before the newer began.
  if (older.status === "ordered" && newer.openedAt >= older.changedAt) return newer;
  const openedAt = Math.min(older.openedAt, newer.openedAt);
  if (older.status === "ordered" || newer.status === "ordered") return { ...newer, openedAt };
  const added = new Set(newer.items.map(({ id }) => id));
  const items = [...older.items.filter(({ id }) => !added.has(id)), ...newer.items];
  return { ...newer, openedAt, items: items.slice(-CART_ITEMS_MAX) };
}

function closeOrdered(carts: Cart[], orders: TriggerEvent[]): Cart[] {
  return carts.map((cart) => {
    if (cart.status !== "open") return cart;
    const order = orders.find((event) => event.at > cart.changedAt && isAbout(event, cart));
    return order ? foldCart(cart, order) : cart;
  });
}

/** An order closes the cart that it names and the one without an id; one that names none closes all. */
function isAbout(order: TriggerEvent, { cartKey }: Cart): boolean {
  const named = cartKeyOf(order);
  return named === null || named === cartKey || cartKey === PROFILE_CART_KEY;
}

function* ordersSince(tx: Transaction, profileId: number, carts: Cart[]): Steps<TriggerEvent[]> {
  const open = carts.filter(({ status }) => status === "open");
  if (open.length === 0) return [];
  const since = Math.min(...open.map(({ changedAt }) => changedAt));
  return yield* listEventsSince(tx, { profileId, names: [ORDER_EVENT], since });
}

function* cartsOf(tx: Transaction, profileId: number): Steps<Cart[]> {
  const { carts } = tx.tables;
  const rows = yield* run(tx.query.select().from(carts).where(eq(carts.profileId, profileId)));
  return rows.map(({ profileId: _, ...cart }) => cart);
}
