export type Scheme = "light" | "dark";

const ASKS = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;

/** Whether an email looks different in light and dark colors: whether it has rules of its own for one of them. */
export function asksForScheme(html: string): boolean {
  return html.search(ASKS) >= 0;
}

/** The same email as a mail program in light or dark colors shows it, whatever this browser prefers. */
export function withScheme(html: string, scheme: Scheme): string {
  return html.replace(ASKS, (_, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width: 0px)" : "(max-width: 0px)",
  );
}
