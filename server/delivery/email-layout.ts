import { escapeHtml } from "./escape-html.ts";

/** What a shop owner writes in the form, already personalised and still plain text. */
export interface EmailText {
  preview: string;
  body: string;
  buttonLabel: string;
  buttonUrl: string;
  shopName: string;
}

/** The accent of the button; dark enough for white text in mail programs that invert colours. */
const BUTTON_COLOR = "#c2410c";

/**
 * One column that every mail program shows alike: tables and inline styles, no outside resources. Text is escaped
 * here, an empty line makes a paragraph and web addresses become links.
 */
export function layOutEmail({ preview, body, buttonLabel, buttonUrl, shopName }: EmailText): string {
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/)
    .map(
      (paragraph) => `<p style="margin:0 0 16px">${linkify(paragraph.trim()).replaceAll("\n", "<br>")}</p>`,
    );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(shopName)}</title></head>
<body style="margin:0;padding:0;background:#f6f4f1;color:#292524;font:16px/1.6 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 0 16px;font-weight:600">${escapeHtml(shopName)}</td></tr>
<tr><td style="background:#ffffff;color:#292524;border-radius:12px;padding:32px">
${paragraphs.join("\n")}
${button(buttonLabel, buttonUrl)}
</td></tr></table></td></tr></table></body></html>`;
}

function button(label: string, url: string): string {
  if (!label.trim() || !/^https?:\/\//i.test(url.trim())) return "";
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0"><tr><td style="background:${BUTTON_COLOR};border-radius:8px">
<a href="${escapeHtml(url.trim())}" style="display:inline-block;padding:12px 22px;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label.trim())}</a>
</td></tr></table>`;
}

function linkify(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => {
      if (index % 2 === 0) return escapeHtml(part);
      // A full stop or bracket behind an address belongs to the sentence.
      let end = part.length;
      while (".,;:!?)]".includes(part.charAt(end - 1))) end--;
      const address = escapeHtml(part.slice(0, end));
      return `<a href="${address}" style="color:${BUTTON_COLOR}">${address}</a>${escapeHtml(part.slice(end))}`;
    })
    .join("");
}
