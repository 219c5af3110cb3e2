/** Whether a part of a stored rule is an object with parts of its own. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number as an input shows it: nothing for what is none. */
export function numberOf(value: unknown): number | "" {
  return typeof value === "number" ? value : "";
}

/** The value if it is one of these, else the first of them. */
export function oneOf<Value extends string>(known: readonly [Value, ...Value[]], value: unknown): Value {
  return known.find((each) => each === value) ?? known[0];
}
