import { and, asc, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import {
  type Cart,
  cartKeyOf,
  foldCart,
  isCartEvent,
  ORDER_EVENT,
  PROFILE_CART_KEY,
} from "#workflows/cart.ts";
import type { TriggerEvent } from "#workflows/node.ts";

/** Of each profile. Shops give one cart after another an id of its own; a stranger could open them without end. */
export const OPEN_CARTS_MAX = 20;

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

const openKeysOf = statement<{ profileId: number }>()((query, { carts }) =>
  query
    .select({
      cartKey: carts.cartKey,
      status: carts.status,
      openedAt: carts.openedAt,
      changedAt: carts.changedAt,
    })
    .from(carts)
    .where(and(eq(carts.profileId, sql.placeholder("profileId")), eq(carts.status, "open")))
    .orderBy(asc(carts.changedAt), asc(carts.cartKey)),
);
const remove = statement<{ profileId: number; cartKey: string }>()((query, { carts }) =>
  query
    .delete(carts)
    .where(
      and(eq(carts.profileId, sql.placeholder("profileId")), eq(carts.cartKey, sql.placeholder("cartKey"))),
    ),
);
const save = statement<{ [K in keyof Cart]: Cart[K] } & { profileId: number }>()((query, { carts }) =>
  query
    .insert(carts)
    .values({
      profileId: sql.placeholder("profileId"),
      cartKey: sql.placeholder("cartKey"),
      items: sql.placeholder("items"),
      status: sql.placeholder("status"),
      openedAt: sql.placeholder("openedAt"),
      changedAt: sql.placeholder("changedAt"),
    })
    .onConflictDoUpdate({
      target: [carts.profileId, carts.cartKey],
      set: {
        items: sql`excluded.items`,
        status: sql`excluded.status`,
        openedAt: sql`excluded.opened_at`,
        changedAt: sql`excluded.changed_at`,
      },
    }),
);

export function* findCart(profileId: number, cartKey: string): Steps<Cart | undefined> {
  return (yield* prepared(byKey, { profileId, cartKey }))[0];
}

/** The cart that a profile filled last and did not order; undefined when there is none with something in it. */
export function* openCartOf(profileId: number): Steps<Cart | undefined> {
  const carts = yield* prepared(openOf, { profileId });
  return carts.filter((cart) => cart.items.length > 0).sort((a, b) => b.changedAt - a.changedAt)[0];
}

/**
 * Folds an event into the carts it touches and answers with them. An order without a cart id closes every open one; an
 * order with one closes that cart and the one without an id, because many shops name the cart only when it is ordered.
 * `closed` are those that were open before an order. Where a new one is one too many, the oldest is dropped, and is
 * answered as an empty one.
 */
export function* foldIntoCarts(
  profileId: number,
  event: TriggerEvent,
): Steps<{ carts: Cart[]; closed: Cart[] }> {
  if (!isCartEvent(event.name)) return { carts: [], closed: [] };
  const before = yield* touchedCarts(profileId, event);
  const carts: Cart[] = [];
  const closed: Cart[] = [];
  for (const cart of before) {
    const folded = foldCart(cart, event);
    if (folded !== cart) yield* saveCart(profileId, folded);
    carts.push(folded);
    if (cart?.status !== "open" && folded.status === "open")
      carts.push(...(yield* dropOldestCarts(profileId, folded.cartKey)));
    if (cart?.status === "open" && folded.status === "ordered") closed.push(folded);
  }
  return { carts, closed };
}

/** Drops those open carts that changed longest ago and are too many, not `exceptKey`; answers with them, emptied. */
export function* dropOldestCarts(profileId: number, exceptKey: string | null): Steps<Cart[]> {
  const open = yield* prepared(openKeysOf, { profileId });
  const excess = Math.max(0, open.length - OPEN_CARTS_MAX);
  const dropped = open.filter(({ cartKey }) => cartKey !== exceptKey).slice(0, excess);
  for (const { cartKey } of dropped) yield* prepared(remove, { profileId, cartKey });
  return dropped.map((cart) => ({ ...cart, items: [] }));
}

function* touchedCarts(profileId: number, event: TriggerEvent): Steps<(Cart | undefined)[]> {
  const cartKey = cartKeyOf(event);
  if (cartKey === null && event.name === ORDER_EVENT) return yield* prepared(openOf, { profileId });
  const cart = yield* findCart(profileId, cartKey ?? PROFILE_CART_KEY);
  if (event.name !== ORDER_EVENT) return [cart];
  const nameless = yield* findCart(profileId, PROFILE_CART_KEY);
  return nameless?.status === "open" ? [cart, nameless] : [cart];
}

function* saveCart(profileId: number, cart: Cart): Steps<void> {
  yield* prepared(save, { profileId, ...cart });
}
