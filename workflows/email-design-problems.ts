import type { EmailBlock, EmailDesign } from "./email-design.ts";
import { type Phrase, phrase } from "./phrase.ts";

/** Something to mend in a block; `path` leads to it from the design. */
export interface DesignProblem {
  path: (string | number)[];
  message: Phrase;
}

/** A text of a block that Liquid is read in; `isHtml` when its characters are written as HTML's. */
export interface DesignText {
  path: (string | number)[];
  text: string;
  isHtml: boolean;
}

interface Placed {
  block: EmailBlock;
  path: (string | number)[];
}

/** What keeps an email made of blocks from being sent. */
export function designFaults(design: EmailDesign): DesignProblem[] {
  if (design.blocks.length === 0) return [{ path: [], message: phrase("Add a block to the email") }];
  return placed(design).flatMap(({ block, path }) => {
    if (block.type === "button")
      return [
        ...missing(block.label, [...path, "label"], phrase("Write what the button says")),
        ...missing(block.href, [...path, "href"], phrase("Give the button a link")),
      ];
    if (block.type === "image") return missing(block.src, [...path, "src"], phrase("Choose an image"));
    return [];
  });
}

/** What is worth a look before an email made of blocks goes out. */
export function designHints(design: EmailDesign): DesignProblem[] {
  return placed(design).flatMap(({ block, path }) => {
    if (block.type === "image")
      return missing(
        block.alt,
        [...path, "alt"],
        phrase("An image has no description: people whose mail program hides images see nothing"),
      );
    if (block.type === "social") {
      const addresses = block.links.map(({ href }) => href).join("");
      return missing(addresses, [...path, "links"], phrase("It has no links yet, so nothing of it is seen"));
    }
    return [];
  });
}

/** Every text of a design that may hold Liquid. */
export function designTexts(design: EmailDesign): DesignText[] {
  return placed(design).flatMap(({ block, path }) => {
    const plain = (key: string, text: string) => ({ path: [...path, key], text, isHtml: false });
    switch (block.type) {
      case "heading":
        return [plain("text", block.text)];
      case "text":
      case "footer":
        return [{ path: [...path, "html"], text: block.html, isHtml: true }];
      case "image":
        return [plain("src", block.src), plain("alt", block.alt), plain("href", block.href)];
      case "button":
        return [plain("label", block.label), plain("href", block.href)];
      case "products":
        return [plain("buttonLabel", block.buttonLabel)];
      case "social":
        return block.links.map(({ href }, index) => ({
          path: [...path, "links", index, "href"],
          text: href,
          isHtml: false,
        }));
      default:
        return [];
    }
  });
}

/** All blocks, those inside columns too. */
function placed({ blocks }: EmailDesign): Placed[] {
  return blocks.flatMap((block, index): Placed[] => [
    { block, path: ["blocks", index] },
    ...(block.type === "columns"
      ? block.columns.flatMap((column, side) =>
          column.map((inner, row) => ({
            block: inner,
            path: ["blocks", index, "columns", side, row],
          })),
        )
      : []),
  ]);
}

function missing(text: string, path: DesignProblem["path"], message: Phrase): DesignProblem[] {
  return text.trim() === "" ? [{ path, message }] : [];
}
