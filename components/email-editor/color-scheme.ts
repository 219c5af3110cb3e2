export type Scheme = "light" | "dark";

const ASKS = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;

/** The same email as a mail program in light or dark colors shows it, whatever this browser prefers. */
export function withScheme(html: string, scheme: Scheme): string {
  return html.replace(ASKS, (_, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width: 0px)" : "(max-width: 0px)",
  );
}
