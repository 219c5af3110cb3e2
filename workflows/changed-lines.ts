/** The lines of a text that came and went. */
export interface ChangedLines {
  added: string[];
  removed: string[];
}

/** So many lines are listed of each; a text that was written anew would fill the page. */
const LINES_MAX = 20;

/** Where a block of an email says something, in the order in which it is read. */
const SAYS = ["text", "html", "label", "buttonLabel", "alt", "src", "href"] as const;

/** What stands in one text or email design and not in the other; null for whatever has no lines, or the same ones. */
export function changedLines(before: unknown, after: unknown): ChangedLines | null {
  const [was, is] = [linesOf(before), linesOf(after)];
  if (!was || !is) return null;
  const lines = {
    added: without(is, was).slice(0, LINES_MAX),
    removed: without(was, is).slice(0, LINES_MAX),
  };
  return lines.added.length + lines.removed.length > 0 ? lines : null;
}

/** Null for a value that is neither a text nor an email design. */
function linesOf(value: unknown): string[] | null {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return plainLines(value);
  return isRecord(value) && Array.isArray(value.blocks) ? value.blocks.flatMap(blockLines) : null;
}

function blockLines(block: unknown): string[] {
  if (!isRecord(block)) return [];
  const { columns, links } = block;
  return [
    ...SAYS.flatMap((name) => {
      const said = block[name];
      if (typeof said !== "string") return [];
      return plainLines(name === "html" ? textOfHtml(said) : said);
    }),
    ...(Array.isArray(columns) ? columns.flat().flatMap(blockLines) : []),
    ...(Array.isArray(links) ? links.flatMap(blockLines) : []),
  ];
}

function plainLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** What a rich text says, for reading only: it is never put into a page as HTML. */
function textOfHtml(html: string): string {
  return html
    .replace(/<\/(?:p|li)>|<br\s*\/?>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#39|[a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** What is left of a list when each line of another is taken out once. */
function without(lines: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
