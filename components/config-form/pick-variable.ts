import type { Variable, VariableGroup } from "./variables.ts";

/** The variables that a search finds by name, label or example; every word of it must be somewhere. */
export function searchVariables(groups: VariableGroup[], search: string): VariableGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap((group) => {
    const variables = group.variables.filter((variable) => {
      const text = textOf(group, variable);
      return words.every((word) => text.includes(word));
    });
    return variables.length > 0 ? [{ ...group, variables }] : [];
  });
}

/** What is written into a template, with what stands there for people without a value. Loops and the like stay as they are. */
export function withFallback(insert: string, fallback: string): string {
  if (!/^\{\{[^{}]*\}\}$/.test(insert)) return insert;
  const value = insert
    .slice(2, -2)
    .replace(/\|\s*default:\s*"[^"]*"/g, "")
    .trim();
  return `{{ ${value.replace(/\s+\|/g, " |")} | default: "${writable(fallback)}" }}`;
}

function textOf({ label }: VariableGroup, variable: Variable): string {
  return `${label} ${variable.label} ${variable.path} ${variable.insert} ${variable.example ?? ""}`.toLowerCase();
}

/** Liquid knows no way to write its own quotes within quotes. */
function writable(text: string): string {
  return text
    .replaceAll('"', "”")
    .replace(/[{}%\r\n]/g, " ")
    .trim();
}
