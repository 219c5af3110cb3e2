/** The id in an address; null for anything that is none. */
export function readId(segment: string): number | null {
  return /^[1-9]\d{0,15}$/.test(segment) ? Number(segment) : null;
}
