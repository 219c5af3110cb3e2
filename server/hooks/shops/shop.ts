import type { Hook } from "#server/store/hooks.ts";
import type { Reason } from "#workflows/reasons.ts";
import type { HookRequest } from "../request.ts";
import { WOOCOMMERCE_HEADER } from "../woocommerce.ts";
import { isOrderedCheckout, readShopify } from "./shopify.ts";
import { readStripe } from "./stripe.ts";
import { readWooCommerce } from "./woocommerce.ts";

type ShopHook = Pick<Hook, "scheme" | "schemeOptions">;

/**
 * What a request says, as its event keeps it: the body as it came and, where it is that of a shop that names things its
 * own way, beside it the standard names by which carts and workflows read them. A name that the body has itself stays.
 */
export function propertiesOf(hook: ShopHook, request: HookRequest): Record<string, unknown> {
  const { body } = request;
  const standard = Object.entries(readStandard(hook, request));
  return { ...body, ...Object.fromEntries(standard.filter(([name]) => (body[name] ?? null) === null)) };
}

/** Why a shop's request says nothing new; null when it may. */
export function whyNothingNew({ scheme }: ShopHook, request: HookRequest): Reason | null {
  return scheme === "shopify" && isOrderedCheckout(request) ? { code: "hook.ordered-checkout" } : null;
}

function readStandard({ scheme, schemeOptions }: ShopHook, request: HookRequest): Record<string, unknown> {
  if (scheme === "shopify") return readShopify(request);
  if (scheme === "stripe") return readStripe(request);
  return scheme === "hmac" && schemeOptions?.header === WOOCOMMERCE_HEADER ? readWooCommerce(request) : {};
}
