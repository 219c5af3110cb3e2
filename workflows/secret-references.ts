/** What a secret may be called, so that it can be written into a header or an address. */
export const SECRET_NAME = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;

const REFERENCE = /\{\{\s*secrets\.([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;
/** Anything else that a template could try with them. */
const OTHER_USE = /\{[{%][^}]*\bsecrets\b/;

/** A text with the values of its secrets, or the first of them that there is none of. */
export type FilledSecrets = { kind: "filled"; text: string } | { kind: "missing"; name: string };

/** The names of the secrets that templates refer to as {{ secrets.NAME }}, each once. */
export function secretNamesIn(...templates: string[]): string[] {
  const names = templates.flatMap((text) => [...text.matchAll(REFERENCE)].map(([, name]) => name!));
  return [...new Set(names)];
}

/** Whether a template does something with a secret besides writing it down, which would spoil it. */
export function misusesSecrets(template: string): boolean {
  return OTHER_USE.test(template.replace(REFERENCE, ""));
}

/**
 * Puts a mark around the name of each secret, before the template is written out for a person: whoever calls themselves
 * {{ secrets.TOKEN }} must not be given one. `mark` cannot be guessed.
 */
export function markSecrets(template: string, mark: string): string {
  return template.replace(REFERENCE, (_, name: string) => `${mark}${name}${mark}`);
}

/** The text as it may be shown: with the names of its secrets. */
export function nameSecrets(marked: string, mark: string): string {
  return marked.replace(inMarks(mark), (_, name: string) => `{{ secrets.${name} }}`);
}

/** Puts each secret in place of its marked name. Nothing else in the text has a meaning, also not within the secrets. */
export function fillInSecrets(
  marked: string,
  mark: string,
  secrets: ReadonlyMap<string, string>,
): FilledSecrets {
  const names = [...marked.matchAll(inMarks(mark))].map(([, name]) => name!);
  const missing = names.find((name) => !secrets.has(name));
  if (missing !== undefined) return { kind: "missing", name: missing };
  return { kind: "filled", text: marked.replace(inMarks(mark), (_, name: string) => secrets.get(name)!) };
}

function inMarks(mark: string): RegExp {
  return new RegExp(`${mark}([A-Za-z][A-Za-z0-9_]*?)${mark}`, "g");
}
