import { type Brand, brandFonts, linkColor, textAround, textOn } from "#workflows/brand.ts";
import { textDirection } from "./design/text-direction.ts";
import { escapeHtml } from "./escape-html.ts";

/** What a shop owner writes in the form, already personalised and still plain text. */
export interface EmailText {
  preview: string;
  body: string;
  buttonLabel: string;
  buttonUrl: string;
  shopName: string;
  brand: Brand;
  /** The app's own address, which the logo is loaded from. */
  publicUrl: string;
  /** The language that it is written in, such as "en". */
  lang: string;
}

/**
 * One column that every mail program shows alike: tables and inline styles, no outside resources. Text is escaped
 * here, an empty line makes a paragraph and web addresses become links.
 */
export function layOutEmail(email: EmailText): string {
  const { preview, body, buttonLabel, buttonUrl, shopName, brand, lang } = email;
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/)
    .map(
      (paragraph) =>
        `<p style="margin:0 0 16px">${linkify(paragraph.trim(), linkColor(brand)).replaceAll("\n", "<br>")}</p>`,
    );
  return `<!doctype html>
<html lang="${lang}" dir="${textDirection(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(shopName)}</title></head>
<body style="margin:0;padding:0;background:${brand.background};color:${brand.text};font:16px/1.6 ${brandFonts[brand.font].family}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 0 16px;font-weight:600;color:${textAround(brand)}">${nameOrLogo(email)}</td></tr>
<tr><td style="background:${brand.panel};color:${brand.text};border-radius:12px;padding:32px">
${paragraphs.join("\n")}
${button(buttonLabel, buttonUrl, brand.color)}
</td></tr></table></td></tr></table></body></html>`;
}

function nameOrLogo({ brand, publicUrl, shopName }: EmailText): string {
  if (!brand.logo) return escapeHtml(shopName);
  const src = escapeHtml(`${publicUrl.replace(/\/$/, "")}${brand.logo}`);
  const style = `display:block;width:${brand.logoWidth}px;max-width:100%;height:auto`;
  return `<img src="${src}" alt="${escapeHtml(shopName)}" width="${brand.logoWidth}" style="${style}">`;
}

function button(label: string, url: string, color: string): string {
  if (!label.trim() || !/^https?:\/\//i.test(url.trim())) return "";
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0"><tr><td style="background:${color};border-radius:8px">
<a href="${escapeHtml(url.trim())}" style="display:inline-block;padding:12px 22px;color:${textOn(color)};font-weight:600;text-decoration:none">${escapeHtml(label.trim())}</a>
</td></tr></table>`;
}

function linkify(text: string, color: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => {
      if (index % 2 === 0) return escapeHtml(part);
      // A full stop or bracket behind an address belongs to the sentence.
      let end = part.length;
      while (".,;:!?)]".includes(part.charAt(end - 1))) end--;
      const address = escapeHtml(part.slice(0, end));
      return `<a href="${address}" style="color:${color}">${address}</a>${escapeHtml(part.slice(end))}`;
    })
    .join("");
}
