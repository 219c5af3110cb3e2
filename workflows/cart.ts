import * as z from "zod/mini";

/** One line of a cart. `id` is the product id, else the sku or name: what makes a second adding the same line. */
export interface CartItem {
  id: string;
  name: string;
  price: number;
  quantity: number;
  url?: string;
  imageUrl?: string;
}

export interface Cart {
  cartKey: string;
  items: CartItem[];
  status: "open" | "ordered";
  /** When it began: a cart without an id of its own begins anew after an order. */
  openedAt: number;
  changedAt: number;
}

export const CHECKOUT_STARTED = "Checkout Started";
/** A further change of a checkout, for shops that tell of each. */
export const CHECKOUT_UPDATED = "Checkout Updated";
export const CART_EVENTS = [
  "Product Added",
  "Product Removed",
  "Cart Viewed",
  CHECKOUT_STARTED,
  CHECKOUT_UPDATED,
] as const;
export const ORDER_EVENT = "Order Completed";

/** The cart of a profile whose shop sends no cart id. */
export const PROFILE_CART_KEY = "profile";

/** Anybody can send events with a write key, and every change of a cart writes all of it again. */
export const CART_ITEMS_MAX = 200;
const CART_KEY_MAX_CHARS = 200;
const ITEM_TEXT_MAX_CHARS = 300;
const ITEM_ADDRESS_MAX_CHARS = 500;

const identifier = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((id) => String(id).slice(0, ITEM_TEXT_MAX_CHARS)),
);
const text = z.pipe(
  z.string(),
  z.transform((words) => words.slice(0, ITEM_TEXT_MAX_CHARS)),
);
/** Half an address leads nowhere: one that is too long is left out. */
const address = z.string().check(z.maxLength(ITEM_ADDRESS_MAX_CHARS));
const product = z.pipe(
  z.object({
    product_id: z.catch(z.optional(identifier), undefined),
    sku: z.catch(z.optional(identifier), undefined),
    name: z.catch(z.optional(text), undefined),
    price: z.catch(z.optional(z.coerce.number()), undefined),
    quantity: z._default(z.catch(z.coerce.number().check(z.minimum(0)), 1), 1),
    url: z.catch(z.optional(address), undefined),
    image_url: z.catch(z.optional(address), undefined),
  }),
  z.transform(({ product_id, sku, image_url: imageUrl, ...item }) => {
    const id = product_id ?? sku ?? item.name;
    return id ? { ...item, id, imageUrl } : null;
  }),
);
type ProductLine = NonNullable<z.output<typeof product>>;

export interface CartEvent {
  name: string;
  at: number;
  properties: Record<string, unknown>;
}

/** Which cart an event is about; null when it names none (an order then closes every open cart of the profile). */
export function cartKeyOf(event: CartEvent): string | null {
  const id = identifier.safeParse(event.properties.cart_id);
  return id.success && id.data !== "" ? id.data.slice(0, CART_KEY_MAX_CHARS) : null;
}

export function isCartEvent(name: string): boolean {
  return name === ORDER_EVENT || (CART_EVENTS as readonly string[]).includes(name);
}

/**
 * The cart after one of its events: `Product Added` and `Product Removed` fold into it, an event with `products`
 * replaces its contents, an order closes it. An event older than the newest one changes nothing, and a cart that is a
 * checkout never opens again.
 */
export function foldCart(cart: Cart | undefined, event: CartEvent): Cart {
  const cartKey = cart?.cartKey ?? cartKeyOf(event) ?? PROFILE_CART_KEY;
  if (cart && event.at < cart.changedAt) return cart;
  // A checkout is ordered once, and a shop's last change of it may arrive behind the order.
  if (cart?.status === "ordered" && isCheckout(cart, event)) return cart;
  const open = cart?.status === "open" ? cart : undefined;
  const openedAt = open?.openedAt ?? event.at;
  if (event.name === ORDER_EVENT) {
    const items = cart?.items ?? readProducts(event) ?? [];
    return { cartKey, items, status: "ordered", openedAt: cart?.openedAt ?? event.at, changedAt: event.at };
  }
  return {
    cartKey,
    items: foldItems(open?.items ?? [], event),
    status: "open",
    openedAt,
    changedAt: event.at,
  };
}

/** Whether the shop calls the checkout as it calls the cart: the cart is that one checkout. */
function isCheckout({ cartKey }: Cart, { properties }: CartEvent): boolean {
  return cartKey !== PROFILE_CART_KEY && properties.checkout_id === cartKey;
}

/** What the items cost together. */
export function cartTotal(items: CartItem[]): number {
  return items.reduce((sum, item) => sum + item.price * item.quantity, 0);
}

function foldItems(items: CartItem[], event: CartEvent): CartItem[] {
  const listed = readProducts(event);
  if (listed) return listed;
  const item = product.safeParse(event.properties).data;
  if (!item) return items;
  if (event.name === "Product Added") {
    const known = items.find((other) => other.id === item.id);
    if (item.quantity === 0) return items;
    if (!known) return items.length < CART_ITEMS_MAX ? [...items, cartItem(item)] : items;
    const quantity = known.quantity + item.quantity;
    return items.map((other) => (other === known ? cartItem({ ...item, quantity }, known) : other));
  }
  if (event.name === "Product Removed") {
    const all = event.properties.quantity === undefined;
    return items.flatMap((other) => {
      if (other.id !== item.id) return [other];
      const left = all ? 0 : other.quantity - item.quantity;
      return left > 0 ? [{ ...other, quantity: left }] : [];
    });
  }
  return items;
}

function readProducts(event: CartEvent): CartItem[] | null {
  const products = event.properties.products;
  if (!Array.isArray(products)) return null;
  const items = products.flatMap((entry) => {
    const item = product.safeParse(entry).data;
    return item && item.quantity > 0 ? [cartItem(item)] : [];
  });
  return items.slice(0, CART_ITEMS_MAX);
}

/** A line of the cart. What the event leaves out stays as it was: a second add often names only the product. */
function cartItem({ id, name, price, quantity, url, imageUrl }: ProductLine, known?: CartItem): CartItem {
  return {
    id,
    name: name ?? known?.name ?? id,
    price: price ?? known?.price ?? 0,
    quantity,
    url: url ?? known?.url,
    imageUrl: imageUrl ?? known?.imageUrl,
  };
}
