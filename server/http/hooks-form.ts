/** The fields of a form as browsers send it; the values of a name that comes several times become a list. */
export function parseUrlEncoded(text: string): Record<string, unknown> {
  return gather(new URLSearchParams(text));
}

/** The fields of a multipart form (RFC 7578); files are left out. Null when it is not one. */
export function parseMultipart(contentType: string, text: string): Record<string, unknown> | null {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  if (!boundary) return null;
  const [, ...parts] = `\r\n${text}`.split(`\r\n--${boundary[1] ?? boundary[2]}`);
  // The last boundary is followed by two dashes.
  if (!parts.pop()?.startsWith("--")) return null;
  const fields: [string, string][] = [];
  for (const part of parts) {
    const headersEnd = part.indexOf("\r\n\r\n");
    if (headersEnd === -1) return null;
    const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(part.slice(0, headersEnd))?.[1];
    const name = disposition && parameter(disposition, "name");
    if (!name) return null;
    if (parameter(disposition, "filename") === null) fields.push([name, part.slice(headersEnd + 4)]);
  }
  return gather(fields);
}

function parameter(disposition: string, name: string): string | null {
  const found = new RegExp(`(?:^|;)\\s*${name}="([^"]*)"`, "i").exec(disposition);
  // Browsers write what would end the name or the line as in an address.
  return found && found[1]!.replace(/%22|%0D|%0A/gi, decodeURIComponent);
}

function gather(entries: Iterable<[string, string]>): Record<string, unknown> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    const known = fields.get(name);
    if (known === undefined) fields.set(name, value);
    else if (typeof known === "string") fields.set(name, [known, value]);
    else known.push(value);
  }
  return Object.fromEntries(fields);
}
