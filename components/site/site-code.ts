/** What the owner chose for the code on their site. */
export interface SiteOptions {
  pages: "first" | "history" | "off";
  respectPrivacy: boolean;
  push: boolean;
  /** Where the service worker lies on the site. */
  worker: string;
  /** For the visitors, as the answers to it are. */
  question: string;
  yes: string;
  no: string;
}

export const DEFAULT_SITE_OPTIONS: SiteOptions = {
  pages: "first",
  respectPrivacy: true,
  push: false,
  worker: "/rekindle-sw.js",
  question: "",
  yes: "",
  no: "",
};

/** Visitors have seen something of the shop by then. */
const ASK_AFTER_MS = 20_000;

/**
 * The lines that the owner puts on their pages. `stub` keeps the calls that come before the snippet has loaded;
 * `address` is this server's.
 */
export function siteCode(
  { stub, address, writeKey }: { stub: string; address: string; writeKey: string },
  options: SiteOptions,
): string {
  const attributes = [
    `async src="${attribute(`${address}/rekindle.js`)}"`,
    `data-key="${attribute(writeKey)}"`,
    ...(options.pages === "first" ? [] : [`data-pages="${options.pages}"`]),
    ...(options.respectPrivacy ? ['data-privacy="respect"'] : []),
    ...(options.push && options.worker !== DEFAULT_SITE_OPTIONS.worker
      ? [`data-worker="${attribute(options.worker)}"`]
      : []),
  ];
  const lines = options.push ? [stub, pushCall(options)] : [stub];
  return `<script>\n${lines.join("\n")}\n</script>\n<script ${attributes.join("\n  ")}></script>`;
}

function pushCall({ question, yes, no }: SiteOptions): string {
  return `rekindle.push(${inScript({ question, yes, no, afterMs: ASK_AFTER_MS })});`;
}

/** JSON in which no text can end the script that it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll("<", "\\u003c");
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** How a page says who has signed in, and what somebody did; `when` says of each call when it is made. */
export function exampleCalls(
  when: Record<"signedIn" | "intoCart" | "newsletter" | "signedOut", string>,
): string {
  return `// ${when.signedIn}
rekindle.identify("8f3kq2zpw7yt1mxb", { email: "ana@example.com", name: "Ana Silva" });

// ${when.intoCart}
rekindle.track("Product Added", { cart_id: "cart-1", name: "Coffee beans, 1 kg", price: 24.5 });

// ${when.newsletter}
rekindle.consent({ email: "pending" });

// ${when.signedOut}
rekindle.reset();`;
}
