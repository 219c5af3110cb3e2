import { z } from "zod";
import type { HookRequest } from "../request.ts";
import { amount, anId, onlyKnown, type ProductProperties, readLines, words } from "./line-items.ts";

const CENTS = 100;

const line = z
  .object({
    product_id: anId,
    sku: words,
    name: words,
    price: amount,
    total: amount,
    quantity: amount,
    image: z.object({ src: words }).optional().catch(undefined),
  })
  .transform(
    ({ image, total, price, ...known }): ProductProperties =>
      onlyKnown({ ...known, price: price ?? each(total, known.quantity), image_url: image?.src }),
  );

const order = z.object({
  id: anId,
  line_items: readLines(line),
  total: amount,
  total_tax: amount,
  shipping_total: amount,
  discount_total: amount,
  currency: words,
});

/** The values of an order under their standard names. It names no cart, so it closes every open one of the person. */
export function readWooCommerce({ headers, body }: HookRequest): Record<string, unknown> {
  const isOrder = headers["x-wc-webhook-topic"]?.startsWith("order.");
  const { data } = order.safeParse(isOrder ? body : null);
  if (!data) return {};
  const { id, line_items: products, total, total_tax: tax, shipping_total: shipping, ...values } = data;
  const { discount_total: discount, currency } = values;
  const revenue = total === undefined ? undefined : cents(total - (tax ?? 0) - (shipping ?? 0));
  return onlyKnown({ order_id: id, products, total, revenue, tax, shipping, discount, currency });
}

/** Versions of WooCommerce that tell no price of one tell that of the line. */
function each(total: number | undefined, quantity: number | undefined): number | undefined {
  return total === undefined || !quantity ? undefined : cents(total / quantity);
}

function cents(value: number): number {
  return Math.round(value * CENTS) / CENTS;
}
