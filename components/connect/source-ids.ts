import type { SourceId } from "./connect-outputs.ts";

/** Each that there is; the compiler refuses when one is missing. */
const KNOWN: Record<SourceId, true> = {
  site: true,
  shopify: true,
  woocommerce: true,
  stripe: true,
  segment: true,
  http: true,
};

export function isSourceId(text: string): text is SourceId {
  return Object.hasOwn(KNOWN, text);
}
