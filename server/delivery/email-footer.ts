import { type Brand, textAround } from "#workflows/brand.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { escapeHtml } from "./escape-html.ts";

/** What stands under an email: the shop's address, and for marketing the ways out of it. */
export interface EmailFooter {
  /** Empty for none. */
  postalAddress: string;
  unsubscribeUrl?: string;
  /** The page where the person chooses what to get. */
  preferencesUrl?: string;
  language: CustomerLanguage;
  brand: Brand;
}

/** The HTML with its footer at the end. A link that the message has itself is not repeated. */
export function withFooter(html: string, footer: EmailFooter): string {
  const { postalAddress, unsubscribeUrl, preferencesUrl, language, brand } = footer;
  const words = customerTexts(language).footer;
  const plain = html.replace(/&(amp|#38);/g, "&");
  const links = [
    { url: preferencesUrl, words: words.preferences },
    { url: unsubscribeUrl, words: words.unsubscribe },
  ].flatMap(({ url, words }) =>
    url && !plain.includes(url) ? `<a href="${escapeHtml(url)}" style="color:inherit">${words}</a>` : [],
  );
  const lines: string[] = [];
  if (postalAddress) lines.push(escapeHtml(postalAddress).replace(/\r?\n/g, "<br>"));
  if (links.length > 0) lines.push(links.join(" · "));
  if (lines.length === 0) return html;
  // On a surface of its own: what an email written by hand has behind it, nobody knows.
  const colors = `background:${brand.background};color:${textAround(brand)}`;
  const style = `margin:16px 0 0;padding:16px;font:12px/1.5 sans-serif;${colors};text-align:center`;
  const paragraph = `<p style="${style}">${lines.join("<br>")}</p>`;
  const end = html.toLowerCase().lastIndexOf("</body");
  return end < 0 ? `${html}\n${paragraph}` : `${html.slice(0, end)}${paragraph}\n${html.slice(end)}`;
}
