import type { Profile } from "#components/shell/outputs.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";
import { formatMoney } from "./money.ts";

const CENTS = 100;

/** What somebody spent, in each currency; `shop` is the shop's own. */
export function wordSums(
  sums: NonNullable<Profile["orders"]>["sums"],
  shop: string | null,
  locale: InterfaceLanguage,
): string {
  return sums.map(({ currency, cents }) => formatMoney(cents / CENTS, currency ?? shop, locale)).join(" + ");
}
