import { storable } from "#server/store/storable.ts";

/** What stands before a formula, in the letters of every script, once somebody made it harmless. */
const ESCAPED_FORMULA = /^'[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** A cell without what cannot be stored, and without the quote that a file of ours puts before a formula. */
export function cleanCell(cell: string): string {
  const text = cell.trim();
  return storable(ESCAPED_FORMULA.test(text) ? text.slice(1) : text);
}
