import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Where files are kept while they are taken in; only this process's user can read it. */
export class ImportFolder {
  readonly path: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, "imports");
  }

  async make(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** A file that is on its way. */
  upload(uploadId: string): string {
    return join(this.path, `${uploadId}.upload`);
  }

  file(importId: number): string {
    return join(this.path, `${importId}.csv`);
  }

  rejected(importId: number): string {
    return join(this.path, `${importId}.rejected.csv`);
  }
}

/** How many bytes a file has; null when it is not there. */
export async function bytesOf(file: string): Promise<number | null> {
  return (await stat(file).catch(() => null))?.size ?? null;
}
