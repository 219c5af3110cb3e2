import { z } from "zod";
import type { HookRequest } from "../request.ts";
import { anId, onlyKnown, words } from "./line-items.ts";

/** Currencies whose amounts Stripe tells in whole units, or in thousandths; all others in hundredths. */
const WHOLE_UNITS = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const THOUSANDTHS = new Set("BHD JOD KWD OMR TND".split(" "));

const smallest = z.number().int().optional().catch(undefined);
const session = z.object({
  object: z.literal("checkout.session"),
  id: anId,
  currency: words,
  amount_total: smallest,
  total_details: z
    .object({ amount_shipping: smallest, amount_tax: smallest, amount_discount: smallest })
    .optional()
    .catch(undefined),
  metadata: z.object({ order_id: anId, cart_id: anId }).optional().catch(undefined),
});

/**
 * The values of a checkout session under their standard names. Stripe does not send what was bought along; a shop that
 * puts its own `order_id` and `cart_id` into the session's metadata finds them here.
 */
export function readStripe({ body }: HookRequest): Record<string, unknown> {
  const { object } = (body.data ?? {}) as { object?: unknown };
  const { data } = session.safeParse(object);
  if (!data) return {};
  const currency = data.currency?.toUpperCase();
  const inUnits = (value: number | undefined) =>
    value === undefined || currency === undefined ? undefined : value / smallestPerUnit(currency);
  const { amount_total: total, total_details: details, metadata, id } = data;
  const shipping = details?.amount_shipping ?? undefined;
  const tax = details?.amount_tax ?? undefined;
  return onlyKnown({
    order_id: metadata?.order_id ?? id,
    cart_id: metadata?.cart_id,
    checkout_id: id,
    total: inUnits(total),
    revenue: inUnits(total === undefined ? undefined : total - (shipping ?? 0) - (tax ?? 0)),
    shipping: inUnits(shipping),
    tax: inUnits(tax),
    discount: inUnits(details?.amount_discount),
    currency,
  });
}

function smallestPerUnit(currency: string): number {
  if (WHOLE_UNITS.has(currency)) return 1;
  return THOUSANDTHS.has(currency) ? 1000 : 100;
}
