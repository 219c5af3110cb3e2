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
import type { EmailBlock } from "#workflows/email-design.ts";
import type { BlockType } from "./new-block.ts";
import { plainWords } from "./rich-text.ts";

const EXCERPT_CHARS = 40;

export interface BlockKind {
  label: string;
  icon: LucideIcon;
  /** What it is for, in a few words. */
  summary: string;
}

export const blockKinds: Record<BlockType, BlockKind> = {
  heading: { label: "Heading", icon: Heading, summary: "A line that stands out" },
  text: { label: "Text", icon: Text, summary: "Paragraphs, lists and links" },
  image: { label: "Image", icon: Image, summary: "A picture of yours" },
  button: { label: "Button", icon: SquareMousePointer, summary: "Leads to a page" },
  columns: { label: "Columns", icon: Columns2, summary: "Blocks side by side" },
  divider: { label: "Divider", icon: Minus, summary: "A thin line" },
  products: { label: "Products", icon: ShoppingBag, summary: "What is in the cart" },
  social: { label: "Social links", icon: Share2, summary: "Where else to find you" },
  footer: { label: "Footer", icon: PanelBottom, summary: "Small print, with your address" },
};

export const blockTypes = Object.keys(blockKinds) as BlockType[];

/** A block in a few words, told apart from others of its kind: "Heading “Your cart”". */
export function blockTitle(block: EmailBlock): string {
  const { label } = blockKinds[block.type];
  const words = wordsOf(block);
  if (words === "") return label;
  return `${label} “${words.length > EXCERPT_CHARS ? `${words.slice(0, EXCERPT_CHARS).trimEnd()}…` : words}”`;
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
