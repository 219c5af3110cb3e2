import { createHmac } from "node:crypto";
import Stripe from "stripe";
import type { HookRig } from "./hook-rig.ts";

type Post = HookRig["post"];

const EMAIL = "ana@example.com";
const base64Hmac = (secret: string, body: string) =>
  createHmac("sha256", secret).update(body).digest("base64");

/** A Shopify shop that sends to an address, with the fields of its payloads that matter and some that must not. */
export function sendShopify(post: Post, address: string, secret: string) {
  let sent = 0;
  const send = (topic: string, payload: object) => {
    const body = JSON.stringify(payload);
    sent += 1;
    return post(address, body, {
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": base64Hmac(secret, body),
      "x-shopify-shop-domain": "candles.myshopify.com",
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": `b54557e4-${topic}-${sent}`,
    });
  };
  const customer = { id: 207119551, email: EMAIL, first_name: "Ana", last_name: "Silva", orders_count: 1 };
  const items = [{ id: 466157049, title: "Cedar candle", quantity: 2, price: "24.00", sku: "CC-1" }];
  return {
    order: () =>
      send("orders/create", {
        ...{ id: 450789469, email: EMAIL, contact_email: EMAIL, currency: "EUR", total_price: "48.00" },
        ...{ financial_status: "paid", name: "#1001", cart_token: "68778783ad298f1c", customer },
        billing_address: { first_name: "Ana", country_code: "PT" },
        line_items: items,
      }),
    checkout: (email: string | null) =>
      send("checkouts/update", {
        ...{ id: 981820079, token: "123123123", cart_token: "68778783ad298f1c", email, currency: "EUR" },
        abandoned_checkout_url: "https://candles.example/checkouts/ac/123123123/recover",
        line_items: items,
        updated_at: `2026-03-10T10:00:0${sent}-05:00`,
      }),
    customer: () => send("customers/create", { ...customer, state: "enabled", verified_email: true }),
    cart: () =>
      send("carts/update", { id: "68778783ad298f1c", token: "68778783ad298f1c", line_items: items }),
    refund: () =>
      send("refunds/create", {
        ...{ id: 890088186, order_id: 450789469, note: "broken", restock: true },
        refund_line_items: [{ id: 487817672, quantity: 1, subtotal: 24, line_item: items[0] }],
        transactions: [{ id: 179259969, amount: "24.00", kind: "refund", currency: "EUR" }],
      }),
  };
}

/** A WooCommerce shop that sends to an address. */
export function sendWooCommerce(post: Post, address: string, secret: string) {
  return {
    order(topic: string, id = 727) {
      const body = JSON.stringify({
        ...{ id, status: "processing", currency: "EUR", total: "48.00", customer_id: 12 },
        billing: { first_name: "Ana", last_name: "Silva", email: EMAIL, phone: "555-0100", country: "PT" },
        line_items: [{ id: 315, name: "Cedar candle", quantity: 2, total: "48.00", sku: "CC-1" }],
      });
      const [resource = "", event = ""] = topic.split(".");
      return post(address, body, {
        "x-wc-webhook-source": "https://candles.example/",
        "x-wc-webhook-topic": topic,
        "x-wc-webhook-resource": resource,
        "x-wc-webhook-event": event,
        "x-wc-webhook-signature": base64Hmac(secret, body),
        "x-wc-webhook-id": "142",
        "x-wc-webhook-delivery-id": "ef7c8fea6d2e4f3a",
      });
    },
    /** What it sends when a webhook is saved: a form, without a signature. */
    ping: () => post(address, "webhook_id=142", { "content-type": "application/x-www-form-urlencoded" }),
  };
}

/** A Stripe account that sends to an address; `at` is its clock. */
export function sendStripe(post: Post, address: string, secret: string, at: number) {
  const stripe = new Stripe("sk_test_1");
  const send = (id: string, type: string, object: object) => {
    const payload = JSON.stringify({ id, object: "event", type, livemode: false, data: { object } });
    const timestamp = Math.floor(at / 1000);
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    return post(address, payload, { "stripe-signature": signature });
  };
  return {
    checkout: (id: string) =>
      send(id, "checkout.session.completed", {
        ...{ id: "cs_test_a1", object: "checkout.session", mode: "payment", payment_status: "paid" },
        ...{ amount_total: 4800, currency: "eur", customer: null, customer_email: null },
        customer_details: { email: EMAIL, name: "Ana Silva", phone: null, tax_exempt: "none" },
      }),
    charge: (id: string) =>
      send(id, "charge.succeeded", { id: "ch_1", object: "charge", billing_details: { email: EMAIL } }),
  };
}
