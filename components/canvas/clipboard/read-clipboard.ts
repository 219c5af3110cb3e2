/**
 * What was copied last, after a press of a button. Null where the browser does not hand it out: it asks the person first,
 * and on addresses without HTTPS there is nothing to ask.
 */
export async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}
