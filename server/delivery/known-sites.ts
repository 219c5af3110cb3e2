import type { EffectContent } from "#workflows/effect-content.ts";
import type { SenderSettings } from "./job.ts";

/** An address as an owner writes it, up to the end of its host: Liquid, a slash and whatever ends an attribute end it. */
const LITERAL_HOST = /https?:\/\/([^\s/?#"'<>(){}[\]\\,;]+)/gi;

/**
 * The sites that links of a message may lead to through this server: those whose host stands in what the owner wrote,
 * this server's own, and that of the address the shop writes from. A person's values can hold any address: signed, it
 * would be a link on the shop's own domain that leads wherever a stranger likes. Liquid is read as text, so
 * `https://{{ event.host }}/` names no site, and what values add to a written host makes it another one.
 */
export function knownSites(
  content: EffectContent,
  { publicUrl, from }: Pick<SenderSettings, "publicUrl" | "from">,
): (url: string) => boolean {
  const known = new Set<string>();
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/>.*$/s, "");
  for (const url of [publicUrl, `https://${domain}`]) addSite(known, url);
  const written = new Set(textsWithLinks(content).flatMap(hostsIn));
  for (const host of written) addSite(known, `https://${host}`);
  return (url) => {
    const site = siteOf(url);
    return site !== null && known.has(site);
  };
}

function textsWithLinks(content: EffectContent): string[] {
  switch (content.channel) {
    case "email":
      return [content.body, content.buttonUrl];
    case "web-push":
      return [content.url, ...(content.buttons ?? []).map(({ url }) => url)];
    case "in-app":
      return [content.url];
    case "sms":
    case "whatsapp":
    case "webhook":
      return [];
  }
}

function hostsIn(text: string): string[] {
  return [...text.matchAll(LITERAL_HOST)].map(([, host]) => host!);
}

function addSite(known: Set<string>, url: string): void {
  const site = siteOf(url);
  if (site !== null) known.add(site);
}

/** The host without `www.`, which shops have both with and without; null for what is no web address. */
function siteOf(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  return parsed.hostname.replace(/^www\./, "");
}
