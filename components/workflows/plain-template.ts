const OUTPUT = /\{\{\s*([\w.[\]"'-]+)\s*(?:\|[^}]*)?\}\}/g;

/** A template as people read it in passing: `{{ profile.firstName | default: "there" }}` becomes ‹firstName›. */
export function plainTemplate(text: string): string {
  return text.replace(OUTPUT, (_, path: string) => `‹${path.split(".").at(-1) ?? path}›`);
}
