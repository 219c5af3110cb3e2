import type { FieldProblem } from "#components/config-form/control.ts";
import type { Condition } from "#workflows/condition.ts";
import { segmentRule } from "#workflows/segment-rule.ts";

/** What the parser says of itself is nothing to read. */
const PARSER_WORDS = /^(Invalid|Too )/;

/** The rule as it can be asked, or what is missing in it. `unfinished` is said where the rule itself has no words for it. */
export function readRule(
  draft: unknown,
  unfinished: string,
): { rule: Condition; problems: [] } | { rule: null; problems: FieldProblem[] } {
  const { data, error } = segmentRule.safeParse(draft);
  if (data) return { rule: data, problems: [] };
  return {
    rule: null,
    problems: error.issues.map(({ path, message }) => ({
      path: path.join("."),
      message: PARSER_WORDS.test(message) ? unfinished : message,
    })),
  };
}
