import type { OutcomeValues } from "./outcome.ts";
import { renderTemplate } from "./template.ts";

/** The texts of a message with the values of one person in them; the first that cannot be written says why. */
export function fillIn<K extends string>(
  templates: Record<K, string>,
  data: Record<string, unknown>,
): { kind: "ok"; text: Record<K, string> } | { kind: "error"; code: string; values: OutcomeValues } {
  const text = {} as Record<K, string>;
  for (const [name, template] of Object.entries(templates) as [K, string][]) {
    // Values stay plain here: the layout and JSON's own filter escape them where they land.
    const result = renderTemplate(template, data);
    if (result.kind === "error") return result;
    text[name] = result.text;
  }
  return { kind: "ok", text };
}
