import { z } from "zod";
import type { HookRequest } from "../request.ts";
import { amount, anId, onlyKnown, type ProductProperties, readLines, words } from "./line-items.ts";

const TOPIC_HEADER = "x-shopify-topic";

const line = z
  .object({
    product_id: anId,
    sku: words,
    title: words,
    variant_title: words,
    price: amount,
    quantity: amount,
    image_url: words,
  })
  .transform(
    ({ title, variant_title, image_url, ...known }): ProductProperties =>
      onlyKnown({
        ...known,
        name: title,
        variant: variant_title,
        image_url: image_url?.replace(/^\/\//, "https://"),
      }),
  );

const bought = z.object({
  line_items: readLines(line),
  total_price: amount,
  subtotal_price: amount,
  total_tax: amount,
  total_discounts: amount,
  currency: words,
});
const order = bought.extend({ id: anId, checkout_token: words });
const checkout = bought.extend({ token: words });

/**
 * The values of an order or a checkout under their standard names. A checkout is known by its token, because its
 * number has more digits than JavaScript keeps; the order that it becomes names the same token.
 */
export function readShopify({ headers, body }: HookRequest): Record<string, unknown> {
  const topic = headers[TOPIC_HEADER] ?? "";
  if (topic.startsWith("orders/")) {
    const { data } = order.safeParse(body);
    if (!data) return {};
    const { id, checkout_token: token } = data;
    return onlyKnown({ ...readBought(data), order_id: id, checkout_id: token, cart_id: token });
  }
  if (isCheckout(topic)) {
    const { data } = checkout.safeParse(body);
    return data ? onlyKnown({ ...readBought(data), checkout_id: data.token, cart_id: data.token }) : {};
  }
  return {};
}

/** Whether it is the last word about a checkout that was ordered: the order itself says so too. */
export function isOrderedCheckout({ headers, body }: HookRequest): boolean {
  return isCheckout(headers[TOPIC_HEADER] ?? "") && Boolean(body.completed_at);
}

function isCheckout(topic: string): boolean {
  return topic.startsWith("checkouts/");
}

function readBought(values: z.output<typeof bought>) {
  return {
    products: values.line_items,
    total: values.total_price,
    revenue: values.subtotal_price,
    tax: values.total_tax,
    discount: values.total_discounts,
    currency: values.currency,
  };
}
