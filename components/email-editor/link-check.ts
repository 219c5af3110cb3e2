import { OWN_IMAGE } from "#workflows/brand.ts";

/** What is wrong with where a link leads, in words; undefined for an address that works or that a template makes. */
export function linkProblem(href: string): string | undefined {
  const address = href.trim();
  if (address === "" || /\{\{|\{%/.test(address)) return undefined;
  if (/\s/.test(address)) return "An address has no spaces in it.";
  if (/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/i.test(address) || /^tel:\+?[\d()-]{3,}$/i.test(address))
    return undefined;
  if (/^(mailto|tel):/i.test(address)) return "This address is not complete.";
  if (!/^https?:\/\//i.test(address))
    return "Start with https://, or insert a variable that holds the address.";
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return host === "" || (!host.includes(".") && host !== "localhost")
    ? "This address has no complete host, as in https://example.com."
    : undefined;
}

/** The same for a picture, which may also be one that was uploaded here. */
export function imageProblem(src: string): string | undefined {
  if (OWN_IMAGE.test(src.trim())) return undefined;
  if (/^(mailto|tel):/i.test(src.trim())) return "This is not the address of a picture.";
  return linkProblem(src);
}
