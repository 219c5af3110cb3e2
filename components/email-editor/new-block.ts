import { newId } from "#components/config-form/new-id.ts";
import { type EmailBlock, type EmailDesign, emailBlock, emailDesign } from "#workflows/email-design.ts";
import type { EditorWords } from "./block-kinds.ts";
import { isSimple } from "./design-edits.ts";

export type BlockType = EmailBlock["type"];

/** A block as it is when it is added, with words in it that show what belongs there. */
export function newBlock(type: BlockType, t: EditorWords): EmailBlock {
  const id = newId("block");
  switch (type) {
    case "heading":
      return { id, type, text: t("fresh.heading"), level: 2, align: "left" };
    case "text":
      return { id, type, html: `<p>${t("fresh.text")}</p>`, align: "left" };
    case "image":
      return { id, type, src: "", alt: "", href: "", widthPercent: 100, align: "center" };
    case "button":
      return { id, type, label: t("fresh.button"), href: "", align: "center" };
    case "divider":
      return { id, type };
    case "products":
      return { id, type, source: "cart", limit: 6, showImage: true, showPrice: true, buttonLabel: "" };
    case "social":
      return { id, type, links: [{ network: "instagram", href: "" }], align: "center" };
    case "footer":
      return { id, type, html: `<p>${t("fresh.footer")}</p>`, align: "center" };
    case "columns":
      return { id, type, columns: [[], []] };
  }
}

/** The same block under ids of its own, so that it can stand beside the one it was made from. */
export function copyOf(block: EmailBlock): EmailBlock {
  if (isSimple(block)) return { ...block, id: newId("block") };
  const columns = block.columns.map((column) => column.map((inner) => ({ ...inner, id: newId("block") })));
  return { ...block, id: newId("block"), columns };
}

/** What a config holds as a design. Blocks that cannot be read, as a newer version may write them, are left out. */
export function readDesign(value: unknown): EmailDesign {
  const whole = emailDesign.safeParse(value);
  if (whole.success) return whole.data;
  const blocks = typeof value === "object" && value !== null && "blocks" in value ? value.blocks : null;
  if (!Array.isArray(blocks)) return { blocks: [] };
  return { blocks: blocks.flatMap((block) => readBlock(block) ?? []) };
}

/** A stored block; null for what is none. */
export function readBlock(value: unknown): EmailBlock | null {
  return emailBlock.safeParse(value).data ?? null;
}
