import * as z from "zod/mini";
import { CART_EVENTS, type Cart, cartTotal, ORDER_EVENT, PROFILE_CART_KEY } from "../cart.ts";
import { addDuration, duration, wordDuration } from "../duration.ts";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

export const cartAbandoned = defineTrigger({
  type: "cart-abandoned",
  label: "Abandons a cart",
  icon: "shopping-cart",
  summary: "Starts when a cart with something in it has not changed for a while and was not ordered.",
  guide:
    "Every change of the cart starts the waiting time anew. Starts once per cart, and at most once a week for the same person. An order ends the run at any step, so nobody is reminded of what they bought. Your shop sends “Product Added”, “Product Removed” and “Order Completed”, best with a cart_id.",
  config: z.object({
    idle: duration.check(
      z.meta({ label: "Cart unchanged for", help: "One hour is usual.", control: "duration" }),
    ),
  }),
  sample: { idle: { amount: 1, unit: "hours" } },
  describe: ({ idle }) => phrase("When a cart was left for {time}", { time: wordDuration(idle) }),
  brings: "cart",
  listens: () => [...CART_EVENTS, ORDER_EVENT],
  exitEvents: () => [ORDER_EVENT],
  exitsSince: ({ cartChangedAt }) => (typeof cartChangedAt === "number" ? cartChangedAt : null),
  on: (config, _event, { carts, zone }) =>
    carts.map((cart) =>
      cart.status === "open" && cart.items.length > 0
        ? {
            kind: "arm",
            timerKey: cart.cartKey,
            dueAt: addDuration(cart.changedAt, config.idle, zone),
            setAt: cart.changedAt,
            data: {},
          }
        : { kind: "disarm", timerKey: cart.cartKey },
    ),
  due: (_config, timer, { now, cart, lastStartedAt }) => {
    if (cart?.status === "ordered") return { kind: "refuse", reason: { code: "trigger.cart-ordered" } };
    if (!cart || cart.items.length === 0) return { kind: "refuse", reason: { code: "trigger.cart-empty" } };
    if (lastStartedAt !== null && now - lastStartedAt < WEEK_MS)
      return { kind: "refuse", reason: { code: "trigger.cart-weekly-cap" } };
    return {
      kind: "start",
      entryKey: entryKey(cart),
      data: { cart: cartData(cart), cartKey: timer.timerKey, cartChangedAt: cart.changedAt },
    };
  },
  reschedule: (config, setAt, zone) => addDuration(setAt, config.idle, zone),
  sampleEvent: () => ({
    name: "Product Added",
    properties: {
      cart_id: "sample-cart",
      product_id: "candle-01",
      name: "Cedar candle",
      price: 24,
      quantity: 1,
    },
  }),
});

/** What templates see as `cart`. */
export function cartData(cart: Cart): Record<string, unknown> {
  return { id: cart.cartKey, items: cart.items, total: cartTotal(cart.items), count: cart.items.length };
}

/** A shop without cart ids uses one cart again and again; each time it begins it is another cart. */
function entryKey(cart: Cart): string {
  return cart.cartKey === PROFILE_CART_KEY ? `cart-since-${cart.openedAt}` : `cart-${cart.cartKey}`;
}
