/** Deeper or wider mails are somebody's trick. */
const DEPTH_MAX = 6;
const PARTS_MAX = 60;

export interface MimePart {
  /** In small letters, "message/delivery-status". */
  type: string;
  /** Decoded. */
  body: string;
}

export type Headers = Map<string, string>;

/** The parts of a mail that have no parts themselves, in order; what is beyond measure is left out. */
export function mimeParts(raw: Buffer): MimePart[] {
  const parts: MimePart[] = [];
  walk(raw.toString("latin1").replace(/\r\n?/g, "\n"), 0, parts);
  return parts;
}

/** The fields at the beginning of a text, by their names in small letters; of several with one name, the first. */
export function readHeaders(text: string): Headers {
  const end = text.indexOf("\n\n");
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, " ");
  const headers: Headers = new Map();
  for (const line of head.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function walk(text: string, depth: number, parts: MimePart[]): void {
  if (depth > DEPTH_MAX || parts.length >= PARTS_MAX) return;
  const headers = readHeaders(text);
  const contentType = headers.get("content-type") ?? "text/plain";
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase() ?? "text/plain";
  const start = text.startsWith("\n") ? 1 : text.indexOf("\n\n") + 2;
  const body = start === 1 && !text.startsWith("\n") ? "" : text.slice(start);
  const [, quoted, bare] = /\bboundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!type.startsWith("multipart/") || boundary === undefined) {
    parts.push({ type, body: decode(body, headers.get("content-transfer-encoding") ?? "") });
    return;
  }
  const sections = `\n${body}`.split(`\n--${boundary}`).slice(1);
  for (const section of sections) {
    if (section.startsWith("--")) return;
    const lineEnd = section.indexOf("\n");
    if (lineEnd >= 0) walk(section.slice(lineEnd + 1), depth + 1, parts);
  }
}

function decode(body: string, encoding: string): string {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8").replace(/\r\n?/g, "\n");
    case "quoted-printable":
      return body
        .replace(/[ \t]*=\n/g, "")
        .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    default:
      return body;
  }
}
