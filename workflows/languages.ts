/** The languages that a shop can choose from, as tags (BCP 47), the commonest shops' among them. */
export const shopLanguages = [
  ...[
    "ar",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "en-GB",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
  ],
  ...[
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-BR",
    "ro",
    "ru",
    "sk",
  ],
  ...["sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "zh", "zh-Hant"],
];

/** Whether a text is a tag of a language, whichever. */
export function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== undefined;
  } catch {
    return false;
  }
}

const english = new Intl.DisplayNames("en", { type: "language" });

/** What a language is called, in English or in another one: "Brazilian Portuguese" for pt-BR; else the tag itself. */
export function languageName(tag: string, spoken = "en"): string {
  try {
    const names = spoken === "en" ? english : new Intl.DisplayNames(spoken, { type: "language" });
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
