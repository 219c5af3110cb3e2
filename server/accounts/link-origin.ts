import ipaddr from "ipaddr.js";

/** Kinds of address that only machines nearby can answer at. */
const NEARBY_RANGES = new Set(["loopback", "private", "linkLocal", "uniqueLocal", "carrierGradeNat"]);
/** Endings that the public name system never gives to anybody. */
const NEARBY_ENDINGS = [".localhost", ".local", ".lan", ".internal", ".home.arpa"];

/**
 * What a link in a mail starts with: PUBLIC_URL, else the address that the request was sent to. Anybody can write any
 * Host header, and a reset link to a stranger's server would hand the account over; so without PUBLIC_URL only an
 * address of this machine or its local network is taken. Null when there is none.
 */
export function linkOrigin(publicUrl: string | undefined, headers: Headers): string | null {
  if (publicUrl) return publicUrl;
  const host = headers.get("host");
  const url = host ? parseUrl(`http://${host}`) : null;
  if (!url || url.host !== host?.toLowerCase() || !isNearby(url.hostname)) return null;
  const origin = parseUrl(headers.get("origin") ?? "");
  return origin?.host === url.host ? origin.origin : url.origin;
}

function isNearby(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(bare)) return NEARBY_RANGES.has(ipaddr.process(bare).range());
  return !bare.includes(".") || NEARBY_ENDINGS.some((ending) => bare.endsWith(ending));
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
