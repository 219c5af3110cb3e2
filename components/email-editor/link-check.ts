import { OWN_IMAGE } from "#workflows/brand.ts";
import type { EditorWords } from "./block-kinds.ts";

/** What is wrong with where a link leads, in words; undefined for an address that works or that a template makes. */
export function linkProblem(href: string, t: EditorWords): string | undefined {
  const address = href.trim();
  if (address === "" || /\{\{|\{%/.test(address)) return undefined;
  if (/\s/.test(address)) return t("links.spaces");
  if (/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/i.test(address) || /^tel:\+?[\d()-]{3,}$/i.test(address))
    return undefined;
  if (/^(mailto|tel):/i.test(address)) return t("links.incomplete");
  if (!/^https?:\/\//i.test(address)) return t("links.start");
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return host === "" || (!host.includes(".") && host !== "localhost") ? t("links.host") : undefined;
}

/** The same for a picture, which may also be one that was uploaded here. */
export function imageProblem(src: string, t: EditorWords): string | undefined {
  if (OWN_IMAGE.test(src.trim())) return undefined;
  if (/^(mailto|tel):/i.test(src.trim())) return t("links.noPicture");
  return linkProblem(src, t);
}
