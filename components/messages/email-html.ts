/**
 * The same HTML, whose links open in a new window; in a sandboxed frame without that right, pressing one does nothing.
 * Else it would load the linked page in place of the email.
 */
export function withDeadLinks(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head(\s[^>]*)?>/i;
  return head.test(html) ? html.replace(head, (tag) => tag + base) : html;
}

export type EmailLink = { text: string; url: string };

/** Where the links of an email lead, each address once, in the order they stand. Web and mail addresses only. */
export function linksOf(html: string, parse: (html: string) => Document): EmailLink[] {
  const links = new Map<string, EmailLink>();
  for (const anchor of parse(html).querySelectorAll("a[href]")) {
    const url = anchor.getAttribute("href")?.trim() ?? "";
    if (!/^(https?:\/\/|mailto:)/i.test(url) || links.has(url)) continue;
    links.set(url, { url, text: anchor.textContent?.trim() || url });
  }
  return [...links.values()];
}
