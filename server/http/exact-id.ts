export const INEXACT_ID = "is a number that cannot be kept exactly: send it as text";

/** Whether an id came as it was sent: JSON's larger numbers are rounded, and two customers would become one. */
export function isExactId(id: string | number): boolean {
  return typeof id === "string" || Number.isSafeInteger(id);
}
