import { createElement, type ReactNode } from "react";
import { parseRichText, type RichNode } from "./rich-text.ts";

/** The shape of lists and paragraphs, the same while reading and while writing. */
export const RICH_STYLE =
  "text-[1rem] leading-[1.6] [overflow-wrap:anywhere] [&_p]:my-0 [&_p+p]:mt-3 [&_ul]:my-3 [&_ul]:list-disc [&_ul]:pl-6 [&_ol]:my-3 " +
  "[&_ol]:list-decimal [&_ol]:pl-6 [&_li>p]:my-0 [&_a]:text-(color:--email-link) [&_a]:underline [&_strong]:font-semibold";

/** A text block as it reads. Its links lead nowhere: pressing them selects the block. */
export function RichTextView({ html, linkColor }: { html: string; linkColor: string }) {
  return <div className={RICH_STYLE}>{drawAll(parseRichText(html), linkColor)}</div>;
}

function drawAll(nodes: RichNode[], linkColor: string): ReactNode[] {
  return nodes.map((node, index) => draw(node, index, linkColor));
}

function draw(node: RichNode, key: number, linkColor: string): ReactNode {
  if (typeof node === "string") return node;
  if (node.tag === "br") return createElement("br", { key });
  const inside = drawAll(node.children, linkColor);
  if (node.tag === "a")
    return createElement(
      "span",
      { key, style: { color: linkColor, textDecoration: "underline" } },
      ...inside,
    );
  if (node.tag === "p" && inside.length === 0) return createElement("p", { key }, createElement("br"));
  return createElement(node.tag, { key }, ...inside);
}
