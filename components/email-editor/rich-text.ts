/** A piece of a text block: words, or an element of the few that a text may hold. */
export type RichNode = string | { tag: RichTag; href?: string; children: RichNode[] };

const RICH_TAGS = ["p", "br", "strong", "em", "u", "s", "a", "ul", "ol", "li"] as const;
export type RichTag = (typeof RICH_TAGS)[number];

const DEPTH_MAX = 12;
const PIECE = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^<>]*)?)\/?>/g;
const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/**
 * What a stored text block holds, to be drawn without ever handing its HTML to the browser. Elements that a text may
 * not hold are left out, their words stay.
 */
export function parseRichText(html: string): RichNode[] {
  const root: RichNode[] = [];
  const open: { tag: RichTag; href?: string; children: RichNode[] }[] = [];
  const into = () => open.at(-1)?.children ?? root;
  let from = 0;
  for (const piece of html.matchAll(PIECE)) {
    addWords(into(), html.slice(from, piece.index));
    from = piece.index + piece[0].length;
    const tag = RICH_TAGS.find((known) => known === piece[2]?.toLowerCase());
    if (!tag) continue;
    if (piece[1] === "/") {
      const depth = open.findLastIndex((element) => element.tag === tag);
      if (depth >= 0) open.length = depth;
      continue;
    }
    const href = tag === "a" ? decode(/\shref="([^"]*)"/.exec(piece[3] ?? "")?.[1] ?? "") : undefined;
    const element = { tag, ...(href ? { href } : {}), children: [] };
    into().push(element);
    if (tag !== "br" && open.length < DEPTH_MAX) open.push(element);
  }
  addWords(into(), html.slice(from));
  return root;
}

/** The words alone, on one line. */
export function plainWords(html: string): string {
  const words = (nodes: RichNode[]): string =>
    nodes
      .map((node) =>
        typeof node === "string" ? node : `${words(node.children)}${isLine(node.tag) ? " " : ""}`,
      )
      .join("");
  return words(parseRichText(html)).replace(/\s+/g, " ").trim();
}

function isLine(tag: RichTag): boolean {
  return tag === "p" || tag === "br" || tag === "li";
}

function addWords(nodes: RichNode[], text: string): void {
  if (text !== "") nodes.push(decode(text));
}

function decode(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
