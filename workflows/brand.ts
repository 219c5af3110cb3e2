import * as z from "zod/mini";

/** Fonts that are on nearly every computer and phone: emails cannot bring their own. */
export const brandFonts = {
  system: {
    label: "The device’s own",
    family: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  },
  arial: { label: "Arial", family: "Arial, Helvetica, sans-serif" },
  verdana: { label: "Verdana", family: "Verdana, Geneva, sans-serif" },
  trebuchet: { label: "Trebuchet", family: "'Trebuchet MS', Tahoma, sans-serif" },
  georgia: { label: "Georgia", family: "Georgia, 'Times New Roman', serif" },
  times: { label: "Times", family: "'Times New Roman', Times, serif" },
  courier: { label: "Courier", family: "'Courier New', Courier, monospace" },
} as const;
export type BrandFont = keyof typeof brandFonts;
const fontNames = Object.keys(brandFonts) as [BrandFont, ...BrandFont[]];

/** Where an image of the app's own is served, without the app's address. */
export const OWN_IMAGE = /^\/images\/[0-9a-f]{64}\.(png|jpg|gif|webp)$/;
/** Text of the usual size must stand out at least so much (WCAG 2.2, 1.4.3). */
export const TEXT_CONTRAST_MIN = 4.5;

const color = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.regex(/^#[0-9a-f]{6}$/, "Write a color like #c2410c"));

/** How the shop's emails look, set once for all of them. */
export const brand = z
  .object({
    /** "/images/…"; empty for the shop's name in letters. */
    logo: z._default(
      z.string().check(z.refine((path) => path === "" || OWN_IMAGE.test(path), "Choose one of your images")),
      "",
    ),
    logoWidth: z._default(
      z.number().check(z.int(), z.minimum(40, "At least 40 pixels"), z.maximum(400, "At most 400 pixels")),
      160,
    ),
    /** Buttons and links. */
    color: z._default(color, "#c2410c"),
    /** Around the message. */
    background: z._default(color, "#f6f4f1"),
    /** Behind its text. */
    panel: z._default(color, "#ffffff"),
    text: z._default(color, "#292524"),
    font: z._default(z.enum(fontNames), "system"),
  })
  .check(
    z.refine(({ text, panel }) => contrast(text, panel) >= TEXT_CONTRAST_MIN, {
      error: "The text can hardly be read on this color; make one of them darker or lighter",
      path: ["text"],
    }),
  );
export type Brand = z.infer<typeof brand>;

export const defaultBrand: Brand = brand.parse({});

/** How much two colors like "#c2410c" stand out from each other, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** The color of the words on a surface: whichever of white and near-black stands out more. */
export function textOn(surface: string): string {
  return contrast("#ffffff", surface) >= contrast("#1c1917", surface) ? "#ffffff" : "#1c1917";
}

/** Links have the shop's color where it can be read on the panel, else the text's, underlined. */
export function linkColor({ color: main, panel, text }: Brand): string {
  return contrast(main, panel) >= TEXT_CONTRAST_MIN ? main : text;
}

/** The shop's name stands outside the panel: it has the text's color where that can be read there. */
export function textAround({ text, background }: Brand): string {
  return contrast(text, background) >= TEXT_CONTRAST_MIN ? text : textOn(background);
}

/** A color between two: `share` of the first. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [channels(one), channels(other)];
  return `#${a
    .map((value, index) => Math.round(value * share + b[index]! * (1 - share)))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
