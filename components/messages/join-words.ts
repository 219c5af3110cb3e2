/** Several names as a list in the reader's language: "a, b and c", "a、b和c". */
export function joinWords(words: readonly string[], locale: string): string {
  // English the British way: without a comma before "and".
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale).format(words);
}
