/** Elements whose content is not for reading. */
const SILENT = new Set(["head", "script", "style", "template", "title"]);
/** Elements that stand on their own, with an empty line around them. */
const PARAGRAPHS = new Set([
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ol",
  "p",
  "pre",
  "table",
  "ul",
]);
/** Elements that begin on a new line. */
const LINES = new Set(["article", "div", "footer", "header", "hr", "li", "section", "tr"]);
const ENTITIES: Record<string, string> = {
  amp: "&",
  apos: "'",
  copy: "©",
  euro: "€",
  gt: ">",
  hellip: "…",
  ldquo: "“",
  lsquo: "‘",
  lt: "<",
  mdash: "—",
  middot: "·",
  nbsp: " ",
  ndash: "–",
  quot: '"',
  rdquo: "”",
  reg: "®",
  rsquo: "’",
  trade: "™",
  zwnj: "",
};
const CODE_POINT_MAX = 0x10ffff;
const ATTRIBUTES_READ_MAX_CHARS = 4_096;
/** After any other character, "<" is only a less-than sign. */
const TAG_BEGINS = /[a-z/!?]/i;

/**
 * The text of an HTML message, for the plain part of an email: paragraphs and lines kept, links as
 * `text (url)`, list items with a dash, images by their description. Takes time in proportion to its input.
 */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  // Pieces and not one growing string, which looking at would copy again and again.
  const pieces: string[] = [];
  let atLineStart = true;
  let link: { href: string; from: number } | null = null;
  let at = 0;

  function write(piece: string) {
    if (!piece) return;
    pieces.push(piece);
    if (piece !== " ") atLineStart = piece.endsWith("\n");
  }
  function endLink() {
    if (link) write(linkTail(pieces.slice(link.from).join(""), link.href));
    link = null;
  }

  while (at < html.length) {
    const open = html.indexOf("<", at);
    write(spaced(decodeEntities(html.slice(at, open < 0 ? html.length : open))));
    if (open < 0) break;
    if (html.startsWith("<!--", open)) {
      at = after(lower, "-->", open + 4);
      continue;
    }
    if (!TAG_BEGINS.test(html.slice(open + 1, open + 2))) {
      write("<");
      at = open + 1;
      continue;
    }
    const close = html.indexOf(">", open);
    if (close < 0) break;
    at = close + 1;
    const tag = readTag(html.slice(open + 1, close));
    if (!tag) continue;
    if (!tag.closes && SILENT.has(tag.name)) {
      at = after(lower, ">", after(lower, `</${tag.name}`, at));
    } else if (tag.name === "a") {
      endLink();
      if (!tag.closes) link = { href: attribute(tag.attributes, "href"), from: pieces.length };
    } else {
      write(boundary(tag, atLineStart));
    }
  }
  endLink();
  return tidy(pieces.join(""));
}

type Tag = { name: string; closes: boolean; attributes: string };

function readTag(inside: string): Tag | null {
  const closes = inside.startsWith("/");
  const body = closes ? inside.slice(1) : inside;
  const name = /^[a-z][a-z0-9]*/i.exec(body)?.[0].toLowerCase();
  return name ? { name, closes, attributes: body.slice(name.length, ATTRIBUTES_READ_MAX_CHARS) } : null;
}

function boundary(tag: Tag, atLineStart: boolean): string {
  if (tag.name === "br") return "\n";
  if (PARAGRAPHS.has(tag.name)) return "\n\n";
  const line = atLineStart ? "" : "\n";
  if (tag.name === "li" && !tag.closes) return `${line}- `;
  if (LINES.has(tag.name)) return line;
  if (tag.name === "td" || tag.name === "th") return " ";
  if (tag.name === "img" && !tag.closes) return attribute(tag.attributes, "alt");
  return "";
}

function linkTail(shown: string, href: string): string {
  const label = shown.trim();
  const address = href.replace(/^mailto:/i, "");
  if (!/^(https?:|mailto:)/i.test(href) || label === address) return "";
  return label ? ` (${address})` : address;
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"'>]+)`, "i").exec(
    attributes,
  );
  return decodeEntities((found?.[1] ?? "").replace(/^["']|["']$/g, "")).trim();
}

/** Text with its entities as the characters that they stand for; those that it does not know stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, body: string) => {
    if (!body.startsWith("#")) return ENTITIES[body.toLowerCase()] ?? whole;
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= CODE_POINT_MAX ? String.fromCodePoint(code) : "";
  });
}

/** Line breaks in the source mean no more than a space. */
function spaced(text: string): string {
  return text.replace(/[\s\u00a0]+/g, " ");
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/ {2,}/g, " ").trim());
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
