import type { ComposedEmail } from "./email.ts";
import { escapeHtml } from "./escape-html.ts";
import type { SendJob } from "./job.ts";
import { knownSites } from "./known-sites.ts";
import { rewriteLinks } from "./rewrite-links.ts";
import { clickLink, openPixel, type Tracking } from "./tracked-links.ts";
import { withUtm } from "./utm.ts";

/**
 * The email as it goes out, whose links note clicks and whose last picture notes the opening, and its HTML to keep and
 * show here: without those, so that looking at it here counts as nobody's opening or click.
 *
 * The text part stays as it is: there the address is what the reader sees, and a long signed one in its place looks
 * like a trick. Who reads text only is counted less, never wrongly.
 */
export function trackEmail(
  mail: ComposedEmail,
  {
    tracking,
    utm,
    unsubscribeUrl,
    content,
    sender,
  }: Pick<SendJob, "tracking" | "utm" | "unsubscribeUrl" | "content" | "sender">,
): { mail: ComposedEmail; shownHtml: string } {
  const onLinks = (html: string, change: (url: string) => string) =>
    rewriteLinks(html, (url) => (url === unsubscribeUrl ? url : change(url)));
  const withClicks = (plain: string, by: Tracking) => {
    const isKnown = knownSites(content, sender);
    return withPixel(
      onLinks(plain, (url) => (isKnown(url) ? clickLink(by, url) : url)),
      by,
    );
  };
  const shownHtml = utm ? onLinks(mail.html, (url) => withUtm(utm, url)) : mail.html;
  const html = tracking ? withClicks(shownHtml, tracking) : shownHtml;
  return { mail: { ...mail, html, options: { ...mail.options, html } }, shownHtml };
}

function withPixel(html: string, tracking: Tracking): string {
  const image = `<img src="${escapeHtml(openPixel(tracking))}" width="1" height="1" alt="" style="display:block;border:0">`;
  const end = html.toLowerCase().lastIndexOf("</body");
  return end < 0 ? `${html}\n${image}` : `${html.slice(0, end)}${image}\n${html.slice(end)}`;
}
