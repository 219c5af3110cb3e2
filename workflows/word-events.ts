import type { WhichEvents } from "./needs.ts";
import { chain, type FilledPhrase, phrase } from "./phrase.ts";
import type { Span } from "./rule-window.ts";
import { wordComparison } from "./word-comparison.ts";

/** "“Order Completed” whose total is more than 50". */
export function wordEvents({ event, where = [] }: WhichEvents): FilledPhrase {
  if (where.length === 0) return phrase("“{event}”", { event });
  const rules = where.map(({ path, operator, value }) => wordComparison(path, operator, value));
  return phrase("“{event}” whose {rules}", { event, rules: phrase(chain(rules, "{a} and {b}")) });
}

/** With when it was: nothing more where that is ever. */
export function inSpan(rule: FilledPhrase, { withinDays: days, beforeDays: before = 0 }: Span): FilledPhrase {
  if (before > 0 && days > 0)
    return phrase("{rule} between {days} and {before} days ago", { rule, days, before });
  if (before > 0)
    return before === 1
      ? phrase("{rule} more than a day ago", { rule })
      : phrase("{rule} more than {before} days ago", { rule, before });
  if (days === 0) return rule;
  return days === 1
    ? phrase("{rule} in the last day", { rule })
    : phrase("{rule} in the last {days} days", { rule, days });
}
