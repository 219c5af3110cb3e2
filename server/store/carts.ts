import { and, eq, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import {
  type Cart,
  cartKeyOf,
  foldCart,
  isCartEvent,
  ORDER_EVENT,
  PROFILE_CART_KEY,
} from "#workflows/cart.ts";
import type { TriggerEvent } from "#workflows/node.ts";

const byKey = statement<{ profileId: number; cartKey: string }>()((query, { carts }) =>
  query
    .select()
    .from(carts)
    .where(
      and(eq(carts.profileId, sql.placeholder("profileId")), eq(carts.cartKey, sql.placeholder("cartKey"))),
    ),
);
const openOf = statement<{ profileId: number }>()((query, { carts }) =>
  query
    .select()
    .from(carts)
    .where(and(eq(carts.profileId, sql.placeholder("profileId")), eq(carts.status, "open"))),
);

export function* findCart(profileId: number, cartKey: string): Steps<Cart | undefined> {
  return (yield* prepared(byKey, { profileId, cartKey }))[0];
}

/** The cart that a profile filled last and did not order; undefined when there is none with something in it. */
export function* openCartOf(profileId: number): Steps<Cart | undefined> {
  const carts = yield* prepared(openOf, { profileId });
  return carts.filter((cart) => cart.items.length > 0).sort((a, b) => b.changedAt - a.changedAt)[0];
}

/** Folds an event into the carts it touches and answers with them; an order without a cart id closes every open one. */
export function* foldIntoCarts(tx: Transaction, profileId: number, event: TriggerEvent): Steps<Cart[]> {
  if (!isCartEvent(event.name)) return [];
  const before = yield* touchedCarts(profileId, event);
  const after: Cart[] = [];
  for (const cart of before) {
    const folded = foldCart(cart, event);
    if (folded !== cart) yield* saveCart(tx, profileId, folded);
    after.push(folded);
  }
  return after;
}

function* touchedCarts(profileId: number, event: TriggerEvent): Steps<(Cart | undefined)[]> {
  const cartKey = cartKeyOf(event);
  if (cartKey === null && event.name === ORDER_EVENT) return yield* prepared(openOf, { profileId });
  return [yield* findCart(profileId, cartKey ?? PROFILE_CART_KEY)];
}

function* saveCart(tx: Transaction, profileId: number, cart: Cart): Steps<void> {
  const { carts } = tx.tables;
  yield* run(
    tx.query
      .insert(carts)
      .values({ profileId, ...cart })
      .onConflictDoUpdate({
        target: [carts.profileId, carts.cartKey],
        set: { items: cart.items, status: cart.status, openedAt: cart.openedAt, changedAt: cart.changedAt },
      }),
  );
}
