/** What a text block may hold; only links have an attribute, their address. */
const ALLOWED = new Set(["p", "br", "strong", "em", "u", "s", "a", "ul", "ol", "li"]);
/** Other names for the same. */
const SAME_AS: Record<string, string> = { b: "strong", i: "em", strike: "s", del: "s", div: "p" };
/** What stands inside them is not text for people. */
const SILENT = new Set(["script", "style", "template", "title", "noscript", "iframe", "svg", "math", "head"]);
const ENTITY = /&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)/gi;
const NESTING_MAX = 20;

export interface HtmlWriting {
  /** The style of a tag, as mail programs want it: on each element. */
  style(tag: string): string;
  /** An address as it stands in the attribute, escaped; empty for one that is not let through. */
  address(href: string): string;
}

/**
 * Rewrites HTML with the allowed tags alone: attributes, comments, scripts and unknown tags are dropped, the text stays,
 * and every tag is closed. Takes time in proportion to its input.
 */
export function safeHtml(html: string, { style, address }: HtmlWriting): string {
  const lower = html.toLowerCase();
  const open: string[] = [];
  let written = "";
  let at = 0;

  function close(tag: string) {
    while (open.length > 0) {
      const last = open.pop()!;
      written += `</${last}>`;
      if (last === tag) return;
    }
  }

  while (at < html.length) {
    const start = html.indexOf("<", at);
    written += plainText(html.slice(at, start < 0 ? html.length : start));
    if (start < 0) break;
    if (!/[a-z/!?]/i.test(html.charAt(start + 1))) {
      written += "&lt;";
      at = start + 1;
      continue;
    }
    if (html.startsWith("<!--", start)) {
      at = after(lower, "-->", start + 4);
      continue;
    }
    const end = endOfTag(html, start);
    at = end + 1;
    const inside = html.slice(start + 1, end);
    const closes = inside.startsWith("/");
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(inside)?.[1]?.toLowerCase() ?? "";
    if (!closes && SILENT.has(name)) {
      at = after(lower, ">", after(lower, `</${name}`, at));
      continue;
    }
    const tag = SAME_AS[name] ?? name;
    if (!ALLOWED.has(tag)) continue;
    if (tag === "br") written += "<br>";
    else if (closes) {
      if (open.includes(tag)) close(tag);
    } else if (open.length < NESTING_MAX) {
      // A paragraph or link never stands inside another one.
      if ((tag === "p" || tag === "a") && open.includes(tag)) close(tag);
      open.push(tag);
      const href = tag === "a" ? address(decode(attribute(inside, "href"))) : "";
      const css = style(tag);
      written += `<${tag}${href ? ` href="${href}"` : ""}${css ? ` style="${css}"` : ""}>`;
    }
  }
  close("");
  return written;
}

/** Quotes may hold a ">"; a tag that never ends goes to the end. */
function endOfTag(html: string, start: number): number {
  let quote = "";
  for (let at = start + 1; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === ">") return at;
    else if (/["']/.test(character) && /=\s*$/.test(html.slice(Math.max(start, at - 10), at)))
      quote = character;
  }
  return html.length;
}

function attribute(inside: string, name: string): string {
  const found = new RegExp(`[\\s"'/]${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"'>]+)`, "i").exec(inside);
  return (found?.[1] ?? "").replace(/^["']|["']$/g, "");
}

/** The entities that an editor writes into an address; others stay as they are and are escaped. */
function decode(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

function plainText(text: string): string {
  return text.replace(ENTITY, "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
