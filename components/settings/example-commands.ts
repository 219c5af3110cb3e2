const KEY_PLACEHOLDER = "YOUR_API_KEY";

/** A command that sends one event to the server at `address`. */
export function trackCommand(address: string, apiKey = KEY_PLACEHOLDER): string {
  return command(`${address}/v1/track`, apiKey, {
    userId: "customer-1",
    event: "Product Added",
    properties: { cart_id: "cart-1", product_id: "coffee-1kg", name: "Coffee beans, 1 kg", price: 24.5 },
  });
}

/** A command that tells the server at `address` who a customer is, and that they agreed to emails. */
export function identifyCommand(address: string, apiKey = KEY_PLACEHOLDER): string {
  return command(`${address}/v1/identify`, apiKey, {
    userId: "customer-1",
    traits: { name: "Ana Silva", email: "ana@example.com", timezone: "Europe/Lisbon" },
    consent: { email: "granted" },
  });
}

/** What a web page loads Segment's browser library with, so that it sends to the server at `address`. */
export function browserExample(address: string, writeKey: string): string {
  return [
    `import { AnalyticsBrowser } from "@segment/analytics-next";`,
    "",
    "const analytics = AnalyticsBrowser.load({",
    `  writeKey: ${JSON.stringify(writeKey)},`,
    `  cdnURL: ${JSON.stringify(address)},`,
    "});",
    "analytics.page();",
  ].join("\n");
}

function command(url: string, apiKey: string, body: object): string {
  return [
    `curl ${url} \\`,
    `  -H "Authorization: Bearer ${apiKey}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join("\n");
}
