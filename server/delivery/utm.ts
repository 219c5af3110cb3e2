import { isOwnAddress } from "./tracked-links.ts";

/** What the shop's own statistics are told about a visit that came from a message. */
export interface Utm {
  /** This server's own address: its pages are not the shop's. */
  origin: string;
  source: string;
  medium: string;
  campaign: string;
}

/**
 * Adds `utm_source`, `utm_medium` and `utm_campaign` to a link to the web. A link that has one of them already was
 * made for somebody's statistics and stays as it is; the part behind `#` stays last.
 */
export function withUtm(utm: Utm, url: string): string {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol) || isOwnAddress(utm.origin, url)) return url;
  if ([...parsed.searchParams.keys()].some((name) => name.toLowerCase().startsWith("utm_"))) return url;
  const added = new URLSearchParams({
    utm_source: utm.source,
    utm_medium: utm.medium,
    utm_campaign: utm.campaign,
  });
  for (const [name, value] of [...added]) if (value === "") added.delete(name);
  if (added.size === 0) return url;
  // Put behind what is there, not through searchParams, which would write the shop's own values anew.
  parsed.search = parsed.search === "" ? `?${added}` : `${parsed.search}&${added}`;
  return parsed.href;
}
