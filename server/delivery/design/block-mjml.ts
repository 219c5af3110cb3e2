import { type Brand, linkColor, mix, textOn } from "#workflows/brand.ts";
import type { EmailBlock, SimpleEmailBlock, socialNetworks } from "#workflows/email-design.ts";
import { type DesignAddress, designAddress } from "./address.ts";
import type { LiquidGuard } from "./liquid-guard.ts";
import { productsMjml } from "./products-mjml.ts";
import { safeHtml } from "./safe-html.ts";

/** What the blocks of one email share. */
export interface DesignContext {
  brand: Brand;
  guard: LiquidGuard;
  /** The app's own address, which images of its own are loaded from. */
  publicUrl: string;
  direction: "ltr" | "rtl";
  /** How wide the column is, in pixels. */
  widthPx: number;
}

type Block<T extends EmailBlock["type"]> = Extract<EmailBlock, { type: T }>;
type Align = "left" | "center" | "right";
type Network = (typeof socialNetworks)[number];

const HEADING_PX = { 1: 28, 2: 22, 3: 18 };
const NETWORK_NAMES: Record<Network, string> = {
  facebook: "Facebook",
  instagram: "Instagram",
  x: "X",
  youtube: "YouTube",
  tiktok: "TikTok",
  linkedin: "LinkedIn",
  pinterest: "Pinterest",
  website: "Website",
};

/** One block inside a column, as MJML; empty for one that has nothing to show. */
export function blockMjml(block: SimpleEmailBlock, context: DesignContext): string {
  switch (block.type) {
    case "heading":
      return headingMjml(block, context);
    case "text":
      return textMjml(block.html, block.align, context);
    case "image":
      return imageMjml(block, context);
    case "button":
      return buttonMjml(block, context);
    case "divider":
      return dividerMjml(context);
    case "products":
      return productsMjml(block, context);
    case "social":
      return socialMjml(block, context);
    case "footer":
      return footerMjml(block, context);
  }
}

function headingMjml({ text, level, align }: Block<"heading">, context: DesignContext): string {
  if (!text.trim()) return "";
  const size = HEADING_PX[level];
  const style = `margin:0;font-size:${size}px;line-height:1.3;font-weight:700`;
  const words = context.guard.escape(text.trim()).replaceAll("\n", "<br>");
  const attributes = `align="${aligned(align, context)}" padding="8px 24px"`;
  return `<mj-text ${attributes}><h${level} style="${style}">${words}</h${level}></mj-text>`;
}

function textMjml(
  html: string,
  align: Align,
  context: DesignContext,
  look = { attributes: 'padding="8px 24px"', link: linkColor(context.brand) },
): string {
  const { guard } = context;
  const shown = safeHtml(guard.hideInHtml(html), {
    style: (tag) => textStyle(tag, look.link),
    address: (href) => checkedAddress(designAddress(href, guard, context.publicUrl), guard),
  });
  if (!shown.replace(/<[^>]*>|&nbsp;|\s/g, "")) return "";
  return `<mj-text align="${aligned(align, context)}" ${look.attributes}>${shown}</mj-text>`;
}

function imageMjml(block: Block<"image">, context: DesignContext): string {
  const { guard, publicUrl } = context;
  const src = designAddress(guard.hide(block.src), guard, publicUrl);
  if (!src.html) return "";
  const href = designAddress(guard.hide(block.href), guard, publicUrl);
  const width = Math.round(((context.widthPx - 48) * block.widthPercent) / 100);
  const image = (link: string) =>
    `<mj-image src="${checkedAddress(src, guard)}" alt="${guard.escape(block.alt)}" width="${width}px" ` +
    `align="${aligned(block.align, context)}" padding="8px 24px"${link ? ` href="${link}"` : ""} />`;
  if (!href.isOpen) return image(href.html);
  return onlyWithLink(href, guard, image, image(""));
}

function buttonMjml({ label, href, align }: Block<"button">, context: DesignContext): string {
  const { guard, brand, publicUrl } = context;
  const address = designAddress(guard.hide(href), guard, publicUrl);
  if (!label.trim() || !address.html) return "";
  const button = (link: string) =>
    `<mj-button href="${link}" align="${aligned(align, context)}" background-color="${brand.color}" ` +
    `color="${textOn(brand.color)}" border-radius="8px" font-size="16px" font-weight="600" ` +
    `line-height="1.4" inner-padding="12px 22px" padding="12px 24px">${guard.escape(label.trim())}</mj-button>`;
  return address.isOpen ? onlyWithLink(address, guard, button, "") : button(address.html);
}

function dividerMjml({ brand }: DesignContext): string {
  const color = mix(brand.text, brand.panel, 0.2);
  return `<mj-divider border-width="1px" border-color="${color}" padding="16px 24px" />`;
}

/** Words and not icons: pictures of other sites' logos are blocked by many mail programs. */
function socialMjml({ links, align }: Block<"social">, context: DesignContext): string {
  const { guard, brand, publicUrl } = context;
  const style = `color:${linkColor(brand)};text-decoration:underline`;
  const shown = links.flatMap(({ network, href }) => {
    const address = checkedAddress(designAddress(guard.hide(href), guard, publicUrl), guard);
    return address ? [`<a href="${address}" style="${style}">${NETWORK_NAMES[network]}</a>`] : [];
  });
  if (shown.length === 0) return "";
  const attributes = `align="${aligned(align, context)}" padding="12px 24px" font-size="14px"`;
  return `<mj-text ${attributes}>${shown.join(" &nbsp;·&nbsp; ")}</mj-text>`;
}

function footerMjml({ html, align }: Block<"footer">, context: DesignContext): string {
  const color = mix(context.brand.text, context.brand.panel, 0.8);
  const attributes = `padding="16px 24px" font-size="13px" color="${color}"`;
  return textMjml(html, align, context, { attributes, link: "inherit" });
}

/** Left and right are meant from where a line begins: they change sides where it begins on the right. */
function aligned(align: Align, { direction }: DesignContext): Align {
  if (direction === "ltr" || align === "center") return align;
  return align === "left" ? "right" : "left";
}

function textStyle(tag: string, link: string): string {
  switch (tag) {
    case "p":
      return "margin:0 0 12px";
    case "ul":
    case "ol":
      return "margin:0 0 12px;padding:0 0 0 24px";
    case "li":
      return "margin:0 0 4px";
    case "a":
      return `color:${link};text-decoration:underline`;
    default:
      return "";
  }
}

/** The address in an attribute: one that begins with Liquid is empty for whoever's value is none. */
export function checkedAddress({ html, isOpen }: DesignAddress, guard: LiquidGuard): string {
  if (!isOpen) return html;
  const end = guard.mark("{% endcapture %}{{ _link | safe_link | raw }}");
  return `${guard.mark("{% capture _link %}")}${html}${end}`;
}

/** For addresses that begin with Liquid: one form for those whom it leads somewhere, and one for the others. */
function onlyWithLink(
  { html }: DesignAddress,
  guard: LiquidGuard,
  linked: (link: string) => string,
  otherwise: string,
): string {
  const raw = (liquid: string) => `<mj-raw>${liquid}</mj-raw>`;
  const capture = `${guard.mark("{% capture _link %}")}${html}${guard.mark("{% endcapture %}")}`;
  const check = guard.mark('{% assign _link = _link | safe_link %}{% if _link != "" %}');
  return [
    raw(`${capture}${check}`),
    linked(guard.mark("{{ _link | raw }}")),
    ...(otherwise ? [raw(guard.mark("{% else %}")), otherwise] : []),
    raw(guard.mark("{% endif %}")),
  ].join("\n");
}
