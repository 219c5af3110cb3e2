/** The host of an address, with its port where that is not the usual one; null when it is no address. */
export function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
