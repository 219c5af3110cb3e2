import { expect, it } from "vitest";
import {
  SHOPIFY_CHECKOUT,
  SHOPIFY_ORDER,
  STRIPE_CHECKOUT,
  WOOCOMMERCE_ORDER,
} from "#server/testing/shop-payloads.ts";
import { foldCart } from "#workflows/cart.ts";
import { WOOCOMMERCE_HEADER } from "../woocommerce.ts";
import { propertiesOf, whyNothingNew } from "./shop.ts";

const SHOPIFY = { scheme: "shopify", schemeOptions: null } as const;
const STRIPE = { scheme: "stripe", schemeOptions: null } as const;
const WOOCOMMERCE = { scheme: "hmac", schemeOptions: { header: WOOCOMMERCE_HEADER } } as const;

const ofShopify = (topic: string, body: Record<string, unknown>) => ({
  headers: { "x-shopify-topic": topic },
  body,
});
const ofWooCommerce = (body: Record<string, unknown>) => ({
  headers: { "x-wc-webhook-topic": "order.created" },
  body,
});
const ofStripe = (session: Record<string, unknown>) => ({
  headers: {},
  body: { ...STRIPE_CHECKOUT, data: { object: { ...STRIPE_CHECKOUT.data.object, ...session } } },
});
const checkout: Record<string, unknown> = JSON.parse(SHOPIFY_CHECKOUT);
const itemsOf = (properties: Record<string, unknown>) =>
  foldCart(undefined, { name: "Checkout Started", at: 1, properties }).items;

it("gives a Shopify checkout the names of the standard, beside its own", () => {
  const properties = propertiesOf(SHOPIFY, ofShopify("checkouts/update", checkout));
  expect(properties).toMatchObject(checkout);
  expect(properties).toMatchObject({ cart_id: "123123123", checkout_id: "123123123", currency: "EUR" });
  expect(properties).toMatchObject({ total: 52.5, revenue: 48, tax: 0, discount: 0 });
  expect(properties.products).toEqual([
    {
      ...{ product_id: "632910392", sku: "CC-1", name: "Cedar candle", variant: "Large" },
      ...{ price: 24, quantity: 2 },
    },
  ]);
  expect(itemsOf(properties)).toMatchObject([{ id: "632910392", price: 24, quantity: 2 }]);
});

it("gives a Shopify order the cart of its checkout, and keeps what the body calls by such a name", () => {
  const properties = propertiesOf(SHOPIFY, ofShopify("orders/create", SHOPIFY_ORDER));
  expect(properties).toMatchObject({ cart_id: "123123123", checkout_id: 901414060, total: 52.5 });
  expect(itemsOf(properties)).toHaveLength(1);
  const counter = { ...SHOPIFY_ORDER, checkout_token: null };
  expect(propertiesOf(SHOPIFY, ofShopify("orders/create", counter))).not.toHaveProperty("cart_id");
});

it("passes over a Shopify checkout that is an order already, and nothing else", () => {
  const done = { ...checkout, completed_at: "2026-03-10T10:05:00-05:00" };
  const reason = { code: "hook.ordered-checkout" };
  expect(whyNothingNew(SHOPIFY, ofShopify("checkouts/update", done))).toEqual(reason);
  expect(whyNothingNew(SHOPIFY, ofShopify("checkouts/update", checkout))).toBeNull();
  expect(whyNothingNew(SHOPIFY, ofShopify("orders/create", done))).toBeNull();
  expect(whyNothingNew(STRIPE, ofShopify("checkouts/update", done))).toBeNull();
});

it("gives a WooCommerce order its products, with the price of one where only the line's is told", () => {
  const properties = propertiesOf(WOOCOMMERCE, ofWooCommerce(WOOCOMMERCE_ORDER));
  expect(properties).toMatchObject({ ...WOOCOMMERCE_ORDER, order_id: "727", revenue: 57, tax: 1.35 });
  expect(properties).not.toHaveProperty("cart_id");
  expect(itemsOf(properties)).toMatchObject([
    { ...{ id: "93", name: "Cedar candle" }, price: 24, imageUrl: "https://candles.example/cedar.jpg" },
    { id: "22", name: "Matches", price: 3, quantity: 3 },
  ]);
});

it("tells Stripe's amounts in the currency's own unit, whichever that is", () => {
  const body = ofStripe({});
  expect(propertiesOf(STRIPE, body)).toEqual({
    ...body.body,
    ...{ order_id: "cs_test_a1", checkout_id: "cs_test_a1", currency: "EUR" },
    ...{ total: 52.5, revenue: 48, shipping: 4.5, tax: 0, discount: 0 },
  });
  expect(propertiesOf(STRIPE, ofStripe({ currency: "jpy" }))).toMatchObject({ total: 5250 });
  expect(propertiesOf(STRIPE, ofStripe({ currency: "kwd" }))).toMatchObject({ total: 5.25 });
  const named = ofStripe({ metadata: { order_id: "1001", cart_id: "c1" } });
  expect(propertiesOf(STRIPE, named)).toMatchObject({ order_id: "1001", cart_id: "c1" });
});

it("leaves what it does not know as it came", () => {
  const bodies: Record<string, unknown>[] = [
    {},
    { line_items: "none", total_price: { amount: 1 }, token: 5 },
    { data: null },
    { data: { object: { object: "charge", amount_total: 1 } } },
  ];
  for (const body of bodies) {
    expect(propertiesOf(SHOPIFY, ofShopify("refunds/create", body))).toEqual(body);
    expect(propertiesOf(SHOPIFY, ofShopify("checkouts/update", body))).toEqual(body);
    expect(propertiesOf(STRIPE, { headers: {}, body })).toEqual(body);
    expect(propertiesOf(WOOCOMMERCE, ofWooCommerce(body))).toEqual(body);
    expect(propertiesOf({ scheme: "none", schemeOptions: null }, ofWooCommerce(body))).toEqual(body);
  }
});

it("passes over lines that are none, and takes a list without lines for an empty cart", () => {
  const line_items = ["nonsense", null, { product_id: 2 ** 60, title: "Gift", price: "free", quantity: 1 }];
  const odd = propertiesOf(SHOPIFY, ofShopify("checkouts/update", { ...checkout, line_items }));
  expect(odd.products).toEqual([{ name: "Gift", quantity: 1 }]);
  const empty = propertiesOf(SHOPIFY, ofShopify("checkouts/update", { ...checkout, line_items: [] }));
  expect(empty.products).toEqual([]);
});
