/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"]);
const DEFAULT_LANGUAGE = "en";

/** The language tag of a text for this locale; English for one that is none. */
export function textLanguage(locale: unknown): string {
  try {
    return typeof locale === "string" && locale.trim() !== ""
      ? new Intl.Locale(locale.trim().replaceAll("_", "-")).baseName
      : DEFAULT_LANGUAGE;
  } catch {
    return DEFAULT_LANGUAGE;
  }
}

/** Where lines begin in a language. */
export function textDirection(locale: string): "ltr" | "rtl" {
  const script = new Intl.Locale(textLanguage(locale)).maximize().script;
  return script !== undefined && RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
}
