import type { TextLength } from "#workflows/text-length.ts";
import { joinWords } from "./join-words.ts";
import type { MessageWords } from "./message-words.ts";

/** How many characters that make a text longer are named. */
const NAMED_MAX = 3;

/** "1 character", "70 characters". */
export function wordUnits({ units }: Pick<TextLength, "units">, t: MessageWords): string {
  return t("length.units", { count: units });
}

/** "2 text messages, 67 characters each, because of “ż”". */
export function wordSegments(
  { segments, unitsPerSegment: each, because }: TextLength,
  t: MessageWords,
  locale: string,
): string {
  if (because.length === 0) return t("length.segments", { count: segments, each });
  const characters = wordCharacters(because, t, locale);
  return t("length.segmentsBecause", { count: segments, each, characters });
}

/** "“ż” and “’”"; of many, the first few. What cannot be seen is told by its number. */
export function wordCharacters(characters: readonly string[], t: MessageWords, locale: string): string {
  const named = characters.slice(0, NAMED_MAX).map((character) => wordCharacter(character, t));
  const count = characters.length - named.length;
  return joinWords(count > 0 ? [...named, t("length.others", { count })] : named, locale);
}

function wordCharacter(character: string, t: MessageWords): string {
  if (!/^[\p{Z}\p{C}\p{M}]$/u.test(character)) return t("missing.quoted", { text: character });
  const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return t("length.unseen", { code: `U+${number}` });
}
