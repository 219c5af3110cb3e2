import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import type { EditorWords } from "./block-kinds.ts";
import { parseRichText, type RichNode } from "./rich-text.ts";

const LISTS = { cart: "cart.items", event: "event.products" };

/**
 * The words of an email made of blocks, with its variables, as something to start from for the text that mail programs
 * without HTML show.
 */
export function designText({ blocks }: EmailDesign, t: EditorWords): string {
  return blocks
    .map((block) => blockText(block, t))
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(block: EmailBlock, t: EditorWords): string {
  switch (block.type) {
    case "heading":
      return block.text.trim();
    case "text":
    case "footer":
      return richText(parseRichText(block.html));
    case "image":
      return [block.alt.trim(), block.href.trim()].filter(Boolean).join("\n");
    case "button":
      return [block.label.trim(), block.href.trim()].filter(Boolean).join(": ");
    case "divider":
      return "---";
    case "products":
      return `{% for item in ${LISTS[block.source]} limit: ${block.limit} %}{{ item.name }}\n{% endfor %}`;
    case "social":
      return block.links
        .filter(({ href }) => href.trim() !== "")
        .map(({ network, href }) => `${t(`networks.${network}`)}: ${href.trim()}`)
        .join("\n");
    case "columns":
      return block.columns
        .flat()
        .map((inner) => blockText(inner, t))
        .filter((text) => text !== "")
        .join("\n\n");
  }
}

/** Paragraphs with an empty line between them, lists with a line for each of their points. */
function richText(nodes: RichNode[]): string {
  return words(nodes, 0)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function words(nodes: RichNode[], number: number): string {
  let point = number;
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      const inside = words(node.children, node.tag === "ol" ? 1 : 0);
      switch (node.tag) {
        case "br":
          return "\n";
        case "p":
          return `${inside}\n\n`;
        case "li":
          return `${point > 0 ? `${point++}.` : "-"} ${inside.trim()}\n`;
        case "a":
          return node.href && node.href !== inside ? `${inside} (${node.href})` : inside;
        default:
          return inside;
      }
    })
    .join("");
}
