import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is there while `use` works with it. */
export async function inDataFolder<R>(use: (dataDir: string) => Promise<R>): Promise<R> {
  const dataDir = mkdtempSync(join(tmpdir(), "rekindle-bench-"));
  try {
    return await use(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
