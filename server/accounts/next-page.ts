const SOMEWHERE = "http://here.invalid";

/** The page of this server to go on to after signing in, from a link's `next`; the first page for anything else. */
export function nextPage(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, SOMEWHERE)) return "/";
  const url = new URL(next, SOMEWHERE);
  return url.origin === SOMEWHERE ? `${url.pathname}${url.search}` : "/";
}
