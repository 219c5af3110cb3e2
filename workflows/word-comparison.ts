import { isBare, isRelative, type Operator, type RelativeOperator } from "./operators.ts";
import { type FilledPhrase, type Phrase, phrase } from "./phrase.ts";

const operatorWords: Record<Operator, Phrase> = {
  equals: phrase("is"),
  "not-equals": phrase("is not"),
  contains: phrase("contains"),
  "not-contains": phrase("does not contain"),
  "starts-with": phrase("starts with"),
  "ends-with": phrase("ends with"),
  greater: phrase("is more than"),
  less: phrase("is less than"),
  "at-least": phrase("is at least"),
  "at-most": phrase("is at most"),
  exists: phrase("is known"),
  missing: phrase("is not known"),
  before: phrase("is before"),
  after: phrase("is after"),
  "in-last-days": phrase("is in the last … days"),
  "not-in-last-days": phrase("is not in the last … days"),
  "in-next-days": phrase("is in the next … days"),
};

/** The operator alone, as a form offers it. */
export function wordOperator(operator: Operator): Phrase {
  return operatorWords[operator];
}

/** "city is Berlin". A plain text as the name is somebody's own. */
export function wordComparison(name: string | FilledPhrase, operator: Operator, value: unknown): Phrase {
  if (isRelative(operator)) return wordRelative(name, operator, String(value ?? ""));
  const values = { name, operator: phrase(operatorWords[operator]) };
  return isBare(operator)
    ? phrase("{name} {operator}", values)
    : phrase("{name} {operator} {value}", { ...values, value: String(value ?? "") });
}

function wordRelative(name: string | FilledPhrase, operator: RelativeOperator, days: string): Phrase {
  if (days === "1") return wordOneDay(name, operator);
  switch (operator) {
    case "in-last-days":
      return phrase("{name} is in the last {days} days", { name, days });
    case "not-in-last-days":
      return phrase("{name} is not in the last {days} days", { name, days });
    case "in-next-days":
      return phrase("{name} is in the next {days} days", { name, days });
  }
}

function wordOneDay(name: string | FilledPhrase, operator: RelativeOperator): Phrase {
  switch (operator) {
    case "in-last-days":
      return phrase("{name} is in the last day", { name });
    case "not-in-last-days":
      return phrase("{name} is not in the last day", { name });
    case "in-next-days":
      return phrase("{name} is in the next day", { name });
  }
}
