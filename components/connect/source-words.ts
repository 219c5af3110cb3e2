import type { SourceId } from "./connect-outputs.ts";

interface SourceWords {
  name: string;
  summary: string;
}

export const SOURCE_WORDS: Record<SourceId, SourceWords> = {
  site: {
    name: "Your own site",
    summary: "A few lines on your pages send what visitors look at and do.",
  },
  shopify: {
    name: "Shopify",
    summary: "Orders, checkouts and new customers, sent by Shopify itself.",
  },
  woocommerce: {
    name: "WooCommerce",
    summary: "Orders, sent by your WordPress shop itself.",
  },
  stripe: {
    name: "Stripe",
    summary: "Payments through Stripe Checkout become orders of the customer.",
  },
  segment: {
    name: "Segment’s libraries",
    summary: "Code that you have already goes on working; only the address and the key change.",
  },
  http: {
    name: "Any program",
    summary: "A plain HTTP request, from whatever your shop is made with.",
  },
};

export function isSourceId(text: string): text is SourceId {
  return Object.hasOwn(SOURCE_WORDS, text);
}
