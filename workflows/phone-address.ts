/** What E.164 allows: a country's code and at most 15 digits in all. */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * The number that a message can be sent to, "+491701234567"; null for one without its country, which nobody can guess.
 * Spaces, brackets, dashes and dots do not matter, and "00" stands for "+".
 */
export function phoneAddress(phone: string | null): string | null {
  const digits = phone?.replace(/[\s().\-/\u2010-\u2015]/g, "").replace(/^00/, "+") ?? "";
  return E164.test(digits) ? digits : null;
}
