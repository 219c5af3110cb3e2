import { countSegments } from "./text-segments.ts";

/** How many characters that make a text longer are named. */
const NAMED_MAX = 3;

export interface TextLength {
  /** As the phone network counts: some characters are counted twice. */
  units: number;
  /** How many text messages it goes out as, and of how many characters each may be. */
  segments: number;
  unitsPerSegment: number;
  /** The characters because of which fewer fit into each message, in the order in which they come. */
  because: string[];
  /** Characters that are counted twice although they force nothing, such as "€". */
  twice: string[];
}

/** How long a text is as a text message, and why. */
export function textLength(text: string): TextLength {
  const { encoding, ...counted } = countSegments(text);
  const used = [...new Set(text)];
  const isForcing = (character: string) => countSegments(character).encoding === "ucs-2";
  return {
    ...counted,
    because: used.filter(isForcing),
    twice: encoding === "gsm-7" ? used.filter((character) => countSegments(character).units === 2) : [],
  };
}

/** "1 character", "70 characters" */
export function wordUnits({ units }: Pick<TextLength, "units">): string {
  return units === 1 ? "1 character" : `${units} characters`;
}

/** "2 text messages, 67 characters each, because of “ż”". */
export function wordSegments({ segments, unitsPerSegment, because }: TextLength): string {
  const why = because.length === 0 ? "" : `, because of ${wordCharacters(because)}`;
  if (segments === 0) return "no text message";
  if (segments > 1) return `${segments} text messages, ${unitsPerSegment} characters each${why}`;
  return because.length === 0
    ? "1 text message"
    : `1 text message of at most ${unitsPerSegment} characters${why}`;
}

/** "“ż” and “’”"; of many, the first few. What cannot be seen is told by its number. */
export function wordCharacters(characters: readonly string[]): string {
  const named = characters.slice(0, NAMED_MAX).map(wordCharacter);
  const more = characters.length - named.length;
  const last = more > 0 ? `${more} more` : named.pop();
  return named.length === 0 ? (last ?? "") : `${named.join(", ")} and ${last}`;
}

function wordCharacter(character: string): string {
  if (!/^[\p{Z}\p{C}\p{M}]$/u.test(character)) return `“${character}”`;
  const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `a character that is not seen (U+${number})`;
}
