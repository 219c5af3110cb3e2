import { randomUUID } from "node:crypto";

/** As `fillPeople` makes them. */
export const SHOP_PEOPLE = 200_000;
/** How many of a hundred events are of each kind. */
const KINDS = {
  "Page Viewed": 15,
  "Product Viewed": 60,
  "Product Added": 15,
  "Checkout Started": 5,
  "Order Completed": 5,
};
const HUNDRED = Object.entries(KINDS).flatMap(([name, count]) => Array<string>(count).fill(name));
/** As common as each other: a tenth of the events has each. */
const PRICES = [12, 19, 24, 29, 35, 42, 49, 64, 89, 149];
const CATEGORIES = [
  "Candles",
  "Throws",
  "Cups",
  "Plates",
  "Lamps",
  "Rugs",
  "Vases",
  "Soaps",
  "Frames",
  "Pots",
];

/** The next event of a shop where everybody looks, puts into the cart and orders in no order, about 265 bytes of JSON. */
export function makeShopEvent(): object {
  return {
    userId: `person-${String(Math.ceil(Math.random() * SHOP_PEOPLE)).padStart(7, "0")}`,
    event: oneOf(HUNDRED),
    messageId: randomUUID(),
    timestamp: new Date().toISOString(),
    properties: {
      product_id: "candle-01",
      category: oneOf(CATEGORIES),
      price: oneOf(PRICES),
      currency: "USD",
      url: "https://shop.example/candle",
    },
  };
}

function oneOf<Entry>(entries: readonly Entry[]): Entry {
  return entries[Math.floor(Math.random() * entries.length)]!;
}
