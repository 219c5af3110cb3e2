import {
  Columns2,
  Heading,
  Image,
  type LucideIcon,
  Minus,
  PanelBottom,
  Share2,
  ShoppingBag,
  SquareMousePointer,
  Text,
} from "lucide-react";
import type { useTranslations } from "next-intl";
import type { EmailBlock } from "#workflows/email-design.ts";
import type { BlockType } from "./new-block.ts";
import { plainWords } from "./rich-text.ts";

const EXCERPT_CHARS = 40;

/** The texts of the editor. */
export type EditorWords = ReturnType<typeof useTranslations<"email-editor">>;

export const blockIcons: Record<BlockType, LucideIcon> = {
  heading: Heading,
  text: Text,
  image: Image,
  button: SquareMousePointer,
  columns: Columns2,
  divider: Minus,
  products: ShoppingBag,
  social: Share2,
  footer: PanelBottom,
};

export const blockTypes = Object.keys(blockIcons) as BlockType[];

/** A block in a few words, told apart from others of its kind: "Heading “Your cart”". */
export function blockTitle(block: EmailBlock, t: EditorWords): string {
  const kind = t(`blocks.${block.type}.label`);
  const words = wordsOf(block);
  if (words === "") return kind;
  const excerpt = words.length > EXCERPT_CHARS ? `${words.slice(0, EXCERPT_CHARS).trimEnd()}…` : words;
  return t("blockTitle", { kind, words: excerpt });
}

function wordsOf(block: EmailBlock): string {
  switch (block.type) {
    case "heading":
      return block.text;
    case "text":
    case "footer":
      return plainWords(block.html);
    case "button":
      return block.label;
    case "image":
      return block.alt;
    default:
      return "";
  }
}
