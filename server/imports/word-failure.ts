import { UnreadableFile } from "./csv-rows.ts";
import { isDiskFull } from "./folder.ts";

export const GONE = "The file is not on this server any more. Upload it again";
const DISK_FULL = "The server’s disk is full. Make room on it, then go on";

/** What the owner can do something about; null for a fault of ours. */
export function wordFailure(error: unknown): string | null {
  if (error instanceof UnreadableFile) return error.message;
  if (isDiskFull(error)) return DISK_FULL;
  return (error as { code?: unknown } | null)?.code === "ENOENT" ? GONE : null;
}
