import * as z from "zod/mini";

export const BLOCKS_MAX = 60;
export const COLUMN_BLOCKS_MAX = 12;
export const PRODUCTS_MAX = 12;

/** Plain text of one line or a few, with templates in it. */
const text = (maxChars: number) => z._default(z.string().check(z.maxLength(maxChars)), "");
/** A web address or a template that makes one; an image of the app's own stands as "/images/…". */
const address = text(2000);
const align = z._default(z.enum(["left", "center", "right"]), "left");
/** Told apart while they are dragged about; says nothing to the reader. */
const id = z.string().check(z.minLength(1), z.maxLength(40));

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
  level: z._default(z.union([z.literal(1), z.literal(2), z.literal(3)]), 2),
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
  widthPercent: z._default(z.number().check(z.int(), z.minimum(10), z.maximum(100)), 100),
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
  source: z._default(z.enum(["cart", "event"]), "cart"),
  limit: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(PRODUCTS_MAX)), 6),
  showImage: z._default(z.boolean(), true),
  showPrice: z._default(z.boolean(), true),
  /** Empty for no button under each. */
  buttonLabel: text(80),
});
const social = z.object({
  id,
  type: z.literal("social"),
  links: z._default(
    z
      .array(z.object({ network: z.enum(socialNetworks), href: address }))
      .check(z.maxLength(socialNetworks.length)),
    [],
  ),
  align: z._default(align, "center"),
});
const footer = z.object({
  id,
  type: z.literal("footer"),
  /** As a text block's; the postal address and the link to unsubscribe are added under it. */
  html: text(4000),
  align: z._default(align, "center"),
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
  columns: z
    .array(z.array(simpleBlock).check(z.maxLength(COLUMN_BLOCKS_MAX)))
    .check(z.minLength(2), z.maxLength(3)),
});

export const emailBlock = z.discriminatedUnion("type", [...simpleBlock.def.options, columns]);
export type EmailBlock = z.infer<typeof emailBlock>;
export type SimpleEmailBlock = z.infer<typeof simpleBlock>;

/** What an email made of blocks holds, from top to bottom. */
export const emailDesign = z.object({ blocks: z.array(emailBlock).check(z.maxLength(BLOCKS_MAX)) });
export type EmailDesign = z.infer<typeof emailDesign>;
