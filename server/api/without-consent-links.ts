/** The end of every link of ours that needs no sign-in: without it the rest means nothing. */
const SIGNATURE = /\.[\w-]{43}(?![\w-])/g;
const BLANK = ".hidden";

/**
 * The same with every signed link to unsubscribe, to choose or to confirm made useless, for whoever may only look: what a
 * customer agreed to is changed by that customer alone.
 */
export function withoutConsentLinks<Shown>(shown: Shown): Shown {
  return blanked(shown) as Shown;
}

function blanked(value: unknown): unknown {
  if (typeof value === "string") return value.replace(SIGNATURE, BLANK);
  if (Array.isArray(value)) return value.map(blanked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, blanked(inside)]));
}
