import { type Category, PRODUCTS, type Product } from "./products.ts";
import {
  CURRENCY,
  dollars,
  linesProperty,
  productProperties,
  type SampleEventName,
  subtotalCents,
} from "./sample-event.ts";
import { type Cart, record, type Shopper, shopperLabel } from "./shopper.ts";
import { seasonAt } from "./shopping-hours.ts";

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

const FREE_SHIPPING_CENTS = 6000;
const DOMESTIC_SHIPPING_CENTS = 590;
const ABROAD_SHIPPING_CENTS = 1490;

const FAVOURITE_CATEGORY_WEIGHT = 6;
const IN_SEASON_WEIGHT = 2;
const NEXT_VIEW_CHANCE = 0.46;
const ADD_AT_LEAST_CHANCE = 0.14;
const ADD_BY_APPETITE_CHANCE = 0.56;
const SECOND_PIECE_CHANCE = 0.14;
const REMOVE_CHANCE = 0.08;
const VIEW_CART_CHANCE = 0.45;
const CHECKOUT_AT_LEAST_CHANCE = 0.3;
const CHECKOUT_BY_APPETITE_CHANCE = 0.6;
const ORDER_CHANCE = 0.8;
const REFUND_CHANCE = 0.045;
const REFUND_AFTER_MIN_MS = 2 * DAY_MS;
const REFUND_AFTER_MAX_MS = 20 * DAY_MS;

/**
 * One visit to the shop from `startAt` on: looking, filling the cart, and perhaps buying. What happened is added to
 * the shopper's events, which may reach past the present: the caller cuts them off there. A visit that must end with
 * an abandoned cart always adds something and never orders.
 */
export function visit(shopper: Shopper, startAt: number, ending: "open" | "abandoned cart"): void {
  const { random, habits } = shopper;
  const season = seasonAt(startAt, shopper.timezone, shopper.southern);
  let at = startAt;

  function step(name: SampleEventName, minSeconds: number, maxSeconds: number, properties: object): void {
    record(shopper, { name, at, properties: { ...properties } });
    at += random.integer(minSeconds * SECOND_MS, maxSeconds * SECOND_MS);
  }

  function look(): Product {
    const product = random.pickWeighted(PRODUCTS, (each) => interest(each, habits.favouriteCategory, season));
    step("Product Viewed", 12, 110, { ...productProperties(product), currency: CURRENCY });
    return product;
  }

  function add(product: Product): void {
    const cart = openCart(shopper);
    const quantity = random.chance(SECOND_PIECE_CHANCE) ? 2 : 1;
    const line = cart.lines.find((each) => each.product === product);
    if (line) line.quantity += quantity;
    else cart.lines.push({ product, quantity });
    const properties = { cart_id: cart.cartId, ...productProperties(product), quantity, currency: CURRENCY };
    step("Product Added", 5, 90, properties);
  }

  let product = look();
  let added = ending === "abandoned cart";
  if (added) add(product);
  for (;;) {
    if (random.chance(ADD_AT_LEAST_CHANCE + ADD_BY_APPETITE_CHANCE * habits.appetite)) {
      add(product);
      added = true;
    }
    if (!random.chance(NEXT_VIEW_CHANCE)) break;
    product = look();
  }

  const { cart } = shopper;
  if (!cart || cart.lines.length === 0) return;
  if (ending === "open" && random.chance(REMOVE_CHANCE)) {
    const line = random.pick(cart.lines);
    cart.lines = cart.lines.filter((each) => each !== line);
    const properties = { cart_id: cart.cartId, ...productProperties(line.product), quantity: line.quantity };
    step("Product Removed", 4, 40, { ...properties, currency: CURRENCY });
    if (cart.lines.length === 0) return;
  }
  // Someone who came back to an older cart looks into it before going on.
  if (!added || random.chance(VIEW_CART_CHANCE)) {
    step("Cart Viewed", 8, 60, {
      cart_id: cart.cartId,
      products: linesProperty(cart.lines),
      currency: CURRENCY,
    });
  }
  if (!random.chance(CHECKOUT_AT_LEAST_CHANCE + CHECKOUT_BY_APPETITE_CHANCE * habits.appetite)) return;
  const order = orderProperties(shopper, cart);
  step("Checkout Started", 45, 300, order);
  if (ending === "abandoned cart" || !random.chance(ORDER_CHANCE)) return;
  const orderedAt = at;
  step("Order Completed", 5, 30, order);
  shopper.cart = null;
  if (random.chance(REFUND_CHANCE)) {
    const refundedAt = orderedAt + random.integer(REFUND_AFTER_MIN_MS, REFUND_AFTER_MAX_MS);
    // The shop refunds, not the shopper, so this neither continues nor delays the visits.
    shopper.events.push({ name: "Order Refunded", at: refundedAt, properties: { ...order } });
  }
}

function interest(product: Product, favourite: Category, season: "winter" | "summer"): number {
  const liking = product.category === favourite ? FAVOURITE_CATEGORY_WEIGHT : 1;
  return product.season === season ? liking * IN_SEASON_WEIGHT : liking;
}

function openCart(shopper: Shopper): Cart {
  if (shopper.cart) return shopper.cart;
  shopper.cartCount += 1;
  const cartId = `cart-${shopperLabel(shopper.number)}-${shopper.cartCount}`;
  shopper.cart = { cartId, orderId: null, lines: [] };
  return shopper.cart;
}

function orderProperties(shopper: Shopper, cart: Cart): Record<string, unknown> {
  cart.orderId ??= `HH-${shopperLabel(shopper.number)}-${String(shopper.cartCount).padStart(2, "0")}`;
  const subtotal = subtotalCents(cart.lines);
  const shipping = shippingCents(subtotal, shopper.domestic);
  return {
    order_id: cart.orderId,
    cart_id: cart.cartId,
    products: linesProperty(cart.lines),
    subtotal: dollars(subtotal),
    shipping: dollars(shipping),
    total: dollars(subtotal + shipping),
    currency: CURRENCY,
  };
}

function shippingCents(subtotal: number, domestic: boolean): number {
  if (!domestic) return ABROAD_SHIPPING_CENTS;
  return subtotal >= FREE_SHIPPING_CENTS ? 0 : DOMESTIC_SHIPPING_CENTS;
}
