import { isLanguage, shopLanguages } from "./languages.ts";

/**
 * The tag that suits a locale best, or null: the very language, then without region and script step by step (RFC 4647,
 * section 3.4). Somebody of Taiwan, "zh-TW", gets Traditional Chinese before any Chinese, though the tag does not say it.
 */
export function bestLanguage(tags: readonly string[], locale: string | null): string | null {
  if (tags.length === 0 || locale === null) return null;
  const known = tags.map((tag) => ({ tag, plain: plainTag(tag) }));
  for (const wanted of wantedTags(plainTag(locale))) {
    const found = known.find(({ plain }) => plain === wanted);
    if (found) return found.tag;
  }
  return null;
}

/** "zh-hant-tw", "zh-tw", "zh-hant", "zh": from what fits best to what still does. */
function wantedTags(plain: string): string[] {
  const parts = plain.split("-");
  const shorter = parts.map((_, index) => parts.slice(0, parts.length - index).join("-"));
  return [...shorter.slice(0, 1), ...sameOtherwise(plain), ...shorter.slice(1)];
}

/** The tag with its region alone and with its script alone, where that says the same. */
function sameOtherwise(plain: string): string[] {
  try {
    const { language, region } = new Intl.Locale(plain);
    const { script } = new Intl.Locale(plain).maximize();
    const byRegion = `${language}-${region}`.toLowerCase();
    const isSame = region !== undefined && new Intl.Locale(byRegion).maximize().script === script;
    return [...(isSame ? [byRegion] : []), ...(script ? [`${language}-${script}`.toLowerCase()] : [])];
  } catch {
    return [];
  }
}

/** A tag as tags are compared: "zh_TW.UTF-8" is "zh-tw", and "iw" is "he". */
export function plainTag(tag: string): string {
  const written = tag
    .trim()
    .replace(/[.@].*$/s, "")
    .replaceAll("_", "-");
  try {
    return new Intl.Locale(written).baseName.toLowerCase();
  } catch {
    return written.toLowerCase();
  }
}

/** The language of a locale, as one that shops write in where it is one of them; null when it names none. */
export function languageOf(locale: string): string | null {
  const known = bestLanguage(shopLanguages, locale);
  if (known !== null) return known;
  const [language = ""] = plainTag(locale).split("-");
  return isLanguage(language) ? language : null;
}
