import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ImportFolder, isDiskFull } from "./folder.ts";
import { FILE_MAX_BYTES, UPLOADS_OPEN_MAX } from "./upload-limits.ts";

const ABANDONED_AFTER_MS = 24 * 3_600_000;
/** One that was left alone for so long makes room for another. */
export const IDLE_AFTER_MS = 3_600_000;
const UPLOAD = /^([0-9a-f-]{36})\.(\d{1,12})\.upload$/;

export type Begun =
  | { kind: "begun"; uploadId: string }
  | { kind: "too-large" }
  | { kind: "too-many" }
  | { kind: "disk-full" };
export type Written =
  | { kind: "written"; bytes: number }
  | { kind: "unknown" }
  /** The piece does not follow what is there, which is so long. */
  | { kind: "elsewhere"; bytes: number }
  /** It goes beyond what was said at the beginning. */
  | { kind: "too-large" }
  | { kind: "disk-full" };

/** A file on its way, as it lies on the disk. */
interface Upload {
  uploadId: string;
  file: string;
  /** How long it is to become. */
  declaredBytes: number;
  bytes: number;
  /** When something was last written to it, by the disk's clock. */
  touchedAt: number;
}

/** Files on their way in. Each comes in pieces, so that one that was cut off goes on where it was. */
export class Uploads {
  readonly #folder: ImportFolder;
  /** Pieces of one file are written one after the other. */
  readonly #busy = new Set<string>();

  constructor(folder: ImportFolder) {
    this.#folder = folder;
  }

  /** Makes room for a file of so many bytes. What the others are still to bring counts as taken. */
  async begin(bytes: number): Promise<Begun> {
    if (bytes > FILE_MAX_BYTES) return { kind: "too-large" };
    await this.#folder.make();
    const uploadId = randomUUID();
    const file = this.#folder.upload(uploadId, bytes);
    await (await open(file, "wx", 0o600)).close();
    let isTaken = false;
    try {
      const refused = await this.#refuse(uploadId);
      isTaken = refused === null;
      return refused ? { kind: refused } : { kind: "begun", uploadId };
    } finally {
      if (!isTaken) await rm(file, { force: true });
    }
  }

  /** Writes the piece of a file that begins at a byte. */
  async write(uploadId: string, offset: number, piece: Buffer): Promise<Written> {
    const found = await this.#find(uploadId);
    if (!found) return { kind: "unknown" };
    const { file, bytes, declaredBytes } = found;
    if (bytes !== offset || this.#busy.has(uploadId)) return { kind: "elsewhere", bytes };
    if (bytes + piece.length > declaredBytes) return { kind: "too-large" };
    this.#busy.add(uploadId);
    try {
      await this.#folder.demandRoom(piece.length);
      await append(file, offset, piece);
      return { kind: "written", bytes: offset + piece.length };
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      return { kind: "disk-full" };
    } finally {
      this.#busy.delete(uploadId);
    }
  }

  /** Gives a whole file its place; null when there is none of that name and length. */
  async take(uploadId: string, bytes: number): Promise<string | null> {
    const found = await this.#find(uploadId);
    const isWhole = found?.bytes === bytes && found.declaredBytes === bytes;
    return found && isWhole && !this.#busy.has(uploadId) ? found.file : null;
  }

  /** False when there is no such file any more. */
  async keepAs(uploadId: string, importId: number): Promise<boolean> {
    const found = await this.#find(uploadId);
    if (found) await rename(found.file, this.#folder.file(importId));
    return found !== null;
  }

  async drop(uploadId: string): Promise<void> {
    const found = await this.#find(uploadId);
    if (found) await rm(found.file, { force: true });
  }

  /** Removes what somebody began to send and never finished, and left alone for so long. */
  async sweep(now: number, aloneForMs = ABANDONED_AFTER_MS): Promise<void> {
    for (const name of await readdir(this.#folder.path).catch(() => [])) {
      if (!/\.upload(\.utf8)?$/.test(name)) continue;
      const file = join(this.#folder.path, name);
      const { mtimeMs } = await stat(file);
      if (now - mtimeMs > aloneForMs) await rm(file, { force: true });
    }
  }

  /** Why a file that was just made cannot be taken; null when it can. */
  async #refuse(uploadId: string): Promise<"too-many" | "disk-full" | null> {
    const uploads = await this.#list();
    const own = uploads.find((upload) => upload.uploadId === uploadId);
    const others = uploads.filter((upload) => upload.uploadId !== uploadId);
    const [oldest] = others.sort((a, b) => a.touchedAt - b.touchedAt);
    if (oldest && others.length >= UPLOADS_OPEN_MAX) {
      if (!own || own.touchedAt - oldest.touchedAt < IDLE_AFTER_MS) return "too-many";
      await rm(oldest.file, { force: true });
    }
    const awaited = uploads.reduce(
      (sum, upload) => sum + Math.max(0, upload.declaredBytes - upload.bytes),
      0,
    );
    try {
      await this.#folder.demandRoom(awaited);
      return null;
    } catch (error) {
      if (isDiskFull(error)) return "disk-full";
      throw error;
    }
  }

  async #find(uploadId: string): Promise<Upload | null> {
    const names = await readdir(this.#folder.path).catch(() => []);
    const name = names.find((one) => UPLOAD.exec(one)?.[1] === uploadId);
    return name ? await this.#look(name) : null;
  }

  async #list(): Promise<Upload[]> {
    const names = await readdir(this.#folder.path).catch(() => []);
    return (await Promise.all(names.map((name) => this.#look(name)))).filter((upload) => upload !== null);
  }

  /** Null for a file that is no upload, or is gone. */
  async #look(name: string): Promise<Upload | null> {
    const [, uploadId, declared] = UPLOAD.exec(name) ?? [];
    const file = join(this.#folder.path, name);
    const found = uploadId ? await stat(file).catch(() => null) : null;
    if (!uploadId || !found) return null;
    return { uploadId, file, declaredBytes: Number(declared), bytes: found.size, touchedAt: found.mtimeMs };
  }
}

async function append(file: string, offset: number, piece: Buffer): Promise<void> {
  const handle = await open(file, "r+");
  try {
    for (let done = 0; done < piece.length; ) {
      const { bytesWritten } = await handle.write(piece, done, piece.length - done, offset + done);
      done += bytesWritten;
    }
  } catch (error) {
    if (isDiskFull(error)) await handle.truncate(offset);
    throw error;
  } finally {
    await handle.close();
  }
}
