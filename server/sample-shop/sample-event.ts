import type { Category, Product } from "./products.ts";

/** Every price in the sample shop is in this currency. */
export const CURRENCY = "USD";

/** The standard names of the Segment e-commerce specification that the sample shop uses. */
export const sampleEventNames = [
  "Signed Up",
  "Product Viewed",
  "Product Added",
  "Product Removed",
  "Cart Viewed",
  "Checkout Started",
  "Order Completed",
  "Order Refunded",
] as const;
export type SampleEventName = (typeof sampleEventNames)[number];

/** Something a profile of the sample shop did. */
export interface SampleEvent {
  name: SampleEventName;
  /** When it happened, in epoch milliseconds. */
  at: number;
  /** Plain JSON; amounts are in dollars. */
  properties: Record<string, unknown>;
  /** Unique in the shop, and the same for the same seed and `now`. */
  messageId: string;
}

/** An event that has not been given its place in the profile's history yet. */
export type UnnumberedEvent = Omit<SampleEvent, "messageId">;

export interface CartLine {
  product: Product;
  quantity: number;
}

export interface ProductProperties {
  product_id: string;
  sku: string;
  name: string;
  category: Category;
  price: number;
}

/** The properties that say which product an event is about. */
export function productProperties({
  productId,
  sku,
  name,
  category,
  priceCents,
}: Product): ProductProperties {
  return { product_id: productId, sku, name, category, price: dollars(priceCents) };
}

/** The `products` property of a cart's or an order's contents. */
export function linesProperty(lines: readonly CartLine[]): Array<ProductProperties & { quantity: number }> {
  return lines.map(({ product, quantity }) => ({ ...productProperties(product), quantity }));
}

/** What the lines cost together, without shipping. */
export function subtotalCents(lines: readonly CartLine[]): number {
  return lines.reduce((sum, { product, quantity }) => sum + product.priceCents * quantity, 0);
}

export function dollars(cents: number): number {
  return cents / 100;
}
