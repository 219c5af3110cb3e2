/** Where a list goes on, as text that callers hand back without looking into it. */
export function writeCursor(...place: number[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The numbers of a cursor; null when it is not one that this server gave for such a list. */
export function readCursor(cursor: string, length: number): number[] | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const isOurs = Array.isArray(place) && place.length === length && place.every(Number.isSafeInteger);
    return isOurs ? (place as number[]) : null;
  } catch {
    return null;
  }
}
