import { mkdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/** What stays free on the disk, whatever is brought in, for the database to go on writing. */
export const DISK_KEPT_BYTES = 256 * 1024 * 1024;

/** The disk has no room but what is kept for the database. */
export class DiskFull extends Error {
  readonly code = "ENOSPC";
}

/** Where files are kept while they are taken in; only this process's user can read it. */
export class ImportFolder {
  readonly path: string;
  readonly #freeBytesOf: (path: string) => Promise<number>;

  constructor(dataDir: string, freeBytesOf = freeBytesOfDisk) {
    this.path = join(dataDir, "imports");
    this.#freeBytesOf = freeBytesOf;
  }

  async make(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** A file of so many bytes that is on its way. */
  upload(uploadId: string, bytes: number): string {
    return join(this.path, `${uploadId}.${bytes}.upload`);
  }

  file(importId: number): string {
    return join(this.path, `${importId}.csv`);
  }

  rejected(importId: number): string {
    return join(this.path, `${importId}.rejected.csv`);
  }

  /** Throws `DiskFull` when so many more bytes would leave less than what is kept free. */
  async demandRoom(bytes: number): Promise<void> {
    await this.make();
    if ((await this.#freeBytesOf(this.path)) < bytes + DISK_KEPT_BYTES) throw new DiskFull();
  }
}

/** How many bytes a file has; null when it is not there. */
export async function bytesOf(file: string): Promise<number | null> {
  return (await stat(file).catch(() => null))?.size ?? null;
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL" || code === "53100";
}

async function freeBytesOfDisk(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
