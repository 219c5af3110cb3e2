import { createReadStream } from "node:fs";
import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { type FilledPhrase, phrase, word } from "#workflows/phrase.ts";

/** Read at a time: what is parsed of it holds the thread for a millisecond or two. */
const CHUNK_BYTES = 16 * 1024;
/** A row longer than this is a quotation mark that was never closed. */
export const ROW_MAX_CHARS = 256 * 1024;
export const COLUMNS_MAX = 300;

export interface CsvRow {
  cells: string[];
  /** Where the next row begins, in bytes from the start of the file. */
  end: number;
}

/** The file is no CSV from some row on; the message is for the owner. */
export class UnreadableFile extends Error {
  readonly phrase: FilledPhrase;

  constructor(told: FilledPhrase) {
    super(word(told));
    this.phrase = told;
  }
}

/**
 * The rows of a UTF-8 file from a byte on where a row begins, in the groups in which they are read. Quotes, line breaks
 * within them and rows of any length are taken as they are.
 */
export async function* readCsvRows(
  file: string,
  { delimiter, from = 0 }: { delimiter: string; from?: number },
): AsyncGenerator<CsvRow[]> {
  let rows: CsvRow[] = [];
  const parser = parse({
    delimiter,
    // Looked for in this order; a file may have several.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: ROW_MAX_CHARS,
    // Taken here, with their place in the file, instead of from the stream.
    on_record: (cells, { bytes }) => {
      rows.push({ cells, end: from + bytes });
      return null;
    },
  });
  parser.resume();
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure = error;
  });
  const stream = createReadStream(file, { start: from, highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) {
      parser.write(chunk);
      await nextTurn();
      if (rows.length > 0) yield rows;
      rows = [];
      if (failure) throw failure;
    }
    parser.end();
    await finished(parser).catch(() => {});
    if (rows.length > 0) yield rows;
    if (failure) throw failure;
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile(wordError(error)) : error;
  } finally {
    stream.destroy();
    parser.destroy();
  }
}

/** Others have their turn between two chunks, and what the parser found arrives. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function wordError({ code, lines }: CsvError & { lines?: number }): FilledPhrase {
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE")
    return lines
      ? phrase(
          "A quotation mark around line {line} is never closed, so where its row ends cannot be told. Mend it in the file and upload it again",
          { line: lines },
        )
      : phrase(
          "A quotation mark is never closed, so where its row ends cannot be told. Mend it in the file and upload it again",
        );
  return lines
    ? phrase("The file cannot be read as CSV around line {line}", { line: lines })
    : phrase("The file cannot be read as CSV");
}
