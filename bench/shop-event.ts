import { randomUUID } from "node:crypto";

const PEOPLE = 5_000;

let counter = 0;

/** The next event of a shop with a few thousand people, about 265 bytes of JSON. */
export function makeEvent(): object {
  counter += 1;
  return {
    userId: `customer-${counter % PEOPLE}`,
    event: "Product Viewed",
    messageId: `${randomUUID()}`,
    timestamp: new Date().toISOString(),
    properties: {
      product_id: "candle-01",
      name: "Cedar candle",
      price: 24,
      currency: "USD",
      url: "https://shop.example/candle",
    },
  };
}
