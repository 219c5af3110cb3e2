const COFFEE = {
  product_id: "coffee-1kg",
  name: "Coffee beans, 1 kg",
  price: 24.5,
  quantity: 1,
  url: "https://shop.example.com/coffee-1kg",
};

/** Properties that the common events carry, to start from. Names follow the Segment e-commerce specification. */
const EXAMPLES: Record<string, Record<string, unknown>> = {
  "Signed Up": { plan: "newsletter" },
  "Product Viewed": COFFEE,
  "Product Added": { cart_id: "cart-1", ...COFFEE },
  "Product Removed": { cart_id: "cart-1", product_id: COFFEE.product_id, name: COFFEE.name },
  "Checkout Started": { cart_id: "cart-1", products: [COFFEE] },
  // Without a cart id an order closes every open cart, which is what somebody who tries it out expects.
  "Order Completed": { order_id: "1001", total: 24.5, products: [COFFEE] },
};

export function exampleProperties(eventName: string): Record<string, unknown> {
  return EXAMPLES[eventName] ?? {};
}
