/** What shops really send, shortened: the fields that matter, as they spell them, and some that must do no harm. */

const SHOPIFY_LINE = {
  id: 466157049,
  product_id: 632910392,
  variant_id: 49148385,
  sku: "CC-1",
  title: "Cedar candle",
  variant_title: "Large",
  vendor: "Candles",
  quantity: 2,
  price: "24.00",
  taxable: true,
};

/** The number of a checkout has more digits than JavaScript keeps. */
export const SHOPIFY_CHECKOUT = `{
  "id": 981820079255243537, "token": "123123123", "cart_token": "eeafa272cebfd4b22385bc4b645e762c",
  "email": "ana@example.com", "currency": "EUR", "completed_at": null, "closed_at": null,
  "total_price": "52.50", "subtotal_price": "48.00", "total_tax": "0.00", "total_discounts": "0.00",
  "line_items": [${JSON.stringify({ ...SHOPIFY_LINE, line_price: "48.00", presentment_title: "Cedar candle" })}],
  "abandoned_checkout_url": "https://candles.example/checkouts/ac/123123123/recover",
  "created_at": "2026-03-10T10:00:00-05:00", "updated_at": "2026-03-10T10:00:05-05:00"
}`;

export const SHOPIFY_ORDER = {
  id: 5678901234567,
  name: "#1001",
  email: "ana@example.com",
  cart_token: "eeafa272cebfd4b22385bc4b645e762c",
  checkout_id: 901414060,
  checkout_token: "123123123",
  currency: "EUR",
  financial_status: "paid",
  total_price: "52.50",
  subtotal_price: "48.00",
  total_tax: "0.00",
  total_discounts: "0.00",
  line_items: [{ ...SHOPIFY_LINE, name: "Cedar candle - Large" }],
};

export const WOOCOMMERCE_ORDER = {
  id: 727,
  number: "727",
  status: "processing",
  currency: "EUR",
  discount_total: "0.00",
  shipping_total: "10.00",
  total: "68.35",
  total_tax: "1.35",
  customer_id: 0,
  billing: { first_name: "Ana", email: "ana@example.com" },
  line_items: [
    {
      ...{ id: 315, name: "Cedar candle", product_id: 93, variation_id: 0, quantity: 2 },
      ...{ subtotal: "48.00", total: "48.00", sku: "", price: 24 },
      image: { id: "12", src: "https://candles.example/cedar.jpg" },
    },
    // As older versions wrote it.
    {
      id: 316,
      name: "Matches",
      product_id: 22,
      quantity: 3,
      total: "9.00",
      sku: "M-1",
      image: { id: "", src: "" },
    },
  ],
};

export const STRIPE_CHECKOUT = {
  id: "evt_1",
  object: "event",
  type: "checkout.session.completed",
  data: {
    object: {
      id: "cs_test_a1",
      object: "checkout.session",
      amount_subtotal: 4800,
      amount_total: 5250,
      client_reference_id: null,
      currency: "eur",
      customer_details: { email: "ana@example.com", name: "Ana Silva" },
      metadata: {},
      mode: "payment",
      payment_intent: "pi_1",
      payment_status: "paid",
      total_details: { amount_discount: 0, amount_shipping: 450, amount_tax: 0 },
    },
  },
};
