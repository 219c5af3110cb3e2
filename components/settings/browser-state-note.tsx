import { Banner } from "#components/ui/banner.tsx";
import type { Readiness } from "./push-browser.ts";

const WORDS: Record<Exclude<Readiness, "ready" | "checking">, { title: string; text: string }> = {
  insecure: {
    title: "Notifications need a secure address",
    text: "Browsers allow them only on addresses that start with https, and on localhost. Open Rekindle under such an address.",
  },
  unsupported: {
    title: "This browser has no web push",
    text: "Use a current Chrome, Edge, Firefox or Safari. On an iPhone or iPad, put Rekindle on the home screen first and open it from there. Private windows often have none.",
  },
  denied: {
    title: "Notifications from this address are blocked",
    text: "The browser does not ask again. Allow them in its settings for this address, usually behind the sign left of the address, and reload the page.",
  },
};

/** Why this browser cannot be subscribed, and what can be done. */
export function BrowserStateNote({ readiness }: { readiness: keyof typeof WORDS }) {
  const { title, text } = WORDS[readiness];
  return (
    <Banner tone="warning" title={title}>
      {text}
    </Banner>
  );
}
