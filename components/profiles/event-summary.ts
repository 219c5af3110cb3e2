/** The most telling of an event's properties in a few words: the product, how many, the total. Empty when none is. */
export function eventSummary(properties: Record<string, unknown>): string {
  const { name, quantity, products, total } = properties;
  const parts: string[] = [];
  if (typeof name === "string" && name !== "") {
    parts.push(typeof quantity === "number" && quantity !== 1 ? `${quantity} × ${name}` : name);
  }
  if (Array.isArray(products) && products.length > 0) {
    parts.push(products.length === 1 ? "1 product" : `${products.length} products`);
  }
  if (typeof total === "number") parts.push(`total ${total.toFixed(2)}`);
  return parts.join(", ");
}
