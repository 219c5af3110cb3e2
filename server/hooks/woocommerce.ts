import type { Hook } from "#server/store/hooks.ts";

/** Where WooCommerce puts its signature, and by which its hooks are known. */
export const WOOCOMMERCE_HEADER = "x-wc-webhook-signature";
const PING = /^webhook_id=\d+$/;

/** What WooCommerce sends, unsigned, when a webhook is saved there: it says nothing, and wants to hear 200. */
export function isWooCommercePing(
  { scheme, schemeOptions }: Pick<Hook, "scheme" | "schemeOptions">,
  text: string | null,
): boolean {
  return scheme === "hmac" && schemeOptions?.header === WOOCOMMERCE_HEADER && PING.test(text ?? "");
}
