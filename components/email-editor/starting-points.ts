import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import type { EditorWords } from "./block-kinds.ts";
import { copyOf, newBlock } from "./new-block.ts";

export interface StartingPoint {
  name: string;
  /** What it is for, in one line. */
  purpose: string;
  subject: string;
  preview: string;
  blocks: EmailBlock[];
}

const heading = (text: string): EmailBlock => ({ id: "x", type: "heading", text, level: 1, align: "left" });
const text = (html: string): EmailBlock => ({ id: "x", type: "text", html, align: "left" });
const button = (label: string, href: string): EmailBlock => ({
  id: "x",
  type: "button",
  label,
  href,
  align: "left",
});
const footer = (html: string): EmailBlock => ({ id: "x", type: "footer", html, align: "center" });
const paragraphs = (...lines: string[]) => lines.map((line) => `<p>${line}</p>`).join("");

/** Emails to begin with, in the reader's language. */
export function startingPoints(t: EditorWords): StartingPoint[] {
  const shop = "{{ shop.name }}";
  const hello = t("start.hello", { name: `{{ profile.firstName | default: "${t("start.there")}" }}` });
  return [
    {
      name: t("start.welcome.name"),
      purpose: t("start.welcome.purpose"),
      subject: t("start.welcome.subject", { shop }),
      preview: t("start.welcome.preview"),
      blocks: [
        heading(t("start.welcome.subject", { shop })),
        text(paragraphs(hello, t("start.welcome.thanks"), t("start.welcome.question"))),
        button(t("start.welcome.button"), ""),
        footer(paragraphs(t("start.welcome.footer", { shop }))),
      ],
    },
    {
      name: t("start.cart.name"),
      purpose: t("start.cart.purpose"),
      subject: t("start.cart.subject"),
      preview: t("start.cart.preview"),
      blocks: [
        heading(t("start.cart.heading")),
        text(paragraphs(hello, t("start.cart.aside"))),
        { ...newBlock("products", t), id: "x" },
        button(t("start.cart.button"), ""),
        text(paragraphs(t("start.cart.help"))),
        footer(paragraphs(t("start.cart.footer", { shop }))),
      ],
    },
    {
      name: t("start.news.name"),
      purpose: t("start.news.purpose"),
      subject: t("start.news.subject", { shop }),
      preview: t("start.news.preview"),
      blocks: [
        { ...newBlock("image", t), id: "x" },
        heading(t("start.news.heading")),
        text(paragraphs(hello, t("start.news.story"))),
        {
          id: "x",
          type: "columns",
          columns: [t("start.news.first"), t("start.news.second")].map((title) => [
            { id: "y", type: "heading", text: title, level: 3, align: "left" },
            { id: "z", type: "text", html: paragraphs(t("start.news.thing")), align: "left" },
          ]),
        },
        button(t("start.news.button"), ""),
        { id: "x", type: "divider" },
        { ...newBlock("social", t), id: "x" },
        footer(paragraphs(t("start.news.footer", { shop }))),
      ],
    },
  ];
}

/** The blocks of a starting point, each with an id of its own. */
export function designFrom({ blocks }: StartingPoint): EmailDesign {
  return { blocks: blocks.map(copyOf) };
}
