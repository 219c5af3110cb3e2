/** What stands in place of a secret where others may look. */
export const MASK = "••••";

/** A web address that is a password: only whose it is may be shown. What is masked already stays as it is. */
export function maskAddress(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/${MASK}` : MASK;
}
