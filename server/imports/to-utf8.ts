import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { ImportFolder } from "./folder.ts";

const CHUNK_BYTES = 256 * 1024;

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * Makes a file UTF-8 without a byte order mark, in its place, so that everything behind counts the same bytes. A file
 * without a mark that is not UTF-8 is taken for Windows-1252, as spreadsheets of Western Europe write it. Answers with
 * the encoding that it had. Throws `DiskFull` when the disk has no room for it.
 */
export async function makeUtf8(file: string, folder: Pick<ImportFolder, "demandRoom">): Promise<Encoding> {
  const mark = await readMark(file);
  const encoding = mark?.encoding ?? ((await isUtf8(file)) ? "utf-8" : "windows-1252");
  if (encoding === "utf-8" && !mark) return encoding;
  const rewritten = `${file}.utf8`;
  try {
    const decoder = new TextDecoder(encoding);
    await pipeline(
      createReadStream(file, { highWaterMark: CHUNK_BYTES, start: mark?.bytes ?? 0 }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          const rewrittenChunk = Buffer.from(decoder.decode(chunk, { stream: true }));
          // It lies beside the file until it takes its place.
          await folder.demandRoom(rewrittenChunk.length);
          yield rewrittenChunk;
        }
        yield Buffer.from(decoder.decode());
      },
      createWriteStream(rewritten, { mode: 0o600 }),
    );
    await rename(rewritten, file);
  } finally {
    await rm(rewritten, { force: true });
  }
  return encoding;
}

async function readMark(file: string): Promise<{ encoding: Encoding; bytes: number } | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    if (bytesRead >= 3 && buffer.equals(Buffer.from([0xef, 0xbb, 0xbf])))
      return { encoding: "utf-8", bytes: 3 };
    if (bytesRead >= 2 && buffer.readUInt16BE() === 0xfffe) return { encoding: "utf-16le", bytes: 2 };
    if (bytesRead >= 2 && buffer.readUInt16BE() === 0xfeff) return { encoding: "utf-16be", bytes: 2 };
    return null;
  } finally {
    await handle.close();
  }
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    stream.destroy();
  }
}
