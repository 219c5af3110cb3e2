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
