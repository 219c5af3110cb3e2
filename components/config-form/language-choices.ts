import { isLanguage, languageName, shopLanguages } from "#workflows/languages.ts";

/** A language that a message can be written in as well. */
export interface OfferedLanguage {
  tag: string;
  name: string;
  /** What those who speak it call it. */
  own: string;
  /** How many of the newest customers speak it. */
  people: number;
}

/**
 * Those that customers speak first, as they were told, then the rest by name; without those that the message has. Their
 * names are in the language `locale`.
 */
export function offeredLanguages(
  spoken: readonly { tag: string; people: number }[],
  taken: readonly string[],
  locale: string,
): OfferedLanguage[] {
  const people = new Map(spoken.map((one) => [one.tag, one.people]));
  const rest = shopLanguages
    .filter((tag) => !people.has(tag))
    .sort((a, b) => languageName(a, locale).localeCompare(languageName(b, locale), locale));
  return [...people.keys(), ...rest]
    .filter((tag) => !taken.includes(tag))
    .map((tag) => offer(tag, locale, people.get(tag) ?? 0));
}

function offer(tag: string, locale: string, people = 0): OfferedLanguage {
  return { tag, name: languageName(tag, locale), own: languageName(tag, tag), people };
}

/** Those whose names or tag hold what is searched for, and any other language whose very tag was written: "de-AT". */
export function searchLanguages(
  all: OfferedLanguage[],
  search: string,
  taken: readonly string[],
  locale: string,
): OfferedLanguage[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return all;
  const found = all.filter(({ tag, name, own }) =>
    [tag, name, own].some((text) => text.toLowerCase().includes(wanted)),
  );
  const tag = isLanguage(wanted) ? new Intl.Locale(wanted).baseName : "";
  const isKnown = tag !== "" && languageName(tag).toLowerCase() !== tag.toLowerCase();
  const isNew = isKnown && !taken.includes(tag) && !found.some((one) => one.tag === tag);
  return isNew ? [...found, offer(tag, locale)] : found;
}
