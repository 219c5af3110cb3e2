/** The languages in which customers are spoken to. */
export const customerLanguages = ["en", "zh"] as const;
export type CustomerLanguage = (typeof customerLanguages)[number];

const LISTED_MAX = 20;
const HEADER_MAX_CHARS = 1000;

/**
 * The language for a customer: that of their locale ("zh-CN", "en_GB"), else the best that their browser asks for
 * (an Accept-Language header), else the shop's, else English.
 */
export function customerLanguage(
  locale: string | null | undefined,
  shopLanguage: string,
  acceptLanguage: string | null = null,
): CustomerLanguage {
  return languageOf(locale ?? "") ?? bestOf(acceptLanguage ?? "") ?? languageOf(shopLanguage) ?? "en";
}

function languageOf(tag: string): CustomerLanguage | undefined {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  return customerLanguages.find((known) => known === language);
}

function bestOf(header: string): CustomerLanguage | undefined {
  const asked = header
    .slice(0, HEADER_MAX_CHARS)
    .split(",", LISTED_MAX)
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";");
      const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/i.exec(one)?.[1]).find(Boolean);
      return { tag, weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of asked) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return undefined;
}
