/** The address when it is one of the web; a message must not make the browser open or load anything else. */
export function webAddress(text: string, origin: string): string | null {
  if (text === "") return null;
  try {
    const url = new URL(text, origin);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
