import * as z from "zod";

export const BLOCKS_MAX = 60;
export const COLUMN_BLOCKS_MAX = 12;
export const PRODUCTS_MAX = 12;

/** Plain text of one line or a few, with templates in it. */
const text = (maxChars: number) => z.string().max(maxChars).default("");
/** A web address or a template that makes one; an image of the app's own stands as "/images/…". */
const address = text(2000);
const align = z.enum(["left", "center", "right"]).default("left");
/** Told apart while they are dragged about; says nothing to the reader. */
const id = z.string().min(1).max(40);

export const socialNetworks = [
  "facebook",
  "instagram",
  "x",
  "youtube",
  "tiktok",
  "linkedin",
  "pinterest",
  "website",
] as const;

const heading = z.object({
  id,
  type: z.literal("heading"),
  text: text(300),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  align,
});
const paragraph = z.object({
  id,
  type: z.literal("text"),
  /** Of p, br, strong, em, u, s, a, ul, ol and li only; anything else is dropped when the email is written. */
  html: text(20_000),
  align,
});
const image = z.object({
  id,
  type: z.literal("image"),
  src: address,
  /** Read out to those who do not see it; empty for mere decoration. */
  alt: text(300),
  href: address,
  widthPercent: z.number().int().min(10).max(100).default(100),
  align,
});
const button = z.object({
  id,
  type: z.literal("button"),
  label: text(80),
  href: address,
  align,
});
const divider = z.object({ id, type: z.literal("divider") });
const products = z.object({
  id,
  type: z.literal("products"),
  /** What the cart holds, or what the event that started the run names. */
  source: z.enum(["cart", "event"]).default("cart"),
  limit: z.number().int().min(1).max(PRODUCTS_MAX).default(6),
  showImage: z.boolean().default(true),
  showPrice: z.boolean().default(true),
  /** Empty for no button under each. */
  buttonLabel: text(80),
});
const social = z.object({
  id,
  type: z.literal("social"),
  links: z
    .array(z.object({ network: z.enum(socialNetworks), href: address }))
    .max(socialNetworks.length)
    .default([]),
  align: align.default("center"),
});
const footer = z.object({
  id,
  type: z.literal("footer"),
  /** As a text block's; the postal address and the link to unsubscribe are added under it. */
  html: text(4000),
  align: align.default("center"),
});

const simpleBlock = z.discriminatedUnion("type", [
  heading,
  paragraph,
  image,
  button,
  divider,
  products,
  social,
  footer,
]);
const columns = z.object({
  id,
  type: z.literal("columns"),
  /** From left to right; on a phone from top to bottom. */
  columns: z.array(z.array(simpleBlock).max(COLUMN_BLOCKS_MAX)).min(2).max(3),
});

export const emailBlock = z.discriminatedUnion("type", [...simpleBlock.options, columns]);
export type EmailBlock = z.infer<typeof emailBlock>;
export type SimpleEmailBlock = z.infer<typeof simpleBlock>;

/** What an email made of blocks holds, from top to bottom. */
export const emailDesign = z.object({ blocks: z.array(emailBlock).max(BLOCKS_MAX) });
export type EmailDesign = z.infer<typeof emailDesign>;
