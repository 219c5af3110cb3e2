import { linkColor, mix, textOn } from "#workflows/brand.ts";
import type { EmailBlock } from "#workflows/email-design.ts";
import type { DesignContext } from "./block-mjml.ts";

type Products = Extract<EmailBlock, { type: "products" }>;

const LISTS = { cart: "cart.items", event: "event.products" };
const IMAGE_PX = 72;

/**
 * A row for each product of the cart or the event; nothing at all when there is none. Products of a cart call their image
 * `imageUrl`, those of an event `image_url`, as the shop sent it.
 */
export function productsMjml(block: Products, { brand, guard, direction }: DesignContext): string {
  const list = LISTS[block.source];
  const liquid = (code: string) => guard.mark(code);
  const raw = (code: string) => `<mj-raw>${liquid(code)}</mj-raw>`;
  const border = `border-bottom:1px solid ${mix(brand.text, brand.panel, 0.15)}`;
  const start = direction === "ltr" ? "left" : "right";
  const end = direction === "ltr" ? "right" : "left";
  const link = `color:${linkColor(brand)};text-decoration:underline`;

  const image = block.showImage
    ? `<td width="${IMAGE_PX}" style="width:${IMAGE_PX}px;padding:12px 0;padding-${end}:16px;vertical-align:top;${border}">` +
      liquid('{% if _image != "" %}') +
      `<img src="${liquid("{{ _image }}")}" alt="" width="${IMAGE_PX}" style="display:block;width:${IMAGE_PX}px;border-radius:6px">` +
      `${liquid("{% endif %}")}</td>`
    : "";
  const quantity =
    `${liquid("{% if item.quantity > 1 %}")}<span style="white-space:nowrap"> × ` +
    `${liquid("{{ item.quantity }}")}</span>${liquid("{% endif %}")}`;
  const name =
    `${liquid('{% if _link != "" %}')}<a href="${liquid("{{ _link }}")}" style="${link}">` +
    `${liquid("{{ item.name }}")}</a>${liquid("{% else %}{{ item.name }}{% endif %}")}`;
  const label = block.buttonLabel.trim();
  const button = label
    ? `${liquid('{% if _link != "" %}')}<p style="margin:8px 0 0"><a href="${liquid("{{ _link }}")}" ` +
      `style="display:inline-block;padding:8px 14px;border-radius:6px;background:${brand.color};` +
      `color:${textOn(brand.color)};font-weight:600;text-decoration:none">${guard.escape(label)}</a></p>` +
      liquid("{% endif %}")
    : "";
  const price = block.showPrice
    ? `<td align="${end}" style="padding:12px 0;vertical-align:top;white-space:nowrap;text-align:${end};${border}">` +
      `${liquid("{% if item.price %}{{ item.price | money }}{% endif %}")}</td>`
    : "";
  const row =
    `<tr>${image}<td align="${start}" style="padding:12px 0;padding-${end}:12px;vertical-align:top;` +
    `text-align:${start};${border}">${name}${quantity}${button}</td>${price}</tr>`;
  return [
    raw(`{% if ${list}.size > 0 %}`),
    '<mj-table padding="8px 24px" cellpadding="0" cellspacing="0" role="presentation">',
    liquid(
      `{% for item in ${list} limit: ${block.limit} %}{% assign _link = item.url | safe_link %}` +
        "{% assign _image = item.imageUrl | default: item.image_url | safe_link %}",
    ),
    row,
    liquid("{% endfor %}"),
    "</mj-table>",
    raw("{% endif %}"),
  ].join("\n");
}
