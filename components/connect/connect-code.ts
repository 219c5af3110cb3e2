/** Stands where the key belongs, once it cannot be shown any more. */
const KEY_PLACEHOLDER = "YOUR_API_KEY";
/** Looks like one that nobody can guess. */
const EXAMPLE_ID = "8f3kq2zpw7yt1mxb";

/** A program for Node that sends with Segment's library to the server at `address`. */
export function nodeExample(address: string, apiKey: string = KEY_PLACEHOLDER): string {
  return [
    `import { Analytics } from "@segment/analytics-node";`,
    "",
    "const analytics = new Analytics({",
    `  writeKey: ${JSON.stringify(apiKey)},`,
    `  host: ${JSON.stringify(address)},`,
    "});",
    "",
    `analytics.identify({ userId: "${EXAMPLE_ID}", traits: { name: "Ana Silva", email: "ana@example.com" } });`,
    `analytics.track({ userId: "${EXAMPLE_ID}", event: "Product Added", properties: { price: 24.5 } });`,
    "await analytics.closeAndFlush();",
  ].join("\n");
}
