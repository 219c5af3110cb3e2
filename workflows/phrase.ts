/**
 * A text that people read, kept as its English until it is shown: the English is the key under which other languages
 * have it. A string stands as it is; `values` go into `{name}` of the text.
 */
export type Phrase = string | FilledPhrase;

export interface FilledPhrase {
  text: string;
  values: PhraseValues;
}

/** A string is somebody's own, like the name of an event, and never translated; `phrase("Then")` makes a text a value. */
export type PhraseValues = Readonly<Record<string, string | number | Moment | Named | FilledPhrase>>;

/** A segment or a workflow, to be called by the name that it has when it is read. */
export interface Named {
  named: "segment" | "workflow";
  id: number;
}

/** What is called how now; undefined for what is not known, or not there any more. */
export type KnownNames = (named: Named) => string | undefined;

/** A moment, to be read in somebody's zone: "29 Mar 2026, 09:00". */
export interface Moment {
  at: number;
  zone: string;
  /** With its weekday: "Sunday 29 March 2026 at 09:00". */
  isFull?: boolean;
}

/** A language other than English: its texts by the English ones. */
export interface PhraseLanguage {
  /** How it writes numbers. */
  locale: string;
  texts: Readonly<Record<string, string>>;
  /** What segments and workflows are called; without it, they are "a segment" and "a workflow". */
  names?: KnownNames;
}

export const ENGLISH: PhraseLanguage = { locale: "en", texts: {} };

/** A text with its values; also makes a plain text one that can be a value of another. */
export function phrase(text: Phrase, values: PhraseValues = {}): FilledPhrase {
  return typeof text === "string" ? { text, values } : text;
}

/** Words of somebody's own where a phrase is asked for: they stand as they are in every language. */
export function verbatim(words: string): FilledPhrase {
  return phrase("{words}", { words });
}

/** Several phrases in a row: `pair` says how two of them stand side by side, like "{a} and {b}". */
export function chain(parts: readonly Phrase[], pair: string): Phrase {
  const [last = "", ...before] = parts.toReversed();
  return before.reduce((b, a) => phrase(pair, { a: phrase(a), b: phrase(b) }), last);
}

/**
 * The words of a phrase, in English unless a language is given; a text that the language does not have stays English. A
 * value behind a colon is left out with its colon when it is missing, any other shows as a question mark.
 */
export function word(given: Phrase, language: PhraseLanguage = ENGLISH): string {
  if (typeof given === "string") return textIn(given, language);
  return textIn(given.text, language).replace(
    /(: |：)?\{(\w+)\}/g,
    (_, colon: string | undefined, name: string) => {
      const value = Object.hasOwn(given.values, name) ? given.values[name] : undefined;
      if (value === undefined) return colon ? "" : "?";
      return `${colon ?? ""}${wordValue(value, language)}`;
    },
  );
}

/** Values as programs get them: every phrase and moment in English. */
export function plainValues(values: PhraseValues): Record<string, string | number> {
  const plain = ([name, value]: [string, PhraseValues[string]]): [string, string | number] => [
    name,
    typeof value === "number" ? value : wordValue(value, ENGLISH),
  ];
  return Object.fromEntries(Object.entries(values).map(plain));
}

function textIn(text: string, { texts }: PhraseLanguage): string {
  return (Object.hasOwn(texts, text) ? texts[text] : undefined) ?? text;
}

function wordValue(value: PhraseValues[string], language: PhraseLanguage): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatNumber(value, language.locale);
  if ("named" in value) return wordNamed(value, language);
  return "text" in value ? word(value, language) : formatMoment(value, language.locale);
}

const unknownNames = { segment: phrase("a segment"), workflow: phrase("a workflow") };

function wordNamed(named: Named, language: PhraseLanguage): string {
  const name = language.names?.(named);
  return name === undefined
    ? word(unknownNames[named.named], language)
    : word(phrase("“{name}”", { name }), language);
}

function formatMoment({ at, zone, isFull }: Moment, locale: string): string {
  const format = { dateStyle: isFull ? "full" : "medium", timeStyle: "short", timeZone: zone } as const;
  // British English puts the day first and counts to 24 hours.
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, format).format(at);
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function formatNumber(value: number, locale: string): string {
  let format = numberFormats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    numberFormats.set(locale, format);
  }
  return format.format(value);
}
