import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { ImportFolder } from "./folder.ts";
import type { Rejected } from "./read-row.ts";
import { wordReject } from "./reject-reasons.ts";

export type RejectedRow = { cells: string[]; why: Rejected };

/** The file of the rows that were not taken in, as they stood, with the reason behind each. */
export class RejectedFile {
  readonly #file: string;
  readonly #headers: readonly string[];
  readonly #delimiter: string;
  readonly #folder: Pick<ImportFolder, "demandRoom">;
  #handle: FileHandle | null = null;
  #bytes: number;

  /** `bytes` of it belong to what was taken in; the rest is cut off. */
  constructor(
    file: string,
    shape: { headers: readonly string[]; delimiter: string; bytes: number },
    folder: Pick<ImportFolder, "demandRoom">,
  ) {
    this.#file = file;
    this.#headers = shape.headers;
    this.#delimiter = shape.delimiter;
    this.#bytes = shape.bytes;
    this.#folder = folder;
  }

  /** Writes rows to the disk; answers with how long the file is then. Throws `DiskFull` when there is no room for them. */
  async add(rows: readonly RejectedRow[]): Promise<number> {
    if (rows.length === 0) return this.#bytes;
    this.#handle ??= await this.#open();
    const handle = this.#handle;
    const lines = rows.map(({ cells, why }) => [
      ...this.#headers.map((_, index) => cells[index] ?? ""),
      wordReject(why),
      ...cells.slice(this.#headers.length),
    ]);
    const heading = this.#bytes === 0 ? [[...this.#headers, "Reason"]] : [];
    const text = stringify([...heading, ...lines], { delimiter: this.#delimiter, escape_formulas: true });
    const bytes = Buffer.from(text);
    await this.#folder.demandRoom(bytes.length);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, this.#bytes + done);
      done += bytesWritten;
    }
    await handle.datasync();
    this.#bytes += bytes.length;
    return this.#bytes;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  async #open(): Promise<FileHandle> {
    const handle = await open(this.#file, this.#bytes === 0 ? "w" : "r+", 0o600);
    await handle.truncate(this.#bytes);
    return handle;
  }
}

/** The first `bytes` of a file as a stream; null when there is none. */
export async function openRejected(file: string, bytes: number): Promise<Readable | null> {
  if (bytes === 0 || !(await stat(file).catch(() => null))) return null;
  return createReadStream(file, { end: bytes - 1 });
}
