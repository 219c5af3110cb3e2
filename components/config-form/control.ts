import type { FormField } from "./fields.ts";

/** What is wrong inside a field: `path` is empty for the field as a whole, else like "0.label". */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What every control is given. It reads `value` with care: a draft may hold anything. */
export interface ControlProps {
  field: FormField;
  value: unknown;
  problems: FieldProblem[];
  onChange(value: unknown): void;
}

/** The message for one place inside a field, itself or anything below it. */
export function problemAt(problems: FieldProblem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))?.message;
}

/** The problems of one part of a field, with their paths told from there. */
export function problemsUnder(problems: FieldProblem[], path: string): FieldProblem[] {
  return problems.flatMap((problem) => {
    if (problem.path === path) return { ...problem, path: "" };
    return problem.path.startsWith(`${path}.`)
      ? { ...problem, path: problem.path.slice(path.length + 1) }
      : [];
  });
}

export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
