/**
 * The IANA zone of the reader's browser. Only for what is drawn from an answer of the API: on the server, which draws
 * the first page, it would be the server's own zone.
 */
export function readerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
