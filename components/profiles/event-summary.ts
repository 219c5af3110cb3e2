import type { useTranslations } from "next-intl";

/** The most telling of an event's properties in a few words: the product, how many, the total. Empty when none is. */
export function eventSummary(
  properties: Record<string, unknown>,
  t: ReturnType<typeof useTranslations<"profiles">>,
): string {
  const { name, quantity, products, total } = properties;
  const parts: string[] = [];
  if (typeof name === "string" && name !== "") {
    const isOne = typeof quantity !== "number" || quantity === 1;
    parts.push(isOne ? name : t("event.quantity", { quantity, name }));
  }
  if (Array.isArray(products) && products.length > 0) {
    parts.push(t("event.products", { count: products.length }));
  }
  if (typeof total === "number") parts.push(t("event.total", { total: total.toFixed(2) }));
  return parts.length === 0 ? "" : parts.reduce((first, next) => t("event.joined", { first, next }));
}
