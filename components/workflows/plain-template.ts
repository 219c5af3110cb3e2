import { type FilledPhrase, type Phrase, type PhraseValues, phrase } from "#workflows/phrase.ts";

const OUTPUT = /\{\{\s*([\w.[\]"'-]+)\s*(?:\|[^}]*)?\}\}/g;

/** A template as people read it in passing: `{{ profile.firstName | default: "there" }}` becomes ‹firstName›. */
export function plainTemplate(text: string): string {
  return text.replace(OUTPUT, (_, path: string) => `‹${path.split(".").at(-1) ?? path}›`);
}

/** A sentence whose values, such as a subject, are read as `plainTemplate` reads them. */
export function plainPhrase(given: Phrase): Phrase {
  return typeof given === "string" ? given : { ...given, values: plainValues(given.values) };
}

function plainValues(values: PhraseValues): PhraseValues {
  const plain = (value: PhraseValues[string]) =>
    typeof value === "string" ? plainTemplate(value) : isPhrase(value) ? phrase(plainPhrase(value)) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

function isPhrase(value: PhraseValues[string]): value is FilledPhrase {
  return typeof value === "object" && "text" in value;
}
