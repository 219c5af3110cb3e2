import { escapeHtml } from "./escape-html.ts";
import { decodeEntities } from "./html-text.ts";

/** A longer tag is nobody's link; what follows it is left as it is. */
const TAG_MAX_CHARS = 16_384;
const LINK_TAG = /^<a(?=[\s/])(?:[^>"']|"[^"]*"|'[^']*')*>/i;
const ATTRIBUTE = /([^\s"'>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g;
/** An entity that this app does not know: the address cannot be read as a mail program would read it. */
const ENTITY_LEFT = /&[a-z][a-z0-9]*;/i;

/**
 * The same HTML with the addresses of its links changed; whatever else it holds stays to the letter. Links within
 * comments, which only some versions of Outlook read, are left alone. Takes time in proportion to its input.
 */
export function rewriteLinks(html: string, change: (url: string) => string): string {
  const pieces: string[] = [];
  let kept = 0;
  let at = html.indexOf("<");
  while (at >= 0) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      if (end < 0) break;
      at = html.indexOf("<", end);
      continue;
    }
    if (!/^<a[\s/]/i.test(html.slice(at, at + 3))) {
      at = html.indexOf("<", at + 1);
      continue;
    }
    const tag = LINK_TAG.exec(html.slice(at, at + TAG_MAX_CHARS))?.[0];
    if (tag === undefined) break;
    pieces.push(html.slice(kept, at), withHref(tag, change));
    kept = at + tag.length;
    at = html.indexOf("<", kept);
  }
  return pieces.length === 0 ? html : pieces.join("") + html.slice(kept);
}

function withHref(tag: string, change: (url: string) => string): string {
  // One attribute after the other: within a title, `href=` is only a word.
  const found = [...tag.matchAll(ATTRIBUTE)].find(([, name]) => name?.toLowerCase() === "href");
  if (!found) return tag;
  const [whole, name = "", equals = "", value = ""] = found;
  const url = decodeEntities(value.replace(/^["']|["']$/g, "")).trim();
  if (!/^https?:\/\//i.test(url) || ENTITY_LEFT.test(url)) return tag;
  const changed = change(url);
  if (changed === url) return tag;
  return `${tag.slice(0, found.index)}${name}${equals}"${escapeHtml(changed)}"${tag.slice(found.index + whole.length)}`;
}
