/** Longer than a key of 16,384 bits, and a bound on the work. */
const RECORD_MAX_CHARS = 8_192;

/** `name=value; name=value`, as DKIM and DMARC records are written (RFC 6376 section 3.2); the first of a name counts. */
export function readTags(text: string): Map<string, string> {
  const tags = new Map<string, string>();
  if (text.length > RECORD_MAX_CHARS) return tags;
  for (const part of text.split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim().toLowerCase();
    if (at > 0 && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}
