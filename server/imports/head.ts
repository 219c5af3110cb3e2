import { open } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { phrase } from "#workflows/phrase.ts";
import { cleanCell } from "./clean-cell.ts";
import { COLUMNS_MAX, readCsvRows, UnreadableFile } from "./csv-rows.ts";

/** Rows that are looked at to find out what the columns mean. */
const SAMPLE_ROWS = 200;
const HEAD_BYTES = 64 * 1024;
export const DELIMITERS = [",", ";", "\t", "|"] as const;
const LINES_COMPARED = 20;

export interface Head {
  delimiter: string;
  headers: string[];
  /** Where the first row begins, in bytes. */
  start: number;
  sample: string[][];
}

/** The names of the columns and the first rows of a UTF-8 file. Throws `UnreadableFile` with the reason. */
export async function readHead(file: string, delimiter: string | null = null): Promise<Head> {
  const text = await readStart(file);
  const told = readSeparatorLine(text);
  const chosen = delimiter ?? told.delimiter ?? findDelimiter(text.slice(told.line.length));
  const from = Buffer.byteLength(told.line);
  const rows: string[][] = [];
  let start = 0;
  for await (const group of readCsvRows(file, { delimiter: chosen, from })) {
    if (rows.length === 0) start = group[0]!.end;
    rows.push(...group.map(({ cells }) => cells));
    if (rows.length > SAMPLE_ROWS) break;
  }
  const [first, ...sample] = rows;
  if (!first || first.every((cell) => cell.trim() === ""))
    throw new UnreadableFile(phrase("The file is empty"));
  if (first.length > COLUMNS_MAX)
    throw new UnreadableFile(phrase("The file has more than {max} columns", { max: COLUMNS_MAX }));
  if (first.some((cell) => cell.includes("\0"))) throw new UnreadableFile(phrase("This is not a CSV file"));
  const headers = first.map((cell, index) => cleanCell(cell) || `Column ${index + 1}`);
  return { delimiter: chosen, headers, start, sample: sample.slice(0, SAMPLE_ROWS) };
}

/** The line before the names in which Excel is told what parts the cells: `sep=;`. Empty where there is none. */
function readSeparatorLine(text: string): { line: string; delimiter: string | null } {
  const match = /^"?sep=([^\r\n])"?[ \t]*(\r\n|\n|\r)/i.exec(text);
  if (!match) return { line: "", delimiter: null };
  return { line: match[0], delimiter: DELIMITERS.find((one) => one === match[1]) ?? null };
}

async function readStart(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The sign that parts the first lines into the same number of cells, and into the most. */
function findDelimiter(text: string): string {
  let best: { delimiter: string; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = widthsBy(text, delimiter);
    const width = widths[0] ?? 0;
    if (width < 2) continue;
    const alike = widths.filter((other) => other === width).length / widths.length;
    const score = alike * 1000 + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function widthsBy(text: string, delimiter: string): number[] {
  try {
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: LINES_COMPARED,
    });
    return rows.map((row) => row.length);
  } catch {
    return [];
  }
}
