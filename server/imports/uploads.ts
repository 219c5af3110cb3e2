import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf, type ImportFolder } from "./folder.ts";
import { FILE_MAX_BYTES } from "./upload-limits.ts";

/** What has to stay free on the disk for the database to go on writing. */
const DISK_KEPT_BYTES = 256 * 1024 * 1024;
const ABANDONED_AFTER_MS = 24 * 3_600_000;

export type Begun = { kind: "begun"; uploadId: string } | { kind: "too-large" } | { kind: "disk-full" };
export type Written =
  | { kind: "written"; bytes: number }
  | { kind: "unknown" }
  /** The piece does not follow what is there, which is so long. */
  | { kind: "elsewhere"; bytes: number }
  | { kind: "too-large" }
  | { kind: "disk-full" };

/** Files on their way in. Each comes in pieces, so that one that was cut off goes on where it was. */
export class Uploads {
  readonly #folder: ImportFolder;
  /** Pieces of one file are written one after the other. */
  readonly #busy = new Set<string>();

  constructor(folder: ImportFolder) {
    this.#folder = folder;
  }

  /** Makes room for a file of so many bytes. */
  async begin(bytes: number): Promise<Begun> {
    if (bytes > FILE_MAX_BYTES) return { kind: "too-large" };
    await this.#folder.make();
    const { bavail, bsize } = await statfs(this.#folder.path);
    if (bavail * bsize < bytes + DISK_KEPT_BYTES) return { kind: "disk-full" };
    const uploadId = randomUUID();
    await (await open(this.#folder.upload(uploadId), "wx", 0o600)).close();
    return { kind: "begun", uploadId };
  }

  /** Writes the piece of a file that begins at a byte. */
  async write(uploadId: string, offset: number, piece: Buffer): Promise<Written> {
    const file = this.#folder.upload(uploadId);
    const bytes = await bytesOf(file);
    if (bytes === null) return { kind: "unknown" };
    if (bytes !== offset || this.#busy.has(uploadId)) return { kind: "elsewhere", bytes };
    if (bytes + piece.length > FILE_MAX_BYTES) return { kind: "too-large" };
    this.#busy.add(uploadId);
    try {
      return await append(file, offset, piece);
    } finally {
      this.#busy.delete(uploadId);
    }
  }

  /** Gives a whole file its place; null when there is none of that name and length. */
  async take(uploadId: string, bytes: number): Promise<string | null> {
    const file = this.#folder.upload(uploadId);
    return (await bytesOf(file)) === bytes && !this.#busy.has(uploadId) ? file : null;
  }

  async keepAs(uploadId: string, importId: number): Promise<void> {
    await rename(this.#folder.upload(uploadId), this.#folder.file(importId));
  }

  async drop(uploadId: string): Promise<void> {
    await rm(this.#folder.upload(uploadId), { force: true });
  }

  /** Removes what somebody began to send and never finished. */
  async sweep(now: number): Promise<void> {
    for (const name of await readdir(this.#folder.path).catch(() => [])) {
      if (!/\.upload(\.utf8)?$/.test(name)) continue;
      const file = join(this.#folder.path, name);
      const { mtimeMs } = await stat(file);
      if (now - mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true });
    }
  }
}

async function append(file: string, offset: number, piece: Buffer): Promise<Written> {
  const handle = await open(file, "r+");
  try {
    for (let done = 0; done < piece.length; ) {
      const { bytesWritten } = await handle.write(piece, done, piece.length - done, offset + done);
      done += bytesWritten;
    }
    return { kind: "written", bytes: offset + piece.length };
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await handle.truncate(offset);
    return { kind: "disk-full" };
  } finally {
    await handle.close();
  }
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL" || code === "53100";
}
